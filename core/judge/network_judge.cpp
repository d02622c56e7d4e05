#include "judge/network_judge.h"

#include "judge/exchange_facts.h"
#include "judge/finding_ids.h"
#include "judge/gateway_container.h"
#include "judge/server_fingerprint.h"
#include "judge/url_form.h"

#include <QUrl>

#include <algorithm>
#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

using Kind = NetworkFailureKind;
using Stage = NetworkStage;

/// Ports on which TLS is the rule.
constexpr std::array kTlsPorts{443, 8443};
constexpr std::array kMetricsPorts{8082, 8083};

/// Hosts of the world outside, for which a proxy is the right way.
bool isPublicService(const QString &host)
{
    static const QStringList domains{u"gitlab.com"_s, u"openai.com"_s,     u"openai.azure.com"_s, u"anthropic.com"_s,
                                     u"api.aws"_s,    u"amazonaws.com"_s,  u"googleapis.com"_s,   u"mistral.ai"_s,
                                     u"groq.com"_s,   u"huggingface.co"_s, u"fireworks.ai"_s,     u"together.xyz"_s};
    return std::ranges::any_of(domains, [&](const QString &domain) {
        return host == domain || host.endsWith(u'.' + domain, Qt::CaseInsensitive);
    });
}

QLatin1StringView connectionRole(const JudgeInput &input)
{
    return input.find(role::kExchange) ? role::kExchange : role::kGrpc;
}

Arguments detailOf(const HttpExchange &exchange)
{
    Arguments arguments;
    if (!exchange.failure.detail.isEmpty()) {
        arguments.set(Argument::Detail, exchange.failure.detail);
    }
    return arguments;
}

Findings judgeProxyStages(const JudgeInput &input, QLatin1StringView role, const HttpExchange &exchange)
{
    const NetworkFailure &failure = exchange.failure;
    if (failure.kind == Kind::ProxyAuthRequired || exchange.proxyStatus == 407 ||
        (!exchange.proxy.isEmpty() && exchange.status == 407)) {
        return {findingFrom(input, role, finding::kProxyAuthRequired, {{Argument::Status, u"407"_s}})};
    }
    if (failure && (failure.stage == Stage::ProxyResolve || failure.stage == Stage::ProxyConnect)) {
        return {findingFrom(input, role, finding::kProxyUnreachable, detailOf(exchange))};
    }
    const bool isRefusedByProxy = failure.kind == Kind::ProxyRefusedTunnel ||
                                  (failure && failure.stage == Stage::ProxyAnswer) || isAnswerOfForwardProxy(exchange);
    if (isRefusedByProxy && !isPublicService(exchange.url.host())) {
        Arguments arguments;
        arguments.set(Argument::Status, exchange.proxyStatus != 0 ? exchange.proxyStatus : exchange.status);
        arguments.set(Argument::Server, fingerprintOf(exchange).name);
        arguments.set(Argument::Detail, wordsOfPeer(exchange));
        return {findingFrom(input, role, finding::kProxyInterceptsInternal, arguments)};
    }
    if (isRefusedByProxy) {
        return {findingFrom(input, role, finding::kProxyUnreachable, {{Argument::Detail, wordsOfPeer(exchange)}})};
    }
    return {};
}

/// An answer, or the start of one, that comes from a TLS port spoken to in plain text.
bool isFromTlsPort(const HttpExchange &exchange)
{
    if (exchange.url.scheme() != "http"_L1) {
        return false;
    }
    const bool isError = exchange.status >= 400 || exchange.failure.kind == Kind::NotHttp;
    return isError && fingerprintOf(exchange).kind == ServerKind::TlsPort;
}

/// The service whose protocol came back where the gateway's was expected; empty when it is not one of ours.
QString otherServiceOf(const JudgeInput &input, const HttpExchange &exchange)
{
    if (input.model()) {
        return {};
    }
    const int port = effectivePort(exchange.url);
    const ServerKind kind = fingerprintOf(exchange).kind;
    if (kind == ServerKind::GrpcOrHttp2 || (exchange.failure.kind == Kind::NotHttp && port == kAgentPlatformPort)) {
        return u"the Agent Platform service (gRPC)"_s;
    }
    const bool isAskedForMetrics = exchange.url.path().endsWith("/metrics"_L1);
    if (!isAskedForMetrics && std::ranges::find(kMetricsPorts, port) != kMetricsPorts.end() &&
        kind == ServerKind::Prometheus) {
        return u"the metrics endpoint"_s;
    }
    return {};
}

} // namespace

bool hasAnswer(const JudgeInput &input, QLatin1StringView role)
{
    const HttpExchange *exchange = input.exchange(role);
    return exchange && exchange->status != 0 && (!exchange->failure || exchange->failure.kind == Kind::TooLarge);
}

bool isAnswerOfForwardProxy(const HttpExchange &exchange)
{
    if (exchange.proxy.isEmpty() || exchange.status < 400) {
        return false;
    }
    return fingerprintOf(exchange).kind == ServerKind::ForwardProxy;
}

Findings judgeNameResolution(const JudgeInput &input)
{
    const QLatin1StringView role = connectionRole(input);
    const HttpExchange *exchange = input.exchange(role);
    if (!exchange || !exchange->failure || exchange->failure.stage != Stage::Resolve) {
        return {};
    }
    return {findingFrom(input, role, finding::kDnsNotFound, detailOf(*exchange))};
}

Findings judgeConnection(const JudgeInput &input)
{
    const QLatin1StringView role = connectionRole(input);
    const HttpExchange *exchange = input.exchange(role);
    if (!exchange) {
        return {};
    }
    if (Findings ofProxy = judgeProxyStages(input, role, *exchange); !ofProxy.isEmpty()) {
        return ofProxy;
    }
    if (exchange->failure.stage != Stage::Connect) {
        return {};
    }
    switch (exchange->failure.kind) {
    case Kind::None:
    case Kind::Cancelled:
        return {};
    case Kind::Refused:
        return {findingFrom(input, role, finding::kConnectRefused)};
    case Kind::TimedOut:
        return {findingFrom(input, role, finding::kConnectTimeout)};
    case Kind::ClosedByPeer:
        return {findingFrom(input, role, finding::kConnectionClosed, detailOf(*exchange))};
    default:
        return {findingFrom(input, role, finding::kNetworkUnreachable, detailOf(*exchange))};
    }
}

Findings judgeAnswerArrived(const JudgeInput &input)
{
    const QLatin1StringView role = connectionRole(input);
    const HttpExchange *exchange = input.exchange(role);
    if (!exchange) {
        return {};
    }
    if (isFromTlsPort(*exchange)) {
        QUrl suggestion = exchange->url;
        suggestion.setScheme(u"https"_s);
        return {findingFrom(input, role, finding::kHttpOnTlsPort,
                            {{Argument::Suggestion, suggestion.adjusted(QUrl::RemovePath).toString()},
                             {Argument::Server, fingerprintOf(*exchange).name}})};
    }
    if (const QString other = otherServiceOf(input, *exchange); !other.isEmpty()) {
        return {findingFrom(input, role, finding::kUrlWrongPort, {{Argument::Server, other}})};
    }
    const bool isPastConnect = exchange->failure.stage == Stage::Tls || exchange->failure.stage == Stage::Request ||
                               exchange->failure.stage == Stage::Response;
    if (!exchange->failure || !isPastConnect) {
        return {};
    }
    const bool isUsualTlsPort = std::ranges::find(kTlsPorts, effectivePort(exchange->url)) != kTlsPorts.end();
    switch (exchange->failure.kind) {
    case Kind::TimedOut:
        return {findingFrom(input, role, finding::kResponseTimeout, detailOf(*exchange))};
    case Kind::NotHttp:
        if (exchange->url.scheme() == "http"_L1 && isUsualTlsPort) {
            return {findingFrom(input, role, finding::kHttpOnTlsPort)};
        }
        return {findingFrom(input, role, finding::kConnectionClosed, detailOf(*exchange))};
    case Kind::ClosedByPeer:
    case Kind::Other:
        return {findingFrom(input, role, finding::kConnectionClosed, detailOf(*exchange))};
    default:
        return {}; // TLS and its certificates have judges of their own
    }
}

Findings judgeRedirect(const JudgeInput &input)
{
    const QLatin1StringView role = connectionRole(input);
    const HttpExchange *exchange = input.exchange(role);
    if (!exchange || !exchange->isComplete() || !isRedirect(*exchange) ||
        fingerprintOf(*exchange).kind == ServerKind::GitLab) {
        return {};
    }
    const QUrl target = exchange->url.resolved(QUrl(QString::fromUtf8(exchange->header("location").left(2000))));
    Arguments arguments;
    arguments.set(Argument::Location, target.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery));
    const bool isOnlyScheme = target.scheme() == "https"_L1 && exchange->url.scheme() == "http"_L1 &&
                              target.host() == exchange->url.host() && target.path() == exchange->url.path();
    if (isOnlyScheme) {
        arguments.set(Argument::Suggestion, target.adjusted(QUrl::RemovePath | QUrl::RemoveQuery).toString());
    }
    return {findingFrom(input, role, finding::kRedirectUnexpected, arguments)};
}

} // namespace duodoctor
