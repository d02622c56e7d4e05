#include "judge/rake_service_judge.h"

#include "certificate/known_issuers.h"
#include "judge/finding_ids.h"
#include "judge/gateway_container.h"
#include "judge/rake_findings.h"
#include "judge/ruby_error.h"
#include "judge/service_names.h"
#include "judge/url_form.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

bool isAgentPlatform(const RakeReport::Endpoint &endpoint)
{
    return endpoint.name.contains("gRPC"_L1) || endpoint.name.contains("Agent Platform"_L1) ||
           endpoint.name.contains("Workflow"_L1);
}

Arguments placeOf(const RakeReport::Endpoint &endpoint)
{
    const QString scheme = endpoint.isTls || endpoint.isTlsMismatch ? u"https"_s : u"http"_s;
    Arguments arguments{{Argument::Service, isAgentPlatform(endpoint) ? service::kAgentPlatform : service::kGateway},
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
        findings << fromRake(input, finding::kAgentPlatformUnreachable, severity, arguments);
    } else {
        addRubyError(input, findings, error, severity);
    }
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
    Arguments arguments{{Argument::Service, service::kAgentPlatform}};
    const auto address = readHostAndPort(text.mid(text.indexOf("://"_L1) < 0 ? 0 : text.indexOf("://"_L1) + 3));
    arguments.set(Argument::Host, address ? address->host : (text.isEmpty() ? u"GitLab's setting"_s : text));
    arguments.set(Argument::Port, address ? address->port : kAgentPlatformPort);
    return arguments;
}

} // namespace

Findings judgeRakeTransport(const JudgeInput &input, const RakeReport &report)
{
    Findings findings;
    for (const RakeReport::Endpoint &endpoint : report.endpoints) {
        if (endpoint.outcome == StepOutcome::Failed) {
            judgeFailedEndpoint(input, endpoint, findings);
        } else if (endpoint.outcome == StepOutcome::Warned) {
            Arguments arguments = placeOf(endpoint);
            const qsizetype issuer = endpoint.certificate.indexOf("(issued by "_L1);
            DistinguishedName name;
            if (issuer >= 0) {
                const QString words = endpoint.certificate.sliced(issuer + 11).chopped(1);
                arguments.set(Argument::Issuer, words);
                name.text = words.toStdString();
            }
            const auto interceptor = interceptorNamed(name);
            if (!interceptor.empty()) {
                arguments.set(Argument::Detail, QString::fromUtf8(interceptor.data(), qsizetype(interceptor.size())));
            }
            findings << fromRake(input, interceptor.empty() ? finding::kTlsGitlabLacksCa : finding::kTlsIntercepted,
                                 arguments);
        }
    }
    return findings;
}

Findings judgeRakeWorkflowService(const JudgeInput &input, const RakeReport &report)
{
    Arguments arguments = agentPlatformPlace(input, report);
    if (report.workflowServiceUrlMissing) {
        if (!input.deployment->aiGateway.agentPlatform) {
            return {}; // nobody wants it
        }
        arguments.set(Argument::Detail, u"GitLab has no URL for it"_s);
        return {fromRake(input, finding::kAgentPlatformUnreachable, Severity::Warning, arguments)};
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

Findings judgeRakeWebSocket(const JudgeInput &input, const RakeReport &report)
{
    const QString url = report.webSocketUrl.isEmpty() ? input.deployment->gitlab.url : report.webSocketUrl;
    Arguments arguments{{Argument::Url, url}, {Argument::Service, u"GitLab"_s}};
    const int status = report.webSocketStatus;
    if (status == 401 || status == 403) {
        // It reached GitLab, so the upgrade itself is forwarded.
        arguments.set(Argument::Status, status);
        arguments.set(Argument::Detail, u"GitLab's own WebSocket endpoint, asked for the user of the task"_s);
        return {fromRake(input, status == 401 ? finding::kAuthUnauthorized : finding::kAuthForbidden, Severity::Warning,
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
        addRubyError(input, findings,
                     findingOfRubyError(name, report.webSocketError.section(" - "_L1, 1), asked, u"GitLab"_s),
                     Severity::Warning);
    }
    return findings;
}

} // namespace duodoctor
