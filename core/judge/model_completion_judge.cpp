#include "judge/model_completion_judge.h"

#include "judge/completion_stream.h"
#include "judge/exchange_facts.h"
#include "judge/finding_ids.h"
#include "judge/model_evidence.h"
#include "judge/network_judge.h"
#include "judge/server_fingerprint.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

using namespace std::chrono_literals;

// Source: facts/endpoints section 1.5.
constexpr auto kGatewayLimit = 30s;    ///< the gateway gives up on one request to a model
constexpr auto kSetupTaskLimit = 10s;  ///< GitLab's set-up task gives up on a model
constexpr auto kHealthCheckLimit = 3s; ///< GitLab's health check gives up on a completion

Finding errorFinding(const JudgeInput &input, ModelAnswer answer, const QString &words)
{
    Arguments arguments;
    if (!words.isEmpty()) {
        arguments.set(Argument::Detail, words.simplified().left(300));
    }
    const auto make = [&](FindingId id) { return modelFinding(input, role::kCompletion, id, arguments); };
    switch (answer) {
    case ModelAnswer::Loading:
        return make(finding::kModelLoading);
    case ModelAnswer::Overloaded:
        return make(finding::kModelOverloaded);
    case ModelAnswer::TimedOut:
        arguments.set(Argument::Limit, wordsForDuration(kGatewayLimit));
        return make(finding::kModelTimeout);
    case ModelAnswer::ChatTemplateMissing:
        return make(finding::kModelChatTemplateMissing);
    case ModelAnswer::ToolCallingDisabled:
        return make(finding::kModelToolCallingDisabled);
    case ModelAnswer::ContextTooShort:
        if (const int tokens = contextLimitIn(words); tokens > 0) {
            arguments.set(Argument::Tokens, tokens);
        }
        return make(finding::kModelContextTooShort);
    case ModelAnswer::ParameterUnsupported:
        if (const QString name = refusedParameter(words); !name.isEmpty()) {
            arguments.set(Argument::ExpectedName, name);
        }
        return make(finding::kModelParameterUnsupported);
    case ModelAnswer::NoSuchPath:
        return make(finding::kModelEndpointWrongPath);
    case ModelAnswer::ServerError:
        return make(finding::kModelServerError);
    default:
        return make(finding::kModelResponseMalformed);
    }
}

Findings judgeUnfinished(const JudgeInput &input, const HttpExchange &exchange)
{
    if (exchange.failure.kind == NetworkFailureKind::TimedOut && !exchange.connectedTo.isEmpty()) {
        return {modelFinding(input, role::kCompletion, finding::kModelTimeout,
                             {{Argument::Limit, wordsForDuration(kGatewayLimit)}})};
    }
    const bool isClosed = exchange.failure.kind == NetworkFailureKind::ClosedByPeer ||
                          exchange.failure.kind == NetworkFailureKind::NotHttp;
    // What broke off in the middle of a stream is judged as streaming.
    return isClosed && exchange.status == 0
               ? Findings{findingFrom(input, role::kCompletion, finding::kConnectionClosed)}
               : Findings{};
}

/// The checks of the key and of the served names say these, whatever the status.
bool isSaidElsewhere(ModelAnswer answer)
{
    return answer == ModelAnswer::Unauthorized || answer == ModelAnswer::ProviderCredentials ||
           answer == ModelAnswer::NoSuchModel;
}

/// The list may answer where the chat alone is sent elsewhere.
Findings judgeRedirectOfChat(JudgeInput input)
{
    input.evidence.insert(role::kExchange, input.find(role::kCompletion));
    return judgeRedirect(input);
}

/// True where a proxy between us and the server has left its mark.
bool passedReverseProxy(const HttpExchange &exchange)
{
    const QByteArray server = exchange.header("server").toLower();
    for (const char *name : {"nginx", "openresty", "envoy", "haproxy", "apache", "cloudflare", "istio"}) {
        if (server.startsWith(name)) {
            return true;
        }
    }
    return !exchange.header("via").isEmpty() || !exchange.header("x-envoy-upstream-service-time").isEmpty();
}

Finding brokenStream(const JudgeInput &input, const QString &detail)
{
    return findingFrom(input, role::kCompletion, finding::kGatewayStreamingBroken, {{Argument::Detail, detail}});
}

} // namespace

Findings judgeCompletion(const JudgeInput &input)
{
    const HttpExchange *exchange = input.exchange(role::kCompletion);
    if (!exchange || exchange->failure.kind == NetworkFailureKind::Cancelled) {
        return {};
    }
    if (exchange->failure && exchange->failure.kind != NetworkFailureKind::TooLarge) {
        return judgeUnfinished(input, *exchange);
    }
    const ModelAnswer answer = classifyModelAnswer(*exchange);
    if (isSaidElsewhere(answer)) {
        return {};
    }
    switch (answer) {
    case ModelAnswer::None:
        return {};
    case ModelAnswer::Redirect:
        return judgeRedirectOfChat(input);
    case ModelAnswer::Good:
        break;
    default:
        // A refusal of streaming itself is told as such.
        return bodyText(*exchange).contains("streaming is not supported"_L1, Qt::CaseInsensitive)
                   ? Findings{}
                   : Findings{errorFinding(input, answer, wordsOfPeer(*exchange))};
    }
    const CompletionStream stream = readCompletion(*exchange);
    if (stream.error) {
        // An error inside an answer of status 200 fails the request all the same; one that breaks off a stream that had
        // begun is the stream's.
        const ModelAnswer error = classifyModelError(stream.error->message, stream.error->code);
        const bool isOfStream = stream.textEvents > 0 && error == ModelAnswer::ServerError;
        return isOfStream || isSaidElsewhere(error) ? Findings{}
                                                    : Findings{errorFinding(input, error, stream.error->message)};
    }
    if (stream.textEvents > 0 || stream.isEventStream) {
        return {};
    }
    return {errorFinding(input, ModelAnswer::Unclear,
                         exchange->body.trimmed().isEmpty() ? u"an empty answer"_s : wordsOfPeer(*exchange))};
}

Findings judgeStreaming(const JudgeInput &input)
{
    const HttpExchange *exchange = input.exchange(role::kCompletion);
    if (!exchange || exchange->status == 0 || exchange->failure.kind == NetworkFailureKind::Cancelled) {
        return {};
    }
    if (exchange->status >= 400) {
        const bool isRefused = bodyText(*exchange).contains("streaming is not supported"_L1, Qt::CaseInsensitive);
        return isRefused ? Findings{brokenStream(input, wordsOfPeer(*exchange))} : Findings{};
    }
    if (exchange->status != 200) {
        return {};
    }
    const CompletionStream stream = readCompletion(*exchange);
    if (stream.error) {
        return {brokenStream(input, stream.error->message.simplified().left(300))};
    }
    if (stream.isWholeObject) {
        return {findingFrom(input, role::kCompletion, finding::kGatewayStreamingBroken, Severity::Warning,
                            {{Argument::Detail, u"the server answers with one JSON object instead of a stream"_s}})};
    }
    if (!stream.isEventStream) {
        return {};
    }
    if (stream.textEvents == 0) {
        return {brokenStream(input, u"the stream is empty"_s)};
    }
    const bool isCutOff = exchange->failure.kind == NetworkFailureKind::ClosedByPeer ||
                          (!exchange->failure && !stream.isDone && !exchange->bodyTruncated);
    if (isCutOff) {
        return {brokenStream(input, u"the stream ends in the middle"_s)};
    }
    if (!arrivedInOnePiece(*exchange, stream)) {
        return {};
    }
    // It works, only late: a warning, and about the proxy when one is known to be there.
    const FindingId id =
        passedReverseProxy(*exchange) ? finding::kConfigProxyBuffering : finding::kGatewayStreamingBroken;
    return {findingFrom(input, role::kCompletion, id, Severity::Warning,
                        {{Argument::Detail, u"all of the answer arrived at once"_s},
                         {Argument::Server, fingerprintOf(*exchange).name}})};
}

Findings judgeModelSpeed(const JudgeInput &input)
{
    const HttpExchange *exchange = input.exchange(role::kCompletion);
    if (!completionWorked(input) || !exchange->phases.total) {
        return {};
    }
    const auto total = *exchange->phases.total;
    if (total >= kSetupTaskLimit) {
        return {findingFrom(input, role::kCompletion, finding::kModelSlow,
                            {{Argument::Limit, wordsForDuration(kGatewayLimit)}})};
    }
    if (total >= kHealthCheckLimit) {
        return {findingFrom(input, role::kCompletion, finding::kModelSlow, Severity::Info,
                            {{Argument::Limit, wordsForDuration(kHealthCheckLimit)}})};
    }
    return {};
}

} // namespace duodoctor
