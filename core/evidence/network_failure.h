#pragma once

#include <QLatin1StringView>
#include <QString>

namespace duodoctor
{

/// How far a connection got, in the order of the steps.
enum class NetworkStage {
    Url,
    ProxyResolve,
    ProxyConnect,
    ProxyAnswer,
    Resolve,
    Connect,
    Tls,
    Request,
    Response,
    Done
};

/// Why it got no further. From error codes and TLS alerts, never from the text of a message.
enum class NetworkFailureKind {
    None,
    UrlInvalid,
    NameNotFound,
    NameServerSilent, ///< the resolver gave no answer within the limit
    Refused,
    TimedOut,
    NetworkUnreachable, ///< ENETUNREACH, EHOSTUNREACH
    ClosedByPeer,       ///< end of stream or reset before a complete answer
    NotTls,             ///< the peer's first bytes are no TLS record
    TlsAlertProtocolVersion,
    TlsAlertHandshakeFailure,
    TlsAlertCertificateRequired,
    TlsUnsupportedProtocol, ///< our side refuses what the server offers (old version, cipher, short key)
    TlsOther,
    CertificateNotTrusted, ///< we ended it: a credential was to be sent and the chain is not trusted
    ProxyAuthRequired,     ///< 407
    ProxyRefusedTunnel,    ///< the proxy answered CONNECT with another status than 2xx
    NotHttp,               ///< bytes came that are no HTTP answer
    TooLarge,              ///< cut at the size limit; what came until then is kept
    Cancelled,
    Other
};

/// Source: errno and OpenSSL reason codes, as of OpenSSL 3.0 and libcurl 7.88.
struct NetworkFailure {
    NetworkFailureKind kind = NetworkFailureKind::None;
    NetworkStage stage = NetworkStage::Done;
    QString detail; ///< the library's own words, for the evidence pane only; redacted

    explicit operator bool() const { return kind != NetworkFailureKind::None; }
};

QLatin1StringView toWire(NetworkStage stage);
QLatin1StringView toWire(NetworkFailureKind kind);

} // namespace duodoctor
