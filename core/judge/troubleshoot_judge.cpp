#include "judge/troubleshoot_judge.h"

#include "judge/finding_ids.h"
#include "judge/gateway_container.h"
#include "judge/self_test_findings.h"
#include "judge/self_test_model_judge.h"
#include "judge/service_names.h"
#include "judge/url_form.h"

#include <QRegularExpression>

#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

using Step = TroubleshootReport::Step;

bool contains(const QString &text, QLatin1StringView part)
{
    return text.contains(part, Qt::CaseInsensitive);
}

Findings judgeEnvironment(const JudgeInput &input, const TroubleshootReport &report)
{
    Findings findings;
    if (report.customModelsDisabled) {
        findings << fromSelfTest(input, finding::kGatewayCustomModelsDisabled);
    }
    if (report.gitlabUrlMissing || report.bypassInsteadOfUrl) {
        findings << fromSelfTest(input, finding::kGatewayGitlabUrlMissing);
    }
    if (report.bypassInsteadOfUrl) {
        const QString url = input.deployment->aiGateway.url;
        findings << fromSelfTest(input, finding::kGatewayAuthBypassed,
                                 {{Argument::Url, url.isEmpty() ? u"its container"_s : url},
                                  {Argument::Status, u"whatever was asked for"_s}});
    }
    const UrlForm used = readUrl(report.gitlabUrl);
    const UrlForm known = readUrl(input.deployment->gitlab.url);
    if (!report.gitlabUrl.isEmpty() && known.isValid() &&
        (!used.isValid() || !isSameAuthority(used.url, known.url) || used.url.scheme() != known.url.scheme())) {
        findings << fromSelfTest(
            input, finding::kGatewayGitlabUrlWrong,
            {{Argument::Url, report.gitlabUrl}, {Argument::Suggestion, input.deployment->gitlab.url}});
    }
    return findings;
}

/// The script asks http://localhost:5052, whatever the gateway speaks.
Findings judgeGateway(const JudgeInput &input, const TroubleshootReport &report)
{
    const TroubleshootReport::StepResult *step = report.step(Step::Gateway);
    if (!step || step->outcome != StepOutcome::Failed) {
        return {};
    }
    if (report.gatewayStatus != 0) {
        return {fromSelfTest(input, finding::kGatewayUnhealthy,
                             {{Argument::Url, u"http://localhost:5052/monitoring/healthz"_s},
                              {Argument::Status, QString::number(report.gatewayStatus)}})};
    }
    const QString detail = u"the self test reached nothing by plain HTTP; it says so too of a gateway that serves TLS "
                           "itself, and of another port"_s;
    return {fromSelfTest(input, finding::kGatewayNotRunning, Severity::Warning, {{Argument::Detail, detail}})};
}

struct ErrorRow {
    QLatin1StringView part;
    FindingId id;
};

/// Texts of Python's requests towards GitLab; the first match wins.
constexpr std::array kGitlabErrors{
    ErrorRow{"certificate in certificate chain"_L1, finding::kTlsGatewayBundleLacksCa},
    ErrorRow{"unable to get local issuer"_L1, finding::kTlsGatewayBundleLacksCa},
    ErrorRow{"self-signed certificate"_L1, finding::kTlsSelfSigned},
    ErrorRow{"self signed certificate"_L1, finding::kTlsSelfSigned},
    ErrorRow{"hostname mismatch"_L1, finding::kTlsHostnameMismatch},
    ErrorRow{"doesn't match"_L1, finding::kTlsHostnameMismatch},
    ErrorRow{"has expired"_L1, finding::kTlsExpired},
    ErrorRow{"CERTIFICATE_VERIFY_FAILED"_L1, finding::kTlsGatewayBundleLacksCa},
    ErrorRow{"TLS CA certificate bundle, invalid path"_L1, finding::kCaBundlePathMissing},
    ErrorRow{"WRONG_VERSION_NUMBER"_L1, finding::kTlsNotTls},
    ErrorRow{"Name or service not known"_L1, finding::kDnsNotFound},
    ErrorRow{"name resolution"_L1, finding::kDnsNotFound},
    ErrorRow{"NameResolutionError"_L1, finding::kDnsNotFound},
    ErrorRow{"No address associated"_L1, finding::kDnsNotFound},
    ErrorRow{"407"_L1, finding::kProxyAuthRequired},
    ErrorRow{"ProxyError"_L1, finding::kProxyUnreachable},
    ErrorRow{"Connection refused"_L1, finding::kConnectRefused},
    ErrorRow{"No route to host"_L1, finding::kNetworkUnreachable},
    ErrorRow{"Network is unreachable"_L1, finding::kNetworkUnreachable},
    ErrorRow{"Read timed out"_L1, finding::kResponseTimeout},
    ErrorRow{"timed out"_L1, finding::kConnectTimeout},
    ErrorRow{"Connection reset"_L1, finding::kConnectionClosed},
    ErrorRow{"Connection aborted"_L1, finding::kConnectionClosed},
    ErrorRow{"Invalid URL"_L1, finding::kUrlInvalid},
    ErrorRow{"No scheme supplied"_L1, finding::kUrlInvalid},
    ErrorRow{"No connection adapters"_L1, finding::kUrlInvalid},
};

Arguments gitlabPlace(const JudgeInput &input, const TroubleshootReport &report)
{
    const QString text = report.gitlabUrl.isEmpty() ? input.deployment->gitlab.url : report.gitlabUrl;
    const UrlForm form = readUrl(text);
    const QString unknown = u"a date that the message does not name"_s;
    Arguments arguments{{Argument::Url, text},
                        {Argument::Service, u"GitLab, as the gateway's AIGW_GITLAB_URL names it"_s},
                        {Argument::NotAfter, unknown},
                        {Argument::NotBefore, unknown},
                        {Argument::Names, u"other names"_s},
                        {Argument::Proxy, u"of the gateway's container"_s}};
    if (form.isValid()) {
        arguments.set(Argument::Host, form.url.host());
        arguments.set(Argument::Port, effectivePort(form.url));
    }
    return arguments;
}

Findings judgeGitlab(const JudgeInput &input, const TroubleshootReport &report)
{
    Arguments arguments = gitlabPlace(input, report);
    if (report.gitlabStatus != 0) {
        if (report.gitlabStatus == 401 || report.gitlabStatus == 403) {
            return {}; // reached: this GitLab shows no projects to strangers
        }
        arguments.set(Argument::Status, report.gitlabStatus);
        if (report.gitlabStatus == 407) {
            return {fromSelfTest(input, finding::kProxyAuthRequired, arguments)};
        }
        arguments.set(Argument::Detail,
                      u"%1/api/v4/projects answers %2"_s.arg(arguments.value(Argument::Url)).arg(report.gitlabStatus));
        return {fromSelfTest(input, finding::kGatewayCannotReachGitlab, arguments)};
    }
    if (report.gitlabError.isEmpty()) {
        return {};
    }
    arguments.set(Argument::Detail, report.gitlabError.simplified().left(300));
    for (const ErrorRow &row : kGitlabErrors) {
        if (contains(report.gitlabError, row.part)) {
            return {fromSelfTest(input, row.id, arguments)};
        }
    }
    return {fromSelfTest(input, finding::kGatewayCannotReachGitlab, arguments)};
}

Findings judgePortal(const JudgeInput &input, const TroubleshootReport &report)
{
    const TroubleshootReport::StepResult *step = report.step(Step::CustomerPortal);
    if (!step || step->outcome != StepOutcome::Warned) {
        return {};
    }
    return {fromSelfTest(
        input, finding::kGatewayCustomerPortalDelay,
        {{Argument::Url, report.portalUrl}, {Argument::Detail, report.portalError.simplified().left(300)}})};
}

Arguments agentPlatformPlace(const JudgeInput &input)
{
    const auto address = input.deployment->aiGateway.agentPlatform
                             ? readHostAndPort(input.deployment->aiGateway.agentPlatform->address)
                             : std::nullopt;
    Arguments arguments{{Argument::Service, service::kAgentPlatform},
                        {Argument::Host, address ? address->host : u"localhost"_s}};
    return arguments.set(Argument::Port, address ? address->port : kAgentPlatformPort);
}

Findings judgeWorkflowService(const JudgeInput &input, const TroubleshootReport &report)
{
    const TroubleshootReport::StepResult *step = report.step(Step::WorkflowService);
    if (!step || step->outcome != StepOutcome::Failed) {
        return {};
    }
    Arguments arguments = agentPlatformPlace(input);
    if (!report.workflowStatus.isEmpty()) {
        arguments.set(Argument::Detail, report.workflowStatus);
        return {fromSelfTest(input, finding::kAgentPlatformNotServing, arguments)};
    }
    if (!report.workflowError.isEmpty()) {
        arguments.set(Argument::Detail, report.workflowError.simplified().left(300));
    }
    if (report.workflowCertificateUnreadable) {
        static const QRegularExpression path(uR"(CERT_FILE at (\S+))"_s);
        arguments.set(Argument::Path, path.match(step->lines.join(u' ')).captured(1));
        arguments.set(Argument::Service, u"the Agent Platform service (DUO_WORKFLOW_TLS__CERT_FILE)"_s);
        return {fromSelfTest(input, finding::kCaBundlePathMissing, arguments)};
    }
    if (report.workflowTlsMismatch) {
        return {fromSelfTest(input, finding::kAgentPlatformTlsMismatch, arguments)};
    }
    // An image before 18.10 has no health service; a refusal of the caller is an answer too.
    const bool isAnswer = contains(report.workflowError, "UNIMPLEMENTED"_L1) ||
                          contains(report.workflowError, "UNAUTHENTICATED"_L1) ||
                          contains(report.workflowError, "PERMISSION_DENIED"_L1);
    // A deployment that names a gateway and no Agent Platform does without one; the script asks for it all the same.
    const AiGateway &gateway = input.deployment->aiGateway;
    const bool isUnused = !gateway.url.isEmpty() && !gateway.agentPlatform;
    const Severity severity = isUnused ? Severity::Info : Severity::Error;
    return isAnswer ? Findings{}
                    : Findings{fromSelfTest(input, finding::kAgentPlatformUnreachable, severity, arguments)};
}

} // namespace

Findings judgeTroubleshootReport(const JudgeInput &input)
{
    const EvidencePtr evidence = input.find(role::kTroubleshoot);
    const TroubleshootReport *report = evidence ? evidence->as<TroubleshootReport>() : nullptr;
    if (!report) {
        return {};
    }
    Findings findings = judgeEnvironment(input, *report);
    findings << judgeGateway(input, *report) << judgeGitlab(input, *report) << judgePortal(input, *report)
             << judgeWorkflowService(input, *report) << judgeSelfTestProvider(input, *report)
             << judgeSelfTestModel(input, *report);
    if (report->keyWasPrinted) {
        findings << fromSelfTest(input, finding::kSecretExposed,
                                 {{Argument::Service, QString{service::kGateway} + "'s self test"_L1},
                                  {Argument::Detail, u"it prints the model's key when it fails"_s}});
    }
    return findings;
}

} // namespace duodoctor
