#include "check/catalogue.h"
#include "check/catalogue_findings.h"
#include "judge/evidence_role.h"
#include "judge/tls_judge.h"

namespace duodoctor::catalogue
{

using namespace Qt::StringLiterals;

namespace
{

/// Each row is about one of the files; the planner leaves the others' subjects out.
ProbePlan planOf(const PlanContext &context, QLatin1StringView subject, const QString &path)
{
    ProbePlan plan;
    if (context.subject != subject) {
        return skipped(SkipReason::NotApplicable);
    }
    if (!addTrustFile(plan, role::kExchange, *context.deployment, path)) {
        return skipped(SkipReason::NotConfigured);
    }
    return plan;
}

ProbePlan planCaBundle(const PlanContext &context)
{
    return planOf(context, "ca_bundle"_L1, context.deployment->trust.caBundle);
}

ProbePlan planGatewayBundle(const PlanContext &context)
{
    return planOf(context, "gateway_bundle"_L1, context.deployment->trust.gatewayBundle);
}

ProbePlan planGitlabCerts(const PlanContext &context)
{
    return planOf(context, "gitlab_trusted_certs"_L1, context.deployment->trust.gitlabTrustedCerts);
}

} // namespace

QList<CheckDefinition> trustFileRows()
{
    const auto kind = SubjectKind::TrustFile;
    return {
        {CheckId{"trust-ca-bundle"},
         "The CA bundle of this workstation can be read",
         kind,
         {},
         planCaBundle,
         judgeTrustFile,
         trustFileFindings()},
        {CheckId{"trust-gateway-bundle"},
         "The CA bundle of the gateway can be read",
         kind,
         {},
         planGatewayBundle,
         judgeTrustFile,
         trustFileFindings()},
        {CheckId{"trust-gitlab-certs"},
         "GitLab's trusted certificates can be read",
         kind,
         {},
         planGitlabCerts,
         judgeTrustFile,
         trustFileFindings()},
    };
}

} // namespace duodoctor::catalogue
