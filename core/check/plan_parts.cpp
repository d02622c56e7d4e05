#include "check/plan_parts.h"

#include "judge/evidence_role.h"
#include "judge/url_form.h"

namespace duodoctor::catalogue
{

using namespace Qt::StringLiterals;

ProbePlan skipped(SkipReason reason)
{
    ProbePlan plan;
    plan.skip = reason;
    return plan;
}

void addPath(ProbePlan &plan, const QString &url, QLatin1StringView role, const QString &path)
{
    if (const UrlForm form = readUrl(url); form.isValid()) {
        HttpRequest request;
        request.url = withPath(form.url, path);
        plan.requests << NamedRequest{role, request};
    }
}

void addCaBundle(ProbePlan &plan, const Deployment &deployment)
{
    addTrustFile(plan, role::kCaBundle, deployment, deployment.trust.caBundle);
}

bool addTrustFile(ProbePlan &plan, QLatin1StringView role, const Deployment &deployment, const QString &path)
{
    if (path.isEmpty()) {
        return false;
    }
    plan.requests << NamedRequest{role, CertificateFileRequest{deployment.resolvedPath(path)}};
    return true;
}

ProbePlan planPath(const QString &url, QLatin1StringView role, const QString &path)
{
    return url.isEmpty() ? skipped(SkipReason::NotConfigured) : alsoPath({}, url, role, path);
}

ProbePlan onlyOverTls(ProbePlan plan, const QString &url)
{
    const UrlForm form = readUrl(url);
    return form.isValid() && form.url.scheme() == "http"_L1 ? skipped(SkipReason::NotApplicable) : plan;
}

ProbePlan alsoPath(ProbePlan plan, const QString &url, QLatin1StringView role, const QString &path)
{
    if (plan.skip == SkipReason::None) {
        addPath(plan, url, role, path);
    }
    return plan;
}

ProbePlan withCaBundle(ProbePlan plan, const Deployment &deployment)
{
    if (plan.skip == SkipReason::None) {
        addCaBundle(plan, deployment);
    }
    return plan;
}

ProbePlan withTrustFile(ProbePlan plan, QLatin1StringView role, const Deployment &deployment, const QString &path)
{
    const bool isAsked = plan.skip == SkipReason::None;
    return isAsked && !addTrustFile(plan, role, deployment, path) ? skipped(SkipReason::NotConfigured) : plan;
}

ProbePlan withClientTrust(ProbePlan plan, QLatin1StringView role, ClientTrustRequest::Client client)
{
    if (plan.skip == SkipReason::None) {
        plan.requests << NamedRequest{role, ClientTrustRequest{client}};
    }
    return plan;
}

} // namespace duodoctor::catalogue
