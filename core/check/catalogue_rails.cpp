#include "check/catalogue.h"
#include "check/catalogue_findings.h"
#include "check/survey_requests.h"
#include "judge/evidence_role.h"
#include "judge/log_judge.h"
#include "judge/rails_judge.h"
#include "judge/rake_judge.h"
#include "judge/url_form.h"
#include "judge/websocket_judge.h"

namespace duodoctor::catalogue
{

namespace
{

ProbePlan planRails(const PlanContext &context)
{
    if (!surveyrequests::namesGitlab(*context.deployment)) {
        return skipped(SkipReason::NotConfigured);
    }
    ProbePlan plan;
    plan.requests << NamedRequest{role::kRails, surveyrequests::rails(context)};
    return plan;
}

ProbePlan planFullRequest(const PlanContext &context)
{
    ProbePlan plan = planRails(context);
    const bool isLeftOut = plan.skip == SkipReason::None && !context.completionAllowed;
    return isLeftOut ? skipped(SkipReason::CompletionDisabled) : plan;
}

ProbePlan planModelFromRails(const PlanContext &context)
{
    const Model *model = context.model();
    return !model || model->endpoint.isEmpty() ? skipped(SkipReason::NotConfigured) : planRails(context);
}

/// The flag for TLS is judged beside what the service really speaks.
ProbePlan planAgentPlatformSetting(const PlanContext &context)
{
    ProbePlan plan = planRails(context);
    const auto &service = context.deployment->aiGateway.agentPlatform;
    const auto address = service ? readHostAndPort(service->address) : std::nullopt;
    if (plan.skip == SkipReason::None && address) {
        GrpcHealthRequest request;
        request.host = address->host;
        request.port = address->port;
        request.tls = service->tls;
        plan.requests << NamedRequest{role::kGrpc, request};
    }
    return plan;
}

/// GitLab's version and the image that really runs, where the container can be asked as well.
ProbePlan planVersion(const PlanContext &context)
{
    ProbePlan plan = planRails(context);
    const ReachVia via = context.deployment->aiGateway.reach.via;
    if (plan.skip == SkipReason::None && (via == ReachVia::Docker || via == ReachVia::Kubectl)) {
        plan.requests << NamedRequest{role::kContainer, ContainerRequest{}, Vantage::Gateway};
    }
    return plan;
}

ProbePlan planRake(const PlanContext &context)
{
    if (!surveyrequests::namesGitlab(*context.deployment)) {
        return skipped(SkipReason::NotConfigured);
    }
    if (!context.completionAllowed) {
        return skipped(SkipReason::CompletionDisabled); // its last step asks a model
    }
    ProbePlan plan;
    plan.requests << NamedRequest{role::kRake, surveyrequests::rake(context)};
    return plan;
}

ProbePlan planLlmLog(const PlanContext &context)
{
    if (!surveyrequests::namesGitlab(*context.deployment)) {
        return skipped(SkipReason::NotConfigured);
    }
    ProbePlan plan;
    plan.requests << NamedRequest{role::kLog, LogRequest{}};
    return plan;
}

ProbePlan planWebSocket(const PlanContext &context)
{
    if (context.deployment->gitlab.url.isEmpty()) {
        return skipped(SkipReason::NotConfigured);
    }
    ProbePlan plan;
    if (const auto request = surveyrequests::webSocket(*context.deployment)) {
        plan.requests << NamedRequest{role::kWebSocket, *request};
    }
    return plan;
}

struct RailsRow {
    const char *id;
    const char *title;
    Judge judge;
    QList<FindingId> findings;
    SubjectKind kind = SubjectKind::GitLab;
    ProbePlan (*plan)(const PlanContext &) = planRails;
    QList<CheckId> prerequisites = {};
};

CheckDefinition rowFor(const RailsRow &row)
{
    CheckDefinition definition{CheckId{row.id}, row.title, row.kind,    row.prerequisites,
                               row.plan,        row.judge, row.findings};
    definition.vantages = {Vantage::GitLab};
    return definition;
}

} // namespace

QList<CheckDefinition> railsRows()
{
    using namespace finding;
    const CheckId setting{"gateway-url-setting"};
    const CheckId license{"license"};
    const CheckId models{"configured-models"};
    const QList<RailsRow> table{
        {"gitlab-version",
         "The gateway's image belongs to the version that GitLab names",
         judgeGitlabVersion,
         {kGatewayVersionMismatch, kGatewayVersionPatchBehind, kGatewayImageNightly},
         SubjectKind::GitLab,
         planVersion},
        {"license", "The licence includes GitLab Duo", judgeLicense, {kLicenseLacksDuo}},
        {"seat",
         "The user may use Code Suggestions",
         judgeSeat,
         {kSeatNotAssigned},
         SubjectKind::GitLab,
         planRails,
         {license}},
        {"gateway-url-setting",
         "GitLab is set to this gateway",
         judgeGatewayUrlSetting,
         {kGatewayUrlNotSet, kGatewayUrlMismatch, kGitlabLegacyGatewayEnv, kUrlInvalid, kUrlLocalhost, kUrlHasPath}},
        {"configured-models", "GitLab has the deployment's models", judgeConfiguredModels,
         QList{kGitlabNoModelsConfigured} + modelRecordFindings()},
        {"feature-settings",
         "GitLab's features use self-hosted models",
         judgeFeatureSettings,
         {kGitlabFeatureNotSelfHosted},
         SubjectKind::GitLab,
         planRails,
         {models}},
        {"verbose-logging", "GitLab logs what goes wrong with Duo", judgeVerboseLogging, {kGitlabVerboseLoggingOff}},
        {"self-signing",
         "GitLab leaves the signing of tokens to its subscription",
         judgeSelfSigning,
         {kGitlabSelfSignsTokens}},
        {"agent-platform-setting",
         "GitLab is set to the Agent Platform's address and TLS",
         judgeAgentPlatformSetting,
         {kAgentPlatformUrlScheme, kGitlabAgentPlatformSecureFlag},
         SubjectKind::GitLab,
         planAgentPlatformSetting},
        {"gateway-from-rails",
         "GitLab's own client reaches the gateway",
         judgeGatewayFromRails,
         clientFindings() +
             QList{kGitlabBlocksLocalRequests, kGatewayUnhealthy, kGatewayBehindBrokenProxy, kGatewayNotAiGateway},
         SubjectKind::GitLab,
         planRails,
         {setting}},
        {"model-from-rails", "GitLab's own client reaches the model", judgeModelFromRails,
         clientFindings() + QList{kGitlabBlocksLocalRequests}, SubjectKind::Model, planModelFromRails},
        {"full-request",
         "A request from GitLab comes back from the model",
         judgeFullRequest,
         fullRequestFindings(),
         SubjectKind::GitLab,
         planFullRequest,
         {setting}},
        {"gitlab-rake", "GitLab's own check of the set-up passes", judgeRakeReport, reportedFindings(),
         SubjectKind::GitLab, planRake},
        {"gitlab-llm-log", "GitLab's log of Duo names no cause", judgeServiceLog, reportedFindings(),
         SubjectKind::GitLab, planLlmLog},
    };
    QList<CheckDefinition> rows;
    for (const RailsRow &row : table) {
        rows << rowFor(row);
    }
    CheckDefinition webSocket = rowFor({"gitlab-websocket",
                                        "WebSockets reach GitLab",
                                        judgeWebSocket,
                                        {kWebsocketUpgradeBlocked},
                                        SubjectKind::GitLab,
                                        planWebSocket,
                                        {CheckId{"gitlab-answers"}}});
    webSocket.vantages = {Vantage::Workstation, Vantage::GitLab};
    return rows << webSocket;
}

} // namespace duodoctor::catalogue
