#include "check/catalogue.h"
#include "check/model_requests.h"
#include "check/survey_requests.h"
#include "judge/evidence_role.h"
#include "judge/finding_ids.h"
#include "judge/model_identifier.h"
#include "judge/url_form.h"
#include "judge/vantage_judge.h"

namespace duodoctor::catalogue
{

using namespace Qt::StringLiterals;

namespace
{

/// The same request from the check's vantage, from this workstation, and from a third place that is reached.
ProbePlan compared(const std::optional<HttpRequest> &request, std::optional<Vantage> third = {})
{
    if (!request) {
        return skipped(SkipReason::NotApplicable);
    }
    ProbePlan plan;
    plan.requests << NamedRequest{role::kExchange, *request}
                  << NamedRequest{role::kElsewhere, *request, Vantage::Workstation};
    if (third) {
        plan.requests << NamedRequest{role::kElsewhere2, *request, third};
    }
    return plan;
}

std::optional<HttpRequest> requestFor(const QString &base, const QString &path)
{
    const UrlForm form = readUrl(base);
    if (!form.isValid()) {
        return std::nullopt;
    }
    HttpRequest request;
    request.url = withPath(form.url, path);
    return request;
}

ProbePlan planGateway(const PlanContext &context)
{
    const QString &url = context.deployment->aiGateway.url;
    return url.isEmpty() ? skipped(SkipReason::NotConfigured) : compared(requestFor(url, u"/monitoring/healthz"_s));
}

ProbePlan planGitlab(const PlanContext &context)
{
    const QString &url = context.deployment->gitlab.url;
    if (url.isEmpty()) {
        return skipped(SkipReason::NotConfigured);
    }
    const bool hasThird = surveyrequests::isReached(context.deployment->gitlab.reach);
    return compared(requestFor(url, u"/api/v4/version"_s), hasThird ? std::optional{Vantage::GitLab} : std::nullopt);
}

ProbePlan planModel(const PlanContext &context)
{
    const Model *model = context.model();
    if (!model) {
        return skipped(SkipReason::NotConfigured);
    }
    if (isCloudProvider(readIdentifier(model->identifier).provider) || isCloudProvider(model->provider.toLower())) {
        return skipped(SkipReason::NotApplicable);
    }
    return model->endpoint.isEmpty() ? skipped(SkipReason::NotConfigured) : compared(modelrequests::main(*model));
}

CheckDefinition vantageRow(const char *id, const char *title, SubjectKind kind, Judge judge, FindingId finding)
{
    CheckDefinition definition{CheckId{id}, title, kind, {}, planGateway, judge, {finding}};
    definition.vantages = {Vantage::GitLab};
    if (kind != SubjectKind::AiGateway) {
        definition.plan = kind == SubjectKind::Model ? planModel : planGitlab;
        definition.vantages = {Vantage::Gateway};
        definition.prerequisites = {CheckId{"gateway-container"}};
    }
    return definition;
}

} // namespace

QList<CheckDefinition> vantageRows()
{
    using namespace finding;
    return {
        vantageRow("gateway-reach-compared", "The gateway answers GitLab as it answers here", SubjectKind::AiGateway,
                   judgeReachability, kReachableHereOnly),
        vantageRow("gateway-certificate-compared", "The gateway shows GitLab the certificate that it shows here",
                   SubjectKind::AiGateway, judgeSameCertificate, kTlsIntercepted),
        vantageRow("gateway-answer-compared", "GitLab finds the same server behind the gateway's URL",
                   SubjectKind::AiGateway, judgeSameAnswer, kGatewayNotAiGateway),
        vantageRow("gitlab-reach-compared", "GitLab answers the gateway as it answers here", SubjectKind::GitLab,
                   judgeReachability, kGatewayCannotReachGitlab),
        vantageRow("gitlab-certificate-compared", "GitLab shows the gateway the certificate that it shows here",
                   SubjectKind::GitLab, judgeSameCertificate, kTlsIntercepted),
        vantageRow("model-reach-compared", "The model answers the gateway as it answers here", SubjectKind::Model,
                   judgeReachability, kModelUnreachableFromGateway),
        vantageRow("model-certificate-compared",
                   "The model server shows the gateway the certificate that it shows here", SubjectKind::Model,
                   judgeSameCertificate, kTlsIntercepted),
    };
}

} // namespace duodoctor::catalogue
