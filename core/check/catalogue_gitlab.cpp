#include "check/catalogue.h"
#include "check/catalogue_findings.h"
#include "judge/evidence_role.h"
#include "judge/gitlab_judge.h"
#include "judge/network_judge.h"
#include "judge/place_trust_judge.h"
#include "judge/tls_judge.h"
#include "judge/url_judge.h"

namespace duodoctor::catalogue
{

using namespace Qt::StringLiterals;

namespace
{

const QString &gitlabUrl(const PlanContext &context)
{
    return context.deployment->gitlab.url;
}

/// The main exchange. Answers 401 to strangers, which shows a reachable GitLab as well as a version would.
ProbePlan planGitlabExchange(const PlanContext &context)
{
    return planPath(gitlabUrl(context), role::kExchange, u"/api/v4/version"_s);
}

ProbePlan planGitlabTls(const PlanContext &context)
{
    return onlyOverTls(planGitlabExchange(context), gitlabUrl(context));
}

ProbePlan planGitlabCertificate(const PlanContext &context)
{
    return withCaBundle(planGitlabTls(context), *context.deployment);
}

/// The gateway fetches GitLab's keys with Python's requests.
ProbePlan planGitlabCertificateForGateway(const PlanContext &context)
{
    if (context.vantage == Vantage::Gateway) {
        return withClientTrust(planGitlabTls(context), role::kGatewayBundle,
                               ClientTrustRequest::Client::PythonRequests);
    }
    return withTrustFile(planGitlabTls(context), role::kGatewayBundle, *context.deployment,
                         context.deployment->trust.gatewayBundle);
}

ProbePlan planOidc(const PlanContext &context)
{
    return planPath(gitlabUrl(context), role::kOidc, u"/.well-known/openid-configuration"_s);
}

ProbePlan planAnswers(const PlanContext &context)
{
    return alsoPath(planGitlabExchange(context), gitlabUrl(context), role::kOidc,
                    u"/.well-known/openid-configuration"_s);
}

ProbePlan planJwks(const PlanContext &context)
{
    return planPath(gitlabUrl(context), role::kJwks, u"/oauth/discovery/keys"_s);
}

/// From here with a copy of the gateway's bundle, at the gateway with the one that is in use.
Findings judgeForGatewayBundle(const JudgeInput &input)
{
    return input.vantage == Vantage::Gateway ? judgeChainAtGateway(input) : judgeChainForGatewayBundle(input);
}

} // namespace

QList<CheckDefinition> gitlabRows()
{
    using namespace finding;
    const CheckId url{"gitlab-url"};
    const CheckId name{"gitlab-name"};
    const CheckId connection{"gitlab-connection"};
    const CheckId tls{"gitlab-tls"};
    const CheckId answers{"gitlab-answers"};
    const CheckId oidc{"gitlab-oidc"};
    const CheckId container{"gateway-container"};
    const auto kind = SubjectKind::GitLab;
    const QList<Vantage> everywhere{Vantage::Workstation, Vantage::GitLab, Vantage::Gateway};
    const QList<Vantage> fromGatewayToo{Vantage::Workstation, Vantage::Gateway};
    return {
        {url,
         "GitLab's URL is well formed",
         kind,
         {},
         planGitlabExchange,
         judgeGitlabUrl,
         {kUrlInvalid, kUrlLocalhost, kUrlHasPath},
         ExchangePhase::None},
        {name,
         "GitLab's name resolves",
         kind,
         {url, container},
         planGitlabExchange,
         judgeNameResolution,
         {kDnsNotFound},
         ExchangePhase::Dns,
         everywhere},
        {connection,
         "GitLab accepts connections",
         kind,
         {name},
         planGitlabExchange,
         judgeConnection,
         connectionFindings(),
         ExchangePhase::Connect,
         everywhere},
        {tls,
         "GitLab agrees on TLS",
         kind,
         {connection},
         planGitlabTls,
         judgeTlsHandshake,
         handshakeFindings(),
         ExchangePhase::Tls,
         everywhere},
        {CheckId{"gitlab-certificate"},
         "GitLab's certificate is trusted here",
         kind,
         {connection, tls},
         planGitlabCertificate,
         judgeServedChain,
         chainFindings()},
        {CheckId{"gitlab-certificate-gateway"},
         "The gateway's CA bundle trusts GitLab's certificate",
         kind,
         {connection, tls},
         planGitlabCertificateForGateway,
         judgeForGatewayBundle,
         chainFindings() + QList{kTlsGatewayBundleLacksCa},
         ExchangePhase::Whole,
         fromGatewayToo},
        {answers,
         "GitLab answers as GitLab",
         kind,
         {url, name, connection, tls},
         planAnswers,
         judgeGitlabAnswers,
         arrivalFindings() + QList{kGitlabUnhealthy, kRedirectUnexpected},
         ExchangePhase::Whole,
         everywhere},
        {oidc,
         "GitLab publishes its OpenID configuration",
         kind,
         {answers},
         planOidc,
         judgeGitlabOidc,
         {kGatewayJwksEmpty, kGitlabUnhealthy, kRedirectUnexpected},
         ExchangePhase::Whole,
         fromGatewayToo},
        {CheckId{"gitlab-jwks"},
         "GitLab publishes signing keys",
         kind,
         {oidc},
         planJwks,
         judgeGitlabJwks,
         {kGatewayJwksEmpty, kRedirectUnexpected},
         ExchangePhase::Whole,
         fromGatewayToo},
    };
}

} // namespace duodoctor::catalogue
