#include "evidence/network_failure.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

QLatin1StringView toWire(NetworkStage stage)
{
    switch (stage) {
    case NetworkStage::Url:
        return "url"_L1;
    case NetworkStage::ProxyResolve:
        return "proxy-resolve"_L1;
    case NetworkStage::ProxyConnect:
        return "proxy-connect"_L1;
    case NetworkStage::ProxyAnswer:
        return "proxy-answer"_L1;
    case NetworkStage::Resolve:
        return "resolve"_L1;
    case NetworkStage::Connect:
        return "connect"_L1;
    case NetworkStage::Tls:
        return "tls"_L1;
    case NetworkStage::Request:
        return "request"_L1;
    case NetworkStage::Response:
        return "response"_L1;
    case NetworkStage::Done:
        return "done"_L1;
    }
    return {};
}

QLatin1StringView toWire(NetworkFailureKind kind)
{
    switch (kind) {
    case NetworkFailureKind::None:
        return "none"_L1;
    case NetworkFailureKind::UrlInvalid:
        return "url-invalid"_L1;
    case NetworkFailureKind::NameNotFound:
        return "name-not-found"_L1;
    case NetworkFailureKind::NameServerSilent:
        return "name-server-silent"_L1;
    case NetworkFailureKind::Refused:
        return "refused"_L1;
    case NetworkFailureKind::TimedOut:
        return "timed-out"_L1;
    case NetworkFailureKind::NetworkUnreachable:
        return "network-unreachable"_L1;
    case NetworkFailureKind::ClosedByPeer:
        return "closed-by-peer"_L1;
    case NetworkFailureKind::NotTls:
        return "not-tls"_L1;
    case NetworkFailureKind::TlsAlertProtocolVersion:
        return "tls-alert-protocol-version"_L1;
    case NetworkFailureKind::TlsAlertHandshakeFailure:
        return "tls-alert-handshake-failure"_L1;
    case NetworkFailureKind::TlsAlertCertificateRequired:
        return "tls-alert-certificate-required"_L1;
    case NetworkFailureKind::TlsUnsupportedProtocol:
        return "tls-unsupported-protocol"_L1;
    case NetworkFailureKind::TlsOther:
        return "tls-other"_L1;
    case NetworkFailureKind::CertificateNotTrusted:
        return "certificate-not-trusted"_L1;
    case NetworkFailureKind::ProxyAuthRequired:
        return "proxy-auth-required"_L1;
    case NetworkFailureKind::ProxyRefusedTunnel:
        return "proxy-refused-tunnel"_L1;
    case NetworkFailureKind::NotHttp:
        return "not-http"_L1;
    case NetworkFailureKind::TooLarge:
        return "too-large"_L1;
    case NetworkFailureKind::Cancelled:
        return "cancelled"_L1;
    case NetworkFailureKind::Other:
        return "other"_L1;
    }
    return {};
}

} // namespace duodoctor
