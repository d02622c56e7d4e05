#include "judge/inside_judge.h"

#include "judge/agent_platform_judge.h"
#include "judge/evidence_role.h"
#include "judge/exchange_facts.h"
#include "judge/finding_ids.h"
#include "judge/url_form.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// Endpoints that do not exist, refuse strangers or want other fields in this version say nothing of the model.
bool isNoAnswerAboutModel(int status)
{
    return status == 0 || status == 401 || status == 403 || status == 404 || status == 405 || status == 422;
}

bool asksPortal(const EnvironmentListing &environment)
{
    constexpr auto kPortalVariable = "AIGW_CUSTOMER_PORTAL_URL"_L1;
    const QString value = environment.values.value(QString{kPortalVariable});
    return value.isEmpty() || value.contains("customers.gitlab.com"_L1);
}

Findings judgeStreamedChat(const JudgeInput &input, const HttpExchange &exchange)
{
    const QByteArray body = exchange.body.trimmed();
    if (!body.isEmpty() && !body.contains(R"("type":"error")") && !body.contains(R"("type": "error")")) {
        return {};
    }
    const QString words = body.isEmpty() ? u"the answer is empty"_s : wordsOfPeer(exchange);
    return {findingFrom(input, role::kCompletion, finding::kGatewayStreamingBroken, {{Argument::Detail, words}})};
}

bool hasGrpcAnswer(const EvidencePtr &evidence)
{
    const GrpcHealth *health = evidence ? evidence->grpcHealth() : nullptr;
    return health && health->grpcStatus.has_value();
}

} // namespace

Findings judgeGatewayChat(const JudgeInput &input)
{
    const HttpExchange *exchange = input.exchange(role::kCompletion);
    if (!exchange || isNoAnswerAboutModel(exchange->status)) {
        return {};
    }
    Arguments arguments{{Argument::Detail, wordsOfPeer(*exchange)}};
    if (const Model *model = input.model()) {
        arguments.set(Argument::Model, model->name);
    }
    if (exchange->status >= 400) {
        return {findingFrom(input, role::kCompletion, finding::kModelServerError, arguments)};
    }
    if (exchange->streamRequested) {
        return judgeStreamedChat(input, *exchange);
    }
    const auto object = bodyObject(*exchange);
    if (exchange->status == 200 && !exchange->bodyTruncated && !(object && object->contains("response"_L1))) {
        return {findingFrom(input, role::kCompletion, finding::kModelResponseMalformed, arguments)};
    }
    return {};
}

Findings judgeCustomerPortal(const JudgeInput &input)
{
    const HttpExchange *exchange = input.exchange(role::kPortal);
    const EvidencePtr evidence = input.find(role::kEnvironment);
    const auto *environment = evidence ? evidence->as<EnvironmentListing>() : nullptr;
    if (!exchange || exchange->status != 0 || !environment || environment->isPartial || !asksPortal(*environment)) {
        return {};
    }
    Arguments arguments{{Argument::Detail, u"%1 does not answer from inside the gateway"_s.arg(exchange->authority())}};
    Finding finding = findingFrom(input, role::kPortal, finding::kGatewayCustomerPortalDelay, arguments);
    finding.evidence << evidence;
    return {finding};
}

Findings judgeAgentPlatformInside(const JudgeInput &input)
{
    JudgeInput chosen = input;
    if (!hasGrpcAnswer(input.find(role::kGrpc)) && hasGrpcAnswer(input.find(role::kGrpcOther))) {
        chosen.evidence.insert(role::kGrpc, input.find(role::kGrpcOther));
    }
    chosen.evidence.remove(role::kGrpcOther);
    const Findings connection = judgeAgentPlatformConnection(chosen);
    return connection.isEmpty() ? judgeAgentPlatformHealth(chosen) : connection;
}

} // namespace duodoctor
