#include "check/catalogue.h"
#include "check/catalogue_findings.h"
#include "judge/evidence_role.h"
#include "judge/gateway_image_judge.h"
#include "judge/gateway_judge.h"
#include "judge/network_judge.h"
#include "judge/place_trust_judge.h"
#include "judge/tls_judge.h"
#include "judge/url_judge.h"

namespace duodoctor::catalogue
{

using namespace Qt::StringLiterals;

namespace
{

const QString &gatewayUrl(const PlanContext &context)
{
    return context.deployment->aiGateway.url;
}

/// The main exchange. Never /monitoring/ready: it calls clouds that a self-hosted gateway does not have, and fails on
/// healthy ones.
ProbePlan planGatewayExchange(const PlanContext &context)
{
    return planPath(gatewayUrl(context), role::kExchange, u"/monitoring/healthz"_s);
}

ProbePlan planGatewayTls(const PlanContext &context)
{
    return onlyOverTls(planGatewayExchange(context), gatewayUrl(context));
}

ProbePlan planGatewayCertificate(const PlanContext &context)
{
    return withCaBundle(planGatewayTls(context), *context.deployment);
}

ProbePlan planCertificateForGitlab(const PlanContext &context)
{
    if (context.vantage == Vantage::GitLab) {
        return withClientTrust(planGatewayTls(context), role::kGitlabTrust, ClientTrustRequest::Client::GitLab);
    }
    return withTrustFile(planGatewayTls(context), role::kGitlabTrust, *context.deployment,
                         context.deployment->trust.gitlabTrustedCerts);
}

ProbePlan planHealthAndRoot(const PlanContext &context)
{
    return alsoPath(planGatewayExchange(context), gatewayUrl(context), role::kRoot, u"/"_s);
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
         planGatewayExchange,
         judgeGatewayUrl,
         {kUrlInvalid, kUrlLocalhost, kUrlHasPath, kUrlWrongPort},
         ExchangePhase::None},
        {name,
         "The gateway's name resolves",
         kind,
         {url},
         planGatewayExchange,
         judgeNameResolution,
         {kDnsNotFound},
         ExchangePhase::Dns,
         fromGitlabToo},
        {connection,
         "The gateway accepts connections",
         kind,
         {name},
         planGatewayExchange,
         judgeConnection,
         connectionFindings(),
         ExchangePhase::Connect,
         fromGitlabToo},
        {tls,
         "The gateway agrees on TLS",
         kind,
         {connection},
         planGatewayTls,
         judgeTlsHandshake,
         handshakeFindings(),
         ExchangePhase::Tls,
         fromGitlabToo},
        {CheckId{"gateway-certificate"},
         "The gateway's certificate is trusted here",
         kind,
         {connection, tls},
         planGatewayCertificate,
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
