#include "check/catalogue.h"
#include "check/catalogue_findings.h"
#include "check/survey_requests.h"
#include "judge/environment_judge.h"
#include "judge/evidence_role.h"
#include "judge/inside_judge.h"
#include "judge/place_trust_judge.h"

namespace duodoctor::catalogue
{

using namespace Qt::StringLiterals;

namespace
{

using Client = ClientTrustRequest::Client;

ProbePlan planEnvironment(const PlanContext &context)
{
    if (!surveyrequests::namesGateway(*context.deployment)) {
        return skipped(SkipReason::NotConfigured);
    }
    ProbePlan plan;
    plan.requests << NamedRequest{role::kEnvironment, EnvironmentRequest{}};
    return plan;
}

ProbePlan planTrustFiles(const PlanContext &context)
{
    if (!surveyrequests::namesGateway(*context.deployment)) {
        return skipped(SkipReason::NotConfigured);
    }
    ProbePlan plan;
    plan.requests << NamedRequest{role::kGatewayBundle, ClientTrustRequest{Client::PythonRequests}}
                  << NamedRequest{role::kHttpxBundle, ClientTrustRequest{Client::PythonHttpx}};
    return plan;
}

ProbePlan planPortal(const PlanContext &context)
{
    ProbePlan plan = planEnvironment(context);
    if (plan.skip == SkipReason::None && !context.deployment->offline) {
        return skipped(SkipReason::NotApplicable);
    }
    if (plan.skip == SkipReason::None) {
        HttpRequest request;
        request.url = QUrl(u"https://customers.gitlab.com/.well-known/openid-configuration"_s);
        plan.requests << NamedRequest{role::kPortal, request};
    }
    return plan;
}

} // namespace

QList<CheckDefinition> environmentRows()
{
    using namespace finding;
    const CheckId container{"gateway-container"};
    const auto kind = SubjectKind::AiGateway;
    QList<CheckDefinition> rows{
        {CheckId{"gateway-environment"},
         "The gateway's variables are set as this version needs them",
         kind,
         {container},
         planEnvironment,
         judgeGatewayEnvironment,
         environmentFindings()},
        {CheckId{"gateway-trust-files"},
         "The CA bundles that the gateway's clients use are there",
         kind,
         {container},
         planTrustFiles,
         judgePlaceTrustFiles,
         trustFileFindings()},
        {CheckId{"gateway-customer-portal"},
         "The gateway does not wait for the customer portal",
         kind,
         {container},
         planPortal,
         judgeCustomerPortal,
         {kGatewayCustomerPortalDelay}},
    };
    for (CheckDefinition &row : rows) {
        row.vantages = {Vantage::Gateway};
    }
    return rows;
}

} // namespace duodoctor::catalogue
