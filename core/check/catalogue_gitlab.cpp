#include "check/catalogue.h"
#include "check/catalogue_findings.h"
#include "judge/evidence_role.h"
#include "judge/gitlab_judge.h"
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

/// One path of GitLab under a role; nothing when the URL cannot be asked.
void addPath(ProbePlan &plan, const PlanContext &context, QLatin1StringView role, const QString &path)
{
    const UrlForm form = readUrl(context.deployment->gitlab.url);
    if (form.isValid()) {
        HttpRequest request;
        request.url = withPath(form.url, path);
        plan.requests << NamedRequest{role, request};
    }
}

/// The main exchange. Answers 401 to strangers, which shows a reachable GitLab as well as a version would.
ProbePlan planExchange(const PlanContext &context)
{
    if (context.deployment->gitlab.url.isEmpty()) {
        return skipped(SkipReason::NotConfigured);
    }
    ProbePlan plan;
    addPath(plan, context, role::kExchange, u"/api/v4/version"_s);
    return plan;
}

ProbePlan planTls(const PlanContext &context)
{
    const UrlForm form = readUrl(context.deployment->gitlab.url);
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

ProbePlan planCertificateForGateway(const PlanContext &context)
{
    ProbePlan plan = planTls(context);
    const bool isAsked = plan.skip == SkipReason::None;
    if (isAsked && context.vantage == Vantage::Gateway) {
        const auto client = ClientTrustRequest::Client::PythonRequests; // it fetches GitLab's keys
        plan.requests << NamedRequest{role::kGatewayBundle, ClientTrustRequest{client}};
        return plan;
    }
    if (isAsked &&
        !addTrustFile(plan, role::kGatewayBundle, *context.deployment, context.deployment->trust.gatewayBundle)) {
        return skipped(SkipReason::NotConfigured);
    }
    return plan;
}

ProbePlan planAnswers(const PlanContext &context)
{
    ProbePlan plan = planExchange(context);
    if (plan.skip == SkipReason::None) {
        addPath(plan, context, role::kOidc, u"/.well-known/openid-configuration"_s);
    }
    return plan;
}

ProbePlan planOidc(const PlanContext &context)
{
    if (context.deployment->gitlab.url.isEmpty()) {
        return skipped(SkipReason::NotConfigured);
    }
    ProbePlan plan;
    addPath(plan, context, role::kOidc, u"/.well-known/openid-configuration"_s);
    return plan;
}

ProbePlan planJwks(const PlanContext &context)
{
    if (context.deployment->gitlab.url.isEmpty()) {
        return skipped(SkipReason::NotConfigured);
    }
    ProbePlan plan;
    addPath(plan, context, role::kJwks, u"/oauth/discovery/keys"_s);
    return plan;
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
         planExchange,
         judgeGitlabUrl,
         {kUrlInvalid, kUrlLocalhost, kUrlHasPath},
         ExchangePhase::None},
        {name,
         "GitLab's name resolves",
         kind,
         {url, container},
         planExchange,
         judgeNameResolution,
         {kDnsNotFound},
         ExchangePhase::Dns,
         everywhere},
        {connection,
         "GitLab accepts connections",
         kind,
         {name},
         planExchange,
         judgeConnection,
         connectionFindings(),
         ExchangePhase::Connect,
         everywhere},
        {tls,
         "GitLab agrees on TLS",
         kind,
         {connection},
         planTls,
         judgeTlsHandshake,
         handshakeFindings(),
         ExchangePhase::Tls,
         everywhere},
        {CheckId{"gitlab-certificate"},
         "GitLab's certificate is trusted here",
         kind,
         {connection, tls},
         planCertificate,
         judgeServedChain,
         chainFindings()},
        {CheckId{"gitlab-certificate-gateway"},
         "The gateway's CA bundle trusts GitLab's certificate",
         kind,
         {connection, tls},
         planCertificateForGateway,
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
