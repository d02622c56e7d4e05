#include "judge/model_evidence.h"

#include "judge/completion_stream.h"
#include "judge/exchange_facts.h"
#include "judge/finding_ids.h"
#include "judge/network_judge.h"
#include "judge/server_fingerprint.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

bool completionWorked(const JudgeInput &input)
{
    const HttpExchange *exchange = input.exchange(role::kCompletion);
    if (!exchange || exchange->status != 200) {
        return false;
    }
    const CompletionStream stream = readCompletion(*exchange);
    return stream.textEvents > 0 && !stream.error;
}

ModelAnswer answerOf(const JudgeInput &input, QLatin1StringView role)
{
    if (!hasAnswer(input, role)) {
        return ModelAnswer::None;
    }
    const HttpExchange &exchange = *input.exchange(role);
    const ModelAnswer answer = classifyModelAnswer(exchange);
    if (answer != ModelAnswer::Good || role != role::kCompletion) {
        return answer;
    }
    // A server that begins to stream before it knows better refuses inside an answer of status 200.
    const CompletionStream stream = readCompletion(exchange);
    return stream.error ? classifyModelError(stream.error->message, stream.error->code) : answer;
}

std::optional<QList<ListedModel>> listedModels(const JudgeInput &input)
{
    return hasAnswer(input, role::kModels) ? readModelList(*input.exchange(role::kModels)) : std::nullopt;
}

Finding modelFinding(const JudgeInput &input, QLatin1StringView role, FindingId id, Arguments arguments)
{
    if (const HttpExchange *exchange = input.exchange(role); exchange && exchange->status != 0) {
        Arguments ofPeer{{Argument::Server, fingerprintOf(*exchange).name}};
        ofPeer.set(Argument::Detail, wordsOfPeer(*exchange));
        arguments.merge(ofPeer);
    }
    return findingFrom(input, role, id, std::move(arguments));
}

Findings judgeServerState(const JudgeInput &input, QLatin1StringView role)
{
    switch (answerOf(input, role)) {
    case ModelAnswer::Loading:
        return {modelFinding(input, role, finding::kModelLoading)};
    case ModelAnswer::Overloaded:
        return {modelFinding(input, role, finding::kModelOverloaded)};
    case ModelAnswer::ServerError:
        return {modelFinding(input, role, finding::kModelServerError)};
    default:
        return {};
    }
}

} // namespace duodoctor
