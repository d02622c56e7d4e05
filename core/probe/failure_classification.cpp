#include "probe/failure_classification.h"

#include <curl/curl.h>

#include <cerrno>

namespace duodoctor
{

namespace
{

using Kind = NetworkFailureKind;
using Stage = NetworkStage;

constexpr int kAlertHandshakeFailure = 40;
constexpr int kAlertBadCertificate = 42;
constexpr int kAlertProtocolVersion = 70;
constexpr int kAlertInsufficientSecurity = 71;
constexpr int kAlertCertificateRequired = 116;

NetworkFailure failureAt(Kind kind, Stage stage)
{
    return {kind, stage, {}};
}

/// The step that was under way.
Stage stageOf(const TransferFacts &facts)
{
    if (facts.isRequestSent) {
        return Stage::Response;
    }
    if (!facts.isConnected) {
        return facts.usesProxy ? Stage::ProxyConnect : Stage::Connect;
    }
    if (facts.usesTunnel && !facts.tls.hasStarted) {
        return Stage::ProxyAnswer;
    }
    if (facts.isSecure && !facts.tls.isDone) {
        return Stage::Tls;
    }
    return Stage::Request;
}

Kind kindOfErrno(int error)
{
    switch (error) {
    case ECONNREFUSED:
        return Kind::Refused;
    case ETIMEDOUT:
        return Kind::TimedOut;
    case ENETUNREACH:
    case EHOSTUNREACH:
    case ENETDOWN:
    case EADDRNOTAVAIL:
        return Kind::NetworkUnreachable;
    case ECONNRESET:
    case EPIPE:
        return Kind::ClosedByPeer;
    default:
        return Kind::Other;
    }
}

/// What TLS's own signals say, before any error code is asked.
std::optional<Kind> kindOfTls(const TlsObservation &tls)
{
    if (tls.isRefusedByUs) {
        return Kind::CertificateNotTrusted;
    }
    if (!tls.hasAnswer && !tls.firstBytes.isEmpty() && !isTlsRecord(tls.firstBytes)) {
        return Kind::NotTls;
    }
    if (tls.alertReceived) {
        const bool wantsCertificate = tls.handshake.clientCertificateRequested;
        switch (*tls.alertReceived) {
        case kAlertCertificateRequired:
            return Kind::TlsAlertCertificateRequired;
        case kAlertProtocolVersion:
            return Kind::TlsAlertProtocolVersion;
        case kAlertInsufficientSecurity:
            return Kind::TlsAlertHandshakeFailure;
        // TLS 1.2 has no alert of its own for a missing client certificate; servers send one of these.
        case kAlertHandshakeFailure:
            return wantsCertificate ? Kind::TlsAlertCertificateRequired : Kind::TlsAlertHandshakeFailure;
        case kAlertBadCertificate:
            return wantsCertificate ? Kind::TlsAlertCertificateRequired : Kind::TlsOther;
        default:
            return Kind::TlsOther;
        }
    }
    if (tls.alertSent) {
        switch (*tls.alertSent) {
        case kAlertProtocolVersion:
        case kAlertHandshakeFailure:
        case kAlertInsufficientSecurity:
            return Kind::TlsUnsupportedProtocol;
        default:
            return Kind::TlsOther;
        }
    }
    return std::nullopt;
}

/// A proxy that answered in the server's place.
std::optional<NetworkFailure> failureOfProxy(const TransferFacts &facts)
{
    constexpr int kProxyAuthenticationRequired = 407;
    const bool isPlainAnswer = facts.usesProxy && !facts.usesTunnel && facts.status == kProxyAuthenticationRequired;
    if (isPlainAnswer || facts.tunnelStatus == kProxyAuthenticationRequired) {
        return failureAt(Kind::ProxyAuthRequired, Stage::ProxyAnswer);
    }
    if (facts.usesTunnel && facts.tunnelStatus != 0 && facts.tunnelStatus / 100 != 2) {
        return failureAt(Kind::ProxyRefusedTunnel, Stage::ProxyAnswer);
    }
    return std::nullopt;
}

NetworkFailure failureOfCode(const TransferFacts &facts)
{
    const Stage stage = stageOf(facts);
    switch (static_cast<CURLcode>(facts.curlCode)) {
    case CURLE_URL_MALFORMAT:
        return failureAt(Kind::UrlInvalid, Stage::Url);
    case CURLE_COULDNT_RESOLVE_PROXY:
        return failureAt(Kind::NameNotFound, Stage::ProxyResolve);
    case CURLE_COULDNT_RESOLVE_HOST:
        return failureAt(Kind::NameNotFound, Stage::Resolve);
    case CURLE_COULDNT_CONNECT:
        return failureAt(kindOfErrno(facts.osError), stage);
    case CURLE_OPERATION_TIMEDOUT:
        return failureAt(Kind::TimedOut, stage);
    case CURLE_PROXY:
        return failureAt(Kind::ProxyRefusedTunnel, Stage::ProxyAnswer);
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
        return failureAt(facts.status != 0 ? Kind::ClosedByPeer : Kind::NotHttp, Stage::Response);
    case CURLE_SSL_CONNECT_ERROR:
        return failureAt(facts.tls.firstBytes.isEmpty() || facts.tls.hasAnswer ? Kind::ClosedByPeer : Kind::TlsOther,
                         Stage::Tls);
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
        return failureAt(Kind::ClosedByPeer, stage);
    default:
        return failureAt(facts.isSecure && stage == Stage::Tls ? Kind::TlsOther : Kind::Other, stage);
    }
}

} // namespace

NetworkFailure classify(const TransferFacts &facts)
{
    switch (facts.stop) {
    case TransferStop::NotHttp:
        return failureAt(Kind::NotHttp, Stage::Response);
    case TransferStop::HeadersTooLarge:
        return failureAt(Kind::TooLarge, Stage::Response);
    case TransferStop::BodyFull:
    case TransferStop::Upgraded:
    case TransferStop::None:
        break;
    }
    if (const auto failure = failureOfProxy(facts)) {
        return *failure;
    }
    const bool hasStoppedWell = facts.stop == TransferStop::BodyFull || facts.stop == TransferStop::Upgraded;
    if (hasStoppedWell || (!facts.hasRunOut && facts.curlCode == CURLE_OK)) {
        return {};
    }
    if (facts.isSecure) {
        if (const auto kind = kindOfTls(facts.tls)) {
            return failureAt(*kind, Stage::Tls);
        }
    }
    return facts.hasRunOut ? failureAt(Kind::TimedOut, stageOf(facts)) : failureOfCode(facts);
}

} // namespace duodoctor
