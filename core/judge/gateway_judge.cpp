#include "judge/gateway_judge.h"

#include "judge/exchange_facts.h"
#include "judge/finding_ids.h"
#include "judge/network_judge.h"
#include "judge/server_fingerprint.h"

#include <QJsonValue>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

Finding notGateway(const JudgeInput &input, QLatin1StringView role, const HttpExchange &exchange)
{
    return findingFrom(input, role, finding::kGatewayNotAiGateway, argumentsOfAnswer(exchange));
}

bool isBadGatewayStatus(int status)
{
    return status == 502 || status == 503 || status == 504;
}

/// The kinds of server that a gateway never is, whatever the status.
bool isAnotherServer(ServerKind kind)
{
    switch (kind) {
    case ServerKind::GitLab:
    case ServerKind::Vllm:
    case ServerKind::LiteLlm:
    case ServerKind::Ollama:
    case ServerKind::LlamaCpp:
    case ServerKind::OpenAiCompatible:
    case ServerKind::DefaultPage:
    case ServerKind::LoginPage:
        return true;
    default:
        return false;
    }
}

/// 502, 503 and 504 are the gateway's own only with the mark of its access log, and 503 in JSON that is no proxy's:
/// Kong, Kubernetes and the clouds' API gateways say "message" where the gateway says "detail" or "error".
bool isFromBrokenProxy(const HttpExchange &exchange)
{
    if (!isBadGatewayStatus(exchange.status)) {
        return false;
    }
    const ServerKind kind = fingerprintOf(exchange).kind;
    const auto object = bodyObject(exchange);
    const bool isOwnJson = object && exchange.status == 503 && !object->contains("message"_L1);
    const bool isOwnShape = isOwnJson || !exchange.header("x-process-time").isEmpty();
    return !isOwnShape && !isAnotherServer(kind) && kind != ServerKind::ForwardProxy;
}

/// True when GET / shows the gateway, so that a strange health answer is its own.
bool isGatewayByRoot(const JudgeInput &input)
{
    const HttpExchange *root = input.exchange(role::kRoot);
    return root && isGatewayAuthRefusal(*root);
}

/// An error in a shape that the gateway itself uses, as far as one can tell from outside.
bool isOwnError(const HttpExchange &exchange)
{
    if (!exchange.header("x-process-time").isEmpty()) {
        return true;
    }
    const bool isPlainServerError =
        exchange.status >= 500 && !isHtml(exchange) && fingerprintOf(exchange).kind != ServerKind::WebServer;
    return isPlainServerError;
}

} // namespace

bool isHealthyGatewayAnswer(const HttpExchange &exchange)
{
    if (exchange.status != 200) {
        return false;
    }
    const auto object = bodyObject(exchange);
    return object && object->isEmpty();
}

bool isGatewayAuthRefusal(const HttpExchange &exchange)
{
    if (exchange.status != 401) {
        return false;
    }
    const auto object = bodyObject(exchange);
    if (!object) {
        return false;
    }
    const bool isDefaultText = object->value("error"_L1).toString() == "No authorization header presented"_L1;
    // A later image may word it otherwise; its access log middleware still leaves this header.
    return isDefaultText || (object->value("error"_L1).isString() && !exchange.header("x-process-time").isEmpty());
}

Findings judgeGatewayHealth(const JudgeInput &input)
{
    if (Findings onTheWay = judgeAnswerArrived(input); !onTheWay.isEmpty()) {
        return onTheWay;
    }
    const HttpExchange *exchange = input.exchange(role::kExchange);
    if (!hasAnswer(input, role::kExchange) || isHealthyGatewayAnswer(*exchange) || isAnswerOfForwardProxy(*exchange)) {
        return {};
    }
    if (Findings redirects = judgeRedirect(input); !redirects.isEmpty()) {
        return redirects;
    }
    const ServerKind kind = fingerprintOf(*exchange).kind;
    if (kind == ServerKind::Prometheus) {
        return {findingFrom(input, role::kExchange, finding::kUrlWrongPort,
                            {{Argument::Server, u"the metrics endpoint"_s}})};
    }
    if (kind == ServerKind::IngressDefaultBackend) {
        return {findingFrom(input, role::kExchange, finding::kIngressNotRouting, argumentsOfAnswer(*exchange))};
    }
    if (isFromBrokenProxy(*exchange)) {
        return {findingFrom(input, role::kExchange, finding::kGatewayBehindBrokenProxy, argumentsOfAnswer(*exchange))};
    }
    if (exchange->status == 200) {
        // A later image may tell more than {}: with the gateway behind it, that is no fault.
        const bool isTalkative = bodyObject(*exchange) && (isGatewayByRoot(input) || isOwnError(*exchange));
        return isTalkative ? Findings{} : Findings{notGateway(input, role::kExchange, *exchange)};
    }
    if (isGatewayAuthRefusal(*exchange) && exchange->url.path() != "/monitoring/healthz"_L1) {
        // The gateway asks for a token everywhere but at its health check: the URL's own path has led elsewhere.
        return {findingFrom(input, role::kExchange, finding::kUrlHasPath,
                            {{Argument::Url, input.deployment->aiGateway.url},
                             {Argument::Service, u"the AI Gateway"_s},
                             {Argument::Path, exchange->url.path().chopped("/monitoring/healthz"_L1.size())},
                             {Argument::Suggestion, exchange->url.adjusted(QUrl::RemovePath).toString()}})};
    }
    const bool isGateway = isGatewayByRoot(input) || isGatewayAuthRefusal(*exchange) || isOwnError(*exchange);
    if (isGateway && !isAnotherServer(kind)) {
        return {findingFrom(input, role::kExchange, finding::kGatewayUnhealthy, argumentsOfAnswer(*exchange))};
    }
    return {notGateway(input, role::kExchange, *exchange)};
}

Findings judgeGatewayIdentity(const JudgeInput &input)
{
    const HttpExchange *root = input.exchange(role::kRoot);
    const HttpExchange *health = input.exchange(role::kExchange);
    if (!hasAnswer(input, role::kRoot) || isGatewayAuthRefusal(*root) || isAnswerOfForwardProxy(*root)) {
        return {};
    }
    if (isRedirect(*root)) {
        return {findingFrom(input, role::kRoot, finding::kRedirectUnexpected,
                            {{Argument::Location, QString::fromUtf8(root->header("location").left(300))}})};
    }
    if (!health || !isHealthyGatewayAnswer(*health)) {
        return {}; // the health check has said whose answer it is
    }
    const auto object = bodyObject(*root);
    const bool isFastApiNotFound = root->status == 404 && object && object->value("detail"_L1) == "Not Found"_L1;
    if (isFastApiNotFound) {
        // Authentication comes before routing: only a gateway that lets everybody in gets as far as a 404.
        return {findingFrom(input, role::kRoot, finding::kGatewayAuthBypassed, argumentsOfAnswer(*root))};
    }
    if (isFromBrokenProxy(*root)) {
        return {findingFrom(input, role::kRoot, finding::kGatewayBehindBrokenProxy, argumentsOfAnswer(*root))};
    }
    if (root->status == 401 || root->status == 403) {
        // Something before the gateway asks for a password, and will ask GitLab too.
        return {notGateway(input, role::kRoot, *root)};
    }
    if (root->status >= 500) {
        return {};
    }
    // The health answer is right and only the root is someone else's: an ingress may route just what GitLab needs.
    return {
        findingFrom(input, role::kRoot, finding::kGatewayNotAiGateway, Severity::Warning, argumentsOfAnswer(*root))};
}

} // namespace duodoctor
