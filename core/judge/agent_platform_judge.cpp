#include "judge/agent_platform_judge.h"

#include "judge/exchange_facts.h"
#include "judge/finding_ids.h"
#include "judge/network_judge.h"
#include "judge/server_fingerprint.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

using Kind = NetworkFailureKind;
using Stage = NetworkStage;

constexpr int kGrpcOk = 0;
constexpr int kGrpcResourceExhausted = 8;
constexpr int kGrpcUnimplemented = 12;
constexpr int kGrpcUnavailable = 14;

const GrpcHealth *healthOf(const JudgeInput &input, QLatin1StringView role)
{
    const EvidencePtr evidence = input.find(role);
    return evidence ? evidence->grpcHealth() : nullptr;
}

/// True when HTTP/2 came about, whatever was answered.
bool spokeHttp2(const GrpcHealth &health)
{
    return health.grpcStatus.has_value() || (health.exchange.status != 0 && health.exchange.httpVersion == "2"_L1);
}

/// True when an HTTP/1 server was at the other end.
bool spokeHttp1(const HttpExchange &exchange)
{
    if (exchange.status != 0) {
        return exchange.httpVersion.startsWith(u'1');
    }
    if (exchange.failure.kind != Kind::NotHttp) {
        return false;
    }
    const QByteArray start = exchange.body.left(64).trimmed().toLower();
    return start.startsWith("http/1.") || start.startsWith("<html") || start.startsWith("<!doctype");
}

bool isTlsAgreed(const HttpExchange &exchange)
{
    return exchange.tls && !exchange.tls->protocol.isEmpty() && exchange.failure.stage != Stage::Tls;
}

Arguments peerArguments(const GrpcHealth &health)
{
    Arguments arguments;
    const QString words = health.grpcMessage.isEmpty() ? wordsOfPeer(health.exchange) : health.grpcMessage;
    if (!words.isEmpty()) {
        arguments.set(Argument::Detail, words);
    } else if (!health.exchange.failure.detail.isEmpty()) {
        arguments.set(Argument::Detail, health.exchange.failure.detail);
    }
    if (health.exchange.status != 0) {
        arguments.set(Argument::Server, fingerprintOf(health.exchange).name);
    }
    return arguments;
}

Finding noHttp2(const JudgeInput &input, const GrpcHealth &health)
{
    Arguments arguments = peerArguments(health);
    arguments.set(Argument::Protocol, u"HTTP/1.1"_s);
    return findingFrom(input, role::kGrpc, finding::kAgentPlatformNoHttp2, arguments);
}

QString nameOf(GrpcHealth::Serving serving)
{
    switch (serving) {
    case GrpcHealth::Serving::Unknown:
        return u"UNKNOWN"_s;
    case GrpcHealth::Serving::Serving:
        return u"SERVING"_s;
    case GrpcHealth::Serving::NotServing:
        return u"NOT_SERVING"_s;
    case GrpcHealth::Serving::ServiceUnknown:
        return u"SERVICE_UNKNOWN"_s;
    }
    return {};
}

Findings judgeGrpcStatus(const JudgeInput &input, const GrpcHealth &health)
{
    switch (*health.grpcStatus) {
    case kGrpcOk:
        if (health.serving == GrpcHealth::Serving::Serving) {
            return {};
        }
        return {findingFrom(input, role::kGrpc, finding::kAgentPlatformNotServing,
                            {{Argument::Detail, health.serving ? nameOf(*health.serving) : u"no status"_s}})};
    case kGrpcUnimplemented:
        return {};
    case kGrpcResourceExhausted:
        return {findingFrom(input, role::kGrpc, finding::kAgentPlatformMetadataTooLarge, peerArguments(health))};
    case kGrpcUnavailable:
        return {findingFrom(input, role::kGrpc, finding::kAgentPlatformUnreachable, peerArguments(health))};
    default:
        return {}; // an error of this one call, answered by a gRPC service that is there
    }
}

} // namespace

Findings judgeAgentPlatformConnection(const JudgeInput &input)
{
    const GrpcHealth *health = healthOf(input, role::kGrpc);
    if (!health || !health->exchange.failure || health->exchange.failure.kind == Kind::Cancelled) {
        return {};
    }
    if (Findings names = judgeNameResolution(input); !names.isEmpty()) {
        return names;
    }
    const Findings connection = judgeConnection(input);
    if (connection.isEmpty() || connection.first().id == finding::kProxyUnreachable ||
        connection.first().id == finding::kProxyAuthRequired ||
        connection.first().id == finding::kProxyInterceptsInternal) {
        return connection;
    }
    return {findingFrom(input, role::kGrpc, finding::kAgentPlatformUnreachable, connection.first().arguments)};
}

Findings judgeAgentPlatformTls(const JudgeInput &input)
{
    const GrpcHealth *health = healthOf(input, role::kGrpc);
    if (!health || spokeHttp2(*health)) {
        return {};
    }
    const HttpExchange &exchange = health->exchange;
    const GrpcHealth *other = healthOf(input, role::kGrpcOther);
    const bool isSecure = exchange.url.scheme() == "https"_L1;
    const auto mismatch = [&](const QString &detail) {
        Finding finding =
            findingFrom(input, role::kGrpc, finding::kAgentPlatformTlsMismatch, {{Argument::Detail, detail}});
        if (other) {
            finding.evidence << input.find(role::kGrpcOther);
        }
        return Findings{finding};
    };
    if (isSecure) {
        if (exchange.failure.kind == Kind::NotTls || (other && spokeHttp2(*other))) {
            return mismatch(u"the deployment says TLS and the service speaks plain text"_s);
        }
        if (isTlsAgreed(exchange)) {
            return exchange.tls->alpn == "h2"_L1 ? Findings{} : Findings{noHttp2(input, *health)};
        }
        // A server of HTTP/1 alone may refuse the handshake itself, by alert 120. It has no failure kind of its own,
        // and OpenSSL 3.0 knows no text for it (later versions do).
        const QString &detail = exchange.failure.detail;
        const bool isAlpnRefused = exchange.failure.kind == Kind::TlsOther &&
                                   (detail.contains("reason(1120)"_L1) || detail.contains("application protocol"_L1));
        return isAlpnRefused ? Findings{noHttp2(input, *health)} : Findings{};
    }
    const bool speaksTls = fingerprintOf(exchange).kind == ServerKind::TlsPort ||
                           (other && (spokeHttp2(*other) || isTlsAgreed(other->exchange)));
    if (speaksTls) {
        return mismatch(u"the deployment says plain text and the service speaks TLS"_s);
    }
    return {};
}

Findings judgeAgentPlatformHealth(const JudgeInput &input)
{
    const GrpcHealth *health = healthOf(input, role::kGrpc);
    if (!health || health->exchange.failure.kind == Kind::Cancelled ||
        health->exchange.failure.kind == Kind::CertificateNotTrusted) {
        return {};
    }
    if (health->grpcStatus) {
        return judgeGrpcStatus(input, *health);
    }
    const HttpExchange &exchange = health->exchange;
    if (exchange.status == 431) {
        return {findingFrom(input, role::kGrpc, finding::kAgentPlatformMetadataTooLarge, peerArguments(*health))};
    }
    if (spokeHttp1(exchange) || (isTlsAgreed(exchange) && !spokeHttp2(*health) && exchange.tls->alpn != "h2"_L1)) {
        return {noHttp2(input, *health)};
    }
    return {findingFrom(input, role::kGrpc, finding::kAgentPlatformUnreachable, peerArguments(*health))};
}

} // namespace duodoctor
