#include "judge/rake_judge.h"

#include "judge/exchange_facts.h"
#include "judge/finding_ids.h"
#include "judge/gitlab_record.h"
#include "judge/rake_findings.h"
#include "judge/rake_model_judge.h"
#include "judge/rake_service_judge.h"
#include "judge/ruby_error.h"
#include "judge/service_names.h"
#include "judge/url_form.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

QString gatewayUrlOf(const JudgeInput &input, const RakeReport &report)
{
    return report.gatewayUrl.isEmpty() ? input.deployment->aiGateway.url : report.gatewayUrl;
}

Arguments gatewayPlace(const JudgeInput &input, const RakeReport &report)
{
    const QString text = gatewayUrlOf(input, report);
    const UrlForm form = readUrl(text);
    Arguments arguments{{Argument::Service, service::kGateway}};
    if (form.isValid()) {
        arguments.set(Argument::Url, form.url.toString());
        arguments.set(Argument::Host, form.url.host());
        arguments.set(Argument::Port, effectivePort(form.url));
    } else if (!text.isEmpty()) {
        arguments.set(Argument::Url, text);
    }
    return arguments;
}

/// The task asks about root unless it is told another user; a root without a seat is its most common false alarm.
bool isDefaultUser(const JudgeInput &input, const RakeReport &report)
{
    return (report.user.isEmpty() || report.user == "root"_L1) && input.deployment->gitlab.user != "root"_L1;
}

Finding userFinding(const JudgeInput &input, const RakeReport &report, const QString &words)
{
    const QString user = report.user.isEmpty() ? u"root"_s : report.user;
    QString detail = words.arg(user);
    if (!isDefaultUser(input, report)) {
        return fromRake(input, finding::kSeatNotAssigned, {{Argument::Detail, detail}});
    }
    detail += u"; root is whom the task asks about by itself, so name a user with a seat"_s;
    return fromRake(input, finding::kSeatNotAssigned, Severity::Warning, {{Argument::Detail, detail}});
}

Findings judgeUser(const JudgeInput &input, const RakeReport &report)
{
    if (report.userIsUnknown) {
        return {userFinding(input, report, u"GitLab knows no user %1"_s)};
    }
    if (report.licenseIsWrong) {
        return {fromRake(input, finding::kLicenseLacksDuo, {{Argument::Feature, u"code suggestions"_s}})};
    }
    if (report.userLacksAccess) {
        return {userFinding(input, report, u"GitLab says so of %1, and that the licence is right"_s)};
    }
    if (report.accessCauseIsCut) {
        const QString detail =
            u"GitLab says so of %1; the output ends before it says whether the licence is the cause"_s;
        return {fromRake(input, finding::kSeatNotAssigned, Severity::Warning,
                         {{Argument::Detail, detail.arg(report.user.isEmpty() ? u"the user"_s : report.user)}})};
    }
    return {};
}

Findings judgeUrl(const JudgeInput &input, const RakeReport &report)
{
    if (report.gatewayUrlIsMissing) {
        return {fromRake(input, finding::kGatewayUrlNotSet)};
    }
    if (report.gatewayUrlIsInvalid) {
        return {fromRake(input, finding::kUrlInvalid,
                         {{Argument::Service, u"the AI Gateway in GitLab's settings"_s},
                          {Argument::Detail, u"GitLab does not take it for an HTTP URL"_s}})};
    }
    return report.gatewayUrl.isEmpty() ? Findings{} : judgeConfiguredGatewayUrl(input, role::kRake, report.gatewayUrl);
}

FindingId findingOfHealthStatus(int status)
{
    switch (status) {
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
        return finding::kRedirectUnexpected;
    case 401:
    case 403:
    case 404:
        return finding::kGatewayNotAiGateway;
    case 407:
        return finding::kProxyAuthRequired;
    case 502:
    case 503:
    case 504:
        return finding::kGatewayBehindBrokenProxy;
    default:
        return finding::kGatewayUnhealthy;
    }
}

bool hasFinding(const Findings &findings, FindingId id)
{
    return std::ranges::any_of(findings, [&](const Finding &finding) { return finding.id == id; });
}

Findings judgeHealth(const JudgeInput &input, const RakeReport &report)
{
    Arguments arguments = gatewayPlace(input, report);
    if (report.healthStatus != 0) {
        arguments.set(Argument::Status, report.healthStatus);
        arguments.set(Argument::Server, u"another server"_s);
        arguments.set(Argument::Location, u"an address that the task does not print"_s);
        arguments.set(Argument::Proxy, u"that GitLab uses"_s);
        const FindingId id = findingOfHealthStatus(report.healthStatus);
        if (id == finding::kGatewayBehindBrokenProxy) {
            arguments.set(Argument::Server, u"a reverse proxy"_s);
        }
        return {fromRake(input, id, arguments)};
    }
    Findings findings;
    if (!report.healthErrorClass.isEmpty() || !report.healthErrorMessage.isEmpty()) {
        addRubyError(input, findings,
                     findingOfRubyError(report.healthErrorClass, report.healthErrorMessage, arguments));
    }
    if (findings.isEmpty() && report.gatewayIsInaccessible) {
        const bool isBareStatus = report.generation == RakeReport::Generation::R1 &&
                                  report.step(RakeReport::Step::GatewayHealth) && report.healthErrorMessage.isEmpty();
        arguments.set(Argument::Status, isBareStatus ? u"other than 200"_s : u"that the output does not hold"_s);
        findings << fromRake(input, finding::kGatewayUnhealthy, isBareStatus ? Severity::Error : Severity::Warning,
                             arguments);
    }
    if (!report.healthBody.isEmpty() && !report.healthBody.startsWith(u'{')) {
        arguments.set(Argument::Server, u"another server"_s);
        arguments.set(Argument::Status, 200);
        arguments.set(Argument::Detail, report.healthBody.left(100));
        findings << fromRake(input, finding::kGatewayNotAiGateway, arguments);
    }
    return findings;
}

} // namespace

Findings judgeRakeReport(const JudgeInput &input)
{
    const EvidencePtr evidence = input.find(role::kRake);
    const RakeReport *report = evidence ? evidence->as<RakeReport>() : nullptr;
    if (!report) {
        return {};
    }
    Findings findings = judgeUrl(input, *report);
    const Findings transport = judgeRakeTransport(input, *report);
    findings << transport << judgeUser(input, *report) << judgeHealth(input, *report)
             << judgeRakeModels(input, *report);
    for (const Finding &finding : judgeRakeWorkflowService(input, *report)) {
        if (!hasFinding(transport, finding.id)) {
            findings << finding;
        }
    }
    findings << judgeRakeWebSocket(input, *report)
             << judgeNamedVersion(input, role::kRake, report->gitlabVersion, input.deployment->aiGateway.image);
    return findings;
}

} // namespace duodoctor
