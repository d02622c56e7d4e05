#include "check/catalogue.h"
#include "check/catalogue_findings.h"
#include "judge/evidence_role.h"
#include "judge/gateway_image_judge.h"
#include "judge/gateway_judge.h"
#include "judge/network_judge.h"
#include "judge/place_trust_judge.h"
#include "judge/tls_judge.h"
#include "judge/url_form.h"
#include "judge/url_judge.h"

namespace duodoctor::catalogue
{

using namespace Qt::StringLiterals;

namespace
{

void addPath(ProbePlan &plan, const PlanContext &context, QLatin1StringView role, const QString &path)
{
    const UrlForm form = readUrl(context.deployment->aiGateway.url);
    if (form.isValid()) {
        HttpRequest request;
        request.url = withPath(form.url, path);
        plan.requests << NamedRequest{role, request};
    }
}

/// The main exchange. Never /monitoring/ready: it calls clouds that a self-hosted gateway does not have, and fails on
/// healthy ones.
ProbePlan planExchange(const PlanContext &context)
{
    if (context.deployment->aiGateway.url.isEmpty()) {
        return skipped(SkipReason::NotConfigured);
    }
    ProbePlan plan;
    addPath(plan, context, role::kExchange, u"/monitoring/healthz"_s);
    return plan;
}

ProbePlan planTls(const PlanContext &context)
{
    const UrlForm form = readUrl(context.deployment->aiGateway.url);
    return form.isValid() && form.url.scheme() == "http"_L1 ? skipped(SkipReason::NotApplicable)
                                                            : planExchange(context);
}

ProbePlan planCertificate(const PlanContext &context)
{
    ProbePlan plan = planTls(context);
    if (plan.skip == SkipReason::None) {
        addCaBundle(plan, *context.deployment);
    }
    return plan;
}

ProbePlan planCertificateForGitlab(const PlanContext &context)
{
    ProbePlan plan = planTls(context);
    const bool isAsked = plan.skip == SkipReason::None;
    if (isAsked && context.vantage == Vantage::GitLab) {
        plan.requests << NamedRequest{role::kGitlabTrust, ClientTrustRequest{ClientTrustRequest::Client::GitLab}};
        return plan;
    }
    if (isAsked &&
        !addTrustFile(plan, role::kGitlabTrust, *context.deployment, context.deployment->trust.gitlabTrustedCerts)) {
        return skipped(SkipReason::NotConfigured);
    }
    return plan;
}

ProbePlan planHealthAndRoot(const PlanContext &context)
{
    ProbePlan plan = planExchange(context);
    if (plan.skip == SkipReason::None) {
        addPath(plan, context, role::kRoot, u"/"_s);
    }
    return plan;
}

ProbePlan planImage(const PlanContext &context)
{
    return context.deployment->aiGateway.image.isEmpty() ? skipped(SkipReason::NotConfigured) : ProbePlan{};
}

/// From here with a copy of GitLab's certificates, at GitLab with those themselves.
Findings judgeForGitlabTrust(const JudgeInput &input)
{
    return input.vantage == Vantage::GitLab ? judgeChainAtGitlab(input) : judgeChainForGitlabTrust(input);
}

} // namespace

QList<CheckDefinition> gatewayRows()
{
    using namespace finding;
    const CheckId url{"gateway-url"};
    const CheckId name{"gateway-name"};
    const CheckId connection{"gateway-connection"};
    const CheckId tls{"gateway-tls"};
    const CheckId healthz{"gateway-healthz"};
    const auto kind = SubjectKind::AiGateway;
    const QList<Vantage> fromGitlabToo{Vantage::Workstation, Vantage::GitLab};
    return {
        {url,
         "The gateway's URL is well formed",
         kind,
         {},
         planExchange,
         judgeGatewayUrl,
         {kUrlInvalid, kUrlLocalhost, kUrlHasPath, kUrlWrongPort},
         ExchangePhase::None},
        {name,
         "The gateway's name resolves",
         kind,
         {url},
         planExchange,
         judgeNameResolution,
         {kDnsNotFound},
         ExchangePhase::Dns,
         fromGitlabToo},
        {connection,
         "The gateway accepts connections",
         kind,
         {name},
         planExchange,
         judgeConnection,
         connectionFindings(),
         ExchangePhase::Connect,
         fromGitlabToo},
        {tls,
         "The gateway agrees on TLS",
         kind,
         {connection},
         planTls,
         judgeTlsHandshake,
         handshakeFindings(),
         ExchangePhase::Tls,
         fromGitlabToo},
        {CheckId{"gateway-certificate"},
         "The gateway's certificate is trusted here",
         kind,
         {connection, tls},
         planCertificate,
         judgeServedChain,
         chainFindings()},
        {CheckId{"gateway-certificate-gitlab"},
         "GitLab's trusted certificates cover the gateway's",
         kind,
         {connection, tls},
         planCertificateForGitlab,
         judgeForGitlabTrust,
         chainFindings() + QList{kTlsGitlabLacksCa},
         ExchangePhase::Whole,
         fromGitlabToo},
        // Not behind the certificate: the health answer needs no credential, and says who is there even when the
        // workstation alone lacks the CA.
        {healthz,
         "The gateway says that it is healthy",
         kind,
         {url, name, connection, tls},
         planHealthAndRoot,
         judgeGatewayHealth,
         arrivalFindings() + QList{kGatewayUnhealthy, kGatewayNotAiGateway, kGatewayBehindBrokenProxy,
                                   kIngressNotRouting, kRedirectUnexpected, kUrlHasPath},
         ExchangePhase::Whole,
         fromGitlabToo},
        {CheckId{"gateway-identity"},
         "It is the AI Gateway, and it asks for a token",
         kind,
         {healthz},
         planHealthAndRoot,
         judgeGatewayIdentity,
         {kGatewayAuthBypassed, kGatewayNotAiGateway, kGatewayBehindBrokenProxy, kRedirectUnexpected},
         ExchangePhase::Whole,
         fromGitlabToo},
        {CheckId{"gateway-image"},
         "The gateway's image belongs to the GitLab version",
         kind,
         {},
         planImage,
         judgeGatewayImage,
         {kGatewayVersionMismatch, kGatewayVersionPatchBehind, kGatewayImageNightly}},
    };
}

} // namespace duodoctor::catalogue
