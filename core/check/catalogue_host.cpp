#include "check/catalogue.h"
#include "check/catalogue_findings.h"
#include "check/survey_requests.h"
#include "judge/container_judge.h"
#include "judge/evidence_role.h"
#include "judge/folder_judge.h"
#include "judge/gateway_container.h"
#include "judge/gateway_judge.h"
#include "judge/inside_judge.h"
#include "judge/log_judge.h"
#include "judge/metrics_judge.h"
#include "judge/network_judge.h"
#include "judge/troubleshoot_judge.h"
#include "judge/url_form.h"

namespace duodoctor::catalogue
{

using namespace Qt::StringLiterals;

namespace
{

constexpr GitLabVersion kFirstWithSelfTest{17, 6, std::nullopt};

/// A reach that ends on a plain host knows of no container.
ProbePlan planContainer(const PlanContext &context)
{
    if (!surveyrequests::namesGateway(*context.deployment)) {
        return skipped(SkipReason::NotConfigured);
    }
    const ReachVia via = context.deployment->aiGateway.reach.via;
    if (via == ReachVia::Local || via == ReachVia::Ssh) {
        return skipped(SkipReason::NotApplicable);
    }
    ProbePlan plan;
    plan.requests << NamedRequest{role::kContainer, ContainerRequest{}};
    return plan;
}

ProbePlan planPorts(const PlanContext &context)
{
    return context.deployment->aiGateway.reach.via == ReachVia::Kubectl ? skipped(SkipReason::NotApplicable)
                                                                        : planContainer(context);
}

ProbePlan planIngress(const PlanContext &context)
{
    return context.deployment->aiGateway.reach.via == ReachVia::Docker ? skipped(SkipReason::NotApplicable)
                                                                       : planContainer(context);
}

template <typename Request>
ProbePlan planInside(const PlanContext &context, QLatin1StringView role, Request request)
{
    if (!surveyrequests::namesGateway(*context.deployment)) {
        return skipped(SkipReason::NotConfigured);
    }
    ProbePlan plan;
    plan.requests << NamedRequest{role, std::move(request)};
    return plan;
}

ProbePlan planHealthz(const PlanContext &context)
{
    return planInside(context, role::kExchange, surveyrequests::gatewayInside(u"/monitoring/healthz"_s));
}

ProbePlan planFolders(const PlanContext &context)
{
    return planInside(context, role::kFolders, surveyrequests::folders());
}

ProbePlan planGatewayLog(const PlanContext &context)
{
    return planInside(context, role::kLog, LogRequest{});
}

ProbePlan planSelfTest(const PlanContext &context)
{
    const auto &version = context.deployment->gitlab.version;
    if (version && *version < kFirstWithSelfTest) {
        return skipped(SkipReason::NotApplicable);
    }
    return planInside(context, role::kTroubleshoot, TroubleshootRequest{});
}

/// The metrics port on the gateway's own loopback.
ProbePlan planGatewayMetrics(const PlanContext &context)
{
    const UrlForm form = readUrl(context.subject);
    if (!form.isValid()) {
        return skipped(SkipReason::NotApplicable);
    }
    HttpRequest request;
    request.url = form.url;
    request.url.setScheme(u"http"_s);
    request.url.setHost(u"localhost"_s);
    request.url.setPort(effectivePort(form.url));
    request.maxBodyBytes = 64 * 1024;
    return planInside(context, role::kExchange, request);
}

ProbePlan planAgentPlatform(const PlanContext &context)
{
    if (!context.deployment->aiGateway.agentPlatform) {
        return skipped(SkipReason::NotConfigured);
    }
    GrpcHealthRequest request;
    request.host = u"localhost"_s;
    request.port = kAgentPlatformPort;
    ProbePlan plan = planInside(context, role::kGrpc, request);
    request.tls = true;
    plan.requests << NamedRequest{role::kGrpcOther, request};
    return plan;
}

/// Only for models without a key: the request would have to carry it.
ProbePlan planChatOf(const PlanContext &context, bool streamed)
{
    const Model *model = context.model();
    if (!model || !surveyrequests::namesGateway(*context.deployment)) {
        return skipped(SkipReason::NotConfigured);
    }
    if (!context.completionAllowed) {
        return skipped(SkipReason::CompletionDisabled);
    }
    const auto request = surveyrequests::chatInside(*model, streamed);
    if (!request || model->apiKey.from != ApiKeySource::None) {
        return skipped(SkipReason::NotApplicable);
    }
    return planInside(context, role::kCompletion, *request);
}

ProbePlan planChat(const PlanContext &context)
{
    return planChatOf(context, false);
}

ProbePlan planStreamedChat(const PlanContext &context)
{
    return planChatOf(context, true);
}

/// Inside, a refused connection says that the process does not listen.
Findings judgeHealthzInside(const JudgeInput &input)
{
    const Findings connection = judgeConnection(input);
    return connection.isEmpty() ? judgeGatewayHealth(input) : connection;
}

CheckDefinition hostRow(const char *id, const char *title, ProbePlan (*plan)(const PlanContext &), Judge judge,
                        const QList<FindingId> &findings, SubjectKind kind = SubjectKind::AiGateway)
{
    const CheckId container{"gateway-container"};
    CheckDefinition definition{CheckId{id}, title, kind, {container}, plan, judge, findings};
    if (definition.id == container) {
        definition.prerequisites.clear();
    }
    definition.vantages = {Vantage::Gateway};
    return definition;
}

QList<CheckDefinition> containerRows()
{
    using namespace finding;
    CheckDefinition ports = hostRow("gateway-ports", "The container's ports are published", planPorts,
                                    judgeContainerPorts, {kGatewayPortNotPublished});
    CheckDefinition ingress =
        hostRow("gateway-ingress", "The ingress leads to the gateway", planIngress, judgeIngress, {kIngressNotRouting});
    ingress.prerequisites.clear();
    return {
        hostRow("gateway-container", "The gateway's container or pod runs", planContainer, judgeContainerRuns,
                {kGatewayNotRunning, kGatewayPortConflict, kGatewayPlatformMismatch, kPodCrashLoop, kPodImagePull,
                 kPodNotReady}),
        ports,
        hostRow("gateway-resources", "The container has the memory and processors that it needs", planContainer,
                judgeContainerResources, {kGatewayUnderResourced}),
        hostRow("gateway-running-image", "The image that runs belongs to the GitLab version", planContainer,
                judgeContainerImage,
                {kGatewayVersionMismatch, kGatewayVersionPatchBehind, kGatewayImageNightly, kGatewayImagePullPolicy}),
        hostRow("gateway-network", "Addresses lead out of the container where they should", planContainer,
                judgeContainerNetwork, {kUrlLocalhost, kModelLocalhostInContainer}),
        ingress,
    };
}

} // namespace

QList<CheckDefinition> hostRows()
{
    using namespace finding;
    QList<CheckDefinition> rows = containerRows();
    rows << hostRow("gateway-folders", "The gateway can write where it has to", planFolders, judgeFolderAccess,
                    {kGatewayTmpReadOnly, kGatewayHfHomeNotWritable})
         << hostRow("gateway-healthz-inside", "The gateway says inside its container that it is healthy", planHealthz,
                    judgeHealthzInside,
                    withoutDoubles(connectionFindings() + arrivalFindings() +
                                   QList{kGatewayUnhealthy, kGatewayNotAiGateway, kGatewayBehindBrokenProxy,
                                         kIngressNotRouting, kRedirectUnexpected, kUrlHasPath}))
         << hostRow("agent-platform-inside", "The Agent Platform serves inside its container", planAgentPlatform,
                    judgeAgentPlatformInside,
                    {kAgentPlatformUnreachable, kAgentPlatformNotServing, kAgentPlatformNoHttp2,
                     kAgentPlatformMetadataTooLarge, kDnsNotFound, kProxyUnreachable, kProxyAuthRequired,
                     kProxyInterceptsInternal})
         << hostRow("metrics-inside", "The metrics port answers inside the container", planGatewayMetrics, judgeMetrics,
                    {kGatewayMetricsUnreachable, kUrlInvalid}, SubjectKind::MetricsUrl)
         << hostRow("gateway-chat", "The gateway's chat endpoint gets an answer from the model", planChat,
                    judgeGatewayChat, {kModelServerError, kModelResponseMalformed, kGatewayStreamingBroken},
                    SubjectKind::Model)
         << hostRow("gateway-chat-stream", "The gateway streams the model's answer", planStreamedChat, judgeGatewayChat,
                    {kModelServerError, kModelResponseMalformed, kGatewayStreamingBroken}, SubjectKind::Model)
         << hostRow("gateway-self-test", "The gateway's self test passes", planSelfTest, judgeTroubleshootReport,
                    reportedFindings())
         << hostRow("gateway-log", "The gateway's log names no cause", planGatewayLog, judgeServiceLog,
                    reportedFindings());
    for (CheckDefinition &definition : rows) {
        if (definition.id == CheckId{"gateway-log"}) {
            definition.prerequisites.clear(); // the log of a container that has ended tells why
        }
        if (definition.id == CheckId{"gateway-chat"} || definition.id == CheckId{"gateway-chat-stream"}) {
            definition.prerequisites << CheckId{"gateway-healthz-inside"};
        }
    }
    return rows;
}

} // namespace duodoctor::catalogue
