#include "judge/rake_judge.h"

#include "judge/exchange_facts.h"
#include "judge/finding_ids.h"
#include "judge/gitlab_record.h"
#include "judge/rake_model_judge.h"
#include "judge/ruby_error.h"
#include "judge/url_form.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto kGateway = "the AI Gateway"_L1;

Finding fromRake(const JudgeInput &input, FindingId id, Arguments arguments = {})
{
    return findingFrom(input, role::kRake, id, std::move(arguments));
}

Finding lowered(const JudgeInput &input, FindingId id, Severity severity, Arguments arguments = {})
{
    return findingFrom(input, role::kRake, id, severity, std::move(arguments));
}

/// Takes a finding of a Ruby error over, at most as severe as `severity`.
void addError(const JudgeInput &input, Findings &findings, std::optional<Finding> finding,
              Severity severity = Severity::Error)
{
    if (!finding) {
        return;
    }
    finding->severity = std::min(finding->severity, severity);
    if (const EvidencePtr evidence = input.find(role::kRake)) {
        finding->evidence = {evidence};
    }
    findings << *finding;
}

QString gatewayUrlOf(const JudgeInput &input, const RakeReport &report)
{
    return report.gatewayUrl.isEmpty() ? input.deployment->aiGateway.url : report.gatewayUrl;
}

Arguments gatewayPlace(const JudgeInput &input, const RakeReport &report)
{
    const QString text = gatewayUrlOf(input, report);
    const UrlForm form = readUrl(text);
    Arguments arguments{{Argument::Service, kGateway}};
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
    return lowered(input, finding::kSeatNotAssigned, Severity::Warning, {{Argument::Detail, detail}});
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
        return {lowered(input, finding::kSeatNotAssigned, Severity::Warning,
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

bool isAgentPlatform(const RakeReport::Endpoint &endpoint)
{
    return endpoint.name.contains("gRPC"_L1) || endpoint.name.contains("Agent Platform"_L1) ||
           endpoint.name.contains("Workflow"_L1);
}

Arguments placeOf(const RakeReport::Endpoint &endpoint)
{
    const QString scheme = endpoint.isTls || endpoint.isTlsMismatch ? u"https"_s : u"http"_s;
    Arguments arguments{{Argument::Service, isAgentPlatform(endpoint) ? u"the Agent Platform service"_s : kGateway},
                        {Argument::Host, endpoint.host},
                        {Argument::Url, u"%1://%2:%3"_s.arg(scheme, endpoint.host).arg(endpoint.port)}};
    arguments.set(Argument::Port, endpoint.port);
    return arguments;
}

QString errorWords(const RakeReport::Endpoint &endpoint)
{
    return endpoint.errorMessage.isEmpty() ? endpoint.errorClass
                                           : endpoint.errorClass + ": "_L1 + endpoint.errorMessage;
}

void judgeFailedEndpoint(const JudgeInput &input, const RakeReport::Endpoint &endpoint, Findings &findings)
{
    Arguments arguments = placeOf(endpoint);
    if (!endpoint.errorClass.isEmpty()) {
        arguments.set(Argument::Detail, errorWords(endpoint));
    }
    if (endpoint.isTlsMismatch) {
        findings << fromRake(
            input, isAgentPlatform(endpoint) ? finding::kAgentPlatformTlsMismatch : finding::kTlsNotTls, arguments);
        return;
    }
    // The task's probe goes past the proxy, so with one in between its failure proves little.
    const Severity severity = endpoint.proxy.isEmpty() ? Severity::Error : Severity::Warning;
    const auto error = findingOfRubyError(endpoint.errorClass, endpoint.errorMessage, arguments);
    const bool isName = error && error->id == finding::kDnsNotFound;
    if (isAgentPlatform(endpoint) && !isName) {
        findings << lowered(input, finding::kAgentPlatformUnreachable, severity, arguments);
    } else {
        addError(input, findings, error, severity);
    }
}

Findings judgeTransport(const JudgeInput &input, const RakeReport &report)
{
    Findings findings;
    for (const RakeReport::Endpoint &endpoint : report.endpoints) {
        if (endpoint.outcome == StepOutcome::Failed) {
            judgeFailedEndpoint(input, endpoint, findings);
        } else if (endpoint.outcome == StepOutcome::Warned) {
            Arguments arguments = placeOf(endpoint);
            const qsizetype issuer = endpoint.certificate.indexOf("(issued by "_L1);
            if (issuer >= 0) {
                arguments.set(Argument::Issuer, endpoint.certificate.sliced(issuer + 11).chopped(1));
            }
            findings << fromRake(input, finding::kTlsGitlabLacksCa, arguments);
        }
    }
    return findings;
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
        addError(input, findings, findingOfRubyError(report.healthErrorClass, report.healthErrorMessage, arguments));
    }
    if (findings.isEmpty() && report.gatewayIsInaccessible) {
        const bool isBareStatus = report.generation == RakeReport::Generation::R1 &&
                                  report.step(RakeReport::Step::GatewayHealth) && report.healthErrorMessage.isEmpty();
        arguments.set(Argument::Status, isBareStatus ? u"other than 200"_s : u"that the output does not hold"_s);
        findings << lowered(input, finding::kGatewayUnhealthy, isBareStatus ? Severity::Error : Severity::Warning,
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

/// True when the service answered, though not with what the probe wanted.
bool isAnswerOfService(const QString &message)
{
    return message.contains("UNIMPLEMENTED"_L1) || message.contains("12:"_L1) ||
           message.contains("UNAUTHENTICATED"_L1) || message.contains("16:"_L1);
}

Arguments agentPlatformPlace(const JudgeInput &input, const RakeReport &report)
{
    QString text = report.workflowServiceUrl;
    if (text.isEmpty() && input.deployment->aiGateway.agentPlatform) {
        text = input.deployment->aiGateway.agentPlatform->address;
    }
    Arguments arguments{{Argument::Service, u"the Agent Platform service"_s}};
    const auto address = readHostAndPort(text.mid(text.indexOf("://"_L1) < 0 ? 0 : text.indexOf("://"_L1) + 3));
    arguments.set(Argument::Host, address ? address->host : (text.isEmpty() ? u"GitLab's setting"_s : text));
    arguments.set(Argument::Port, address ? address->port : 50052);
    return arguments;
}

Findings judgeWorkflowService(const JudgeInput &input, const RakeReport &report)
{
    Arguments arguments = agentPlatformPlace(input, report);
    if (report.workflowServiceUrlMissing) {
        if (!input.deployment->aiGateway.agentPlatform) {
            return {}; // nobody wants it
        }
        arguments.set(Argument::Detail, u"GitLab has no URL for it"_s);
        return {lowered(input, finding::kAgentPlatformUnreachable, Severity::Warning, arguments)};
    }
    const RakeReport::StepResult *step = report.step(RakeReport::Step::WorkflowService);
    if (!step || step->outcome != StepOutcome::Failed || isAnswerOfService(report.workflowServiceMessage)) {
        return {};
    }
    Findings findings;
    if (report.workflowServiceUrl.contains("://"_L1)) {
        const qsizetype scheme = report.workflowServiceUrl.indexOf("://"_L1);
        findings << fromRake(input, finding::kAgentPlatformUrlScheme,
                             {{Argument::Url, report.workflowServiceUrl},
                              {Argument::Suggestion, report.workflowServiceUrl.sliced(scheme + 3)}});
    }
    arguments.set(Argument::Detail, report.workflowServiceMessage.left(300));
    findings << fromRake(input,
                         report.workflowServiceTlsMismatch ? finding::kAgentPlatformTlsMismatch
                                                           : finding::kAgentPlatformUnreachable,
                         arguments);
    return findings;
}

Findings judgeWebSocket(const JudgeInput &input, const RakeReport &report)
{
    const QString url = report.webSocketUrl.isEmpty() ? input.deployment->gitlab.url : report.webSocketUrl;
    Arguments arguments{{Argument::Url, url}, {Argument::Service, u"GitLab"_s}};
    const int status = report.webSocketStatus;
    if (status == 401 || status == 403) {
        // It reached GitLab, so the upgrade itself is forwarded.
        arguments.set(Argument::Status, status);
        arguments.set(Argument::Detail, u"GitLab's own WebSocket endpoint, asked for the user of the task"_s);
        return {lowered(input, status == 401 ? finding::kAuthUnauthorized : finding::kAuthForbidden, Severity::Warning,
                        arguments)};
    }
    if (status != 0 && status != 101) {
        arguments.set(Argument::Status, status);
        return {fromRake(input, finding::kWebsocketUpgradeBlocked, arguments)};
    }
    Findings findings;
    if (!report.webSocketError.isEmpty()) {
        // Browsers may come another way than the host to its own name.
        const QString name = report.webSocketError.section(" - "_L1, 0, 0);
        const QUrl asked(url);
        addError(input, findings,
                 findingOfRubyError(name, report.webSocketError.section(" - "_L1, 1), asked, u"GitLab"_s),
                 Severity::Warning);
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
    const Findings transport = judgeTransport(input, *report);
    findings << transport << judgeUser(input, *report) << judgeHealth(input, *report)
             << judgeRakeModels(input, *report);
    for (const Finding &finding : judgeWorkflowService(input, *report)) {
        if (!hasFinding(transport, finding.id)) {
            findings << finding;
        }
    }
    findings << judgeWebSocket(input, *report)
             << judgeNamedVersion(input, role::kRake, report->gitlabVersion, input.deployment->aiGateway.image);
    return findings;
}

} // namespace duodoctor
