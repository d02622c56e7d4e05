#include "check/catalogue.h"
#include "check/catalogue_findings.h"
#include "judge/agent_platform_judge.h"
#include "judge/evidence_role.h"
#include "judge/metrics_judge.h"
#include "judge/place_trust_judge.h"
#include "judge/tls_judge.h"
#include "judge/url_form.h"
#include "judge/url_judge.h"

namespace duodoctor::catalogue
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kMetricsBytes = 64 * 1024; // the first lines are enough to know them

void addHealthCheck(ProbePlan &plan, QLatin1StringView role, const AgentPlatform &service, bool tls)
{
    if (const auto address = readHostAndPort(service.address)) {
        GrpcHealthRequest request;
        request.host = address->host;
        request.port = address->port;
        request.tls = tls;
        plan.requests << NamedRequest{role, request};
    }
}

ProbePlan planAddress(const PlanContext &context)
{
    return context.deployment->aiGateway.agentPlatform ? ProbePlan{} : skipped(SkipReason::NotConfigured);
}

ProbePlan planPlatformHealth(const PlanContext &context)
{
    const auto &service = context.deployment->aiGateway.agentPlatform;
    if (!service) {
        return skipped(SkipReason::NotConfigured);
    }
    ProbePlan plan;
    addHealthCheck(plan, role::kGrpc, *service, service->tls);
    return plan;
}

ProbePlan planPlatformTls(const PlanContext &context)
{
    ProbePlan plan = planPlatformHealth(context);
    if (plan.skip == SkipReason::None) {
        const AgentPlatform &service = *context.deployment->aiGateway.agentPlatform;
        addHealthCheck(plan, role::kGrpcOther, service, !service.tls);
    }
    return plan;
}

ProbePlan planPlatformCertificate(const PlanContext &context)
{
    ProbePlan plan = planPlatformHealth(context);
    if (plan.skip != SkipReason::None) {
        return plan;
    }
    if (!context.deployment->aiGateway.agentPlatform->tls) {
        return skipped(SkipReason::NotApplicable);
    }
    if (context.vantage == Vantage::GitLab) {
        plan.requests << NamedRequest{role::kGitlabTrust, ClientTrustRequest{ClientTrustRequest::Client::GitLab}};
        return plan;
    }
    addCaBundle(plan, *context.deployment);
    return plan;
}

/// First who speaks what, then what else went wrong with TLS.
Findings judgeTls(const JudgeInput &input)
{
    const Findings agreement = judgeAgentPlatformTls(input);
    const auto &service = input.deployment->aiGateway.agentPlatform;
    return agreement.isEmpty() && service && service->tls ? judgeTlsHandshake(input) : agreement;
}

ProbePlan planMetrics(const PlanContext &context)
{
    ProbePlan plan;
    const UrlForm form = readUrl(context.subject);
    if (form.isValid()) {
        HttpRequest request;
        request.url = form.url;
        request.maxBodyBytes = kMetricsBytes;
        plan.requests << NamedRequest{role::kExchange, request};
    }
    return plan;
}

} // namespace

QList<CheckDefinition> agentPlatformRows()
{
    using namespace finding;
    const CheckId address{"agent-platform-address"};
    const CheckId connection{"agent-platform-connection"};
    const CheckId tls{"agent-platform-tls"};
    const auto kind = SubjectKind::AgentPlatform;
    const QList<Vantage> fromGitlabToo{Vantage::Workstation, Vantage::GitLab}; // it is GitLab that calls the service
    return {
        {address,
         "The Agent Platform's address is host:port",
         kind,
         {},
         planAddress,
         judgeAgentPlatformAddress,
         {kAgentPlatformUrlScheme, kUrlInvalid, kUrlLocalhost}},
        {connection,
         "The Agent Platform accepts connections",
         kind,
         {address},
         planPlatformHealth,
         judgeAgentPlatformConnection,
         {kAgentPlatformUnreachable, kDnsNotFound, kProxyUnreachable, kProxyAuthRequired, kProxyInterceptsInternal},
         ExchangePhase::Whole,
         fromGitlabToo},
        {tls,
         "The Agent Platform and the deployment agree on TLS",
         kind,
         {connection},
         planPlatformTls,
         judgeTls,
         handshakeFindings() + QList{kAgentPlatformTlsMismatch, kAgentPlatformNoHttp2},
         ExchangePhase::Whole,
         fromGitlabToo},
        {CheckId{"agent-platform-certificate"},
         "The Agent Platform's certificate is trusted here",
         kind,
         {connection, tls},
         planPlatformCertificate,
         judgeServedChain,
         chainFindings()},
        {CheckId{"agent-platform-certificate-gitlab"},
         "GitLab trusts the Agent Platform's certificate",
         kind,
         {connection, tls},
         planPlatformCertificate,
         judgeChainAtGitlab,
         chainFindings() + QList{kTlsGitlabLacksCa},
         ExchangePhase::Whole,
         {Vantage::GitLab}},
        {CheckId{"agent-platform-health"},
         "The Agent Platform says that it is serving",
         kind,
         {address, connection, tls},
         planPlatformHealth,
         judgeAgentPlatformHealth,
         {kAgentPlatformNotServing, kAgentPlatformNoHttp2, kAgentPlatformUnreachable, kAgentPlatformMetadataTooLarge},
         ExchangePhase::Whole,
         fromGitlabToo},
    };
}

QList<CheckDefinition> metricsRows()
{
    using namespace finding;
    return {
        {CheckId{"metrics-answer"},
         "The metrics endpoint answers with metrics",
         SubjectKind::MetricsUrl,
         {},
         planMetrics,
         judgeMetrics,
         {kGatewayMetricsUnreachable, kUrlInvalid}},
    };
}

} // namespace duodoctor::catalogue
