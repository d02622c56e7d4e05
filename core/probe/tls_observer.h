#pragma once

#include "evidence/tls_handshake.h"

#include <QByteArray>

#include <chrono>
#include <functional>
#include <optional>

namespace duodoctor
{

/// What one TLS connection showed, in codes.
struct TlsObservation {
    TlsHandshake handshake;
    bool hasStarted = false;          ///< our first message was written
    bool hasAnswer = false;           ///< a TLS record came back
    bool isDone = false;              ///< the handshake ended well on our side
    bool isRefusedByUs = false;       ///< a credential was to be sent and the chain is not trusted
    std::optional<int> alertReceived; ///< the last fatal alert, RFC 8446 section 6
    std::optional<int> alertSent;
    QByteArray firstBytes;             ///< of the peer, as far as TLS saw them (a record header)
    std::optional<int> offeredVersion; ///< the version of the peer's ServerHello or first record, such as 0x0301
    std::chrono::steady_clock::time_point startedAt;
    std::chrono::steady_clock::time_point doneAt;
};

/// Watches a TLS handshake from inside: keeps the chain as sent, the alerts both ways and what was agreed, and goes on
/// with whatever certificate comes, unless a credential is at risk. No trust store is loaded: judging is done later,
/// and elsewhere. Must outlive the SSL_CTX that it was installed in. Thread: the connection's.
class TlsObserver
{
public:
    /// @param serverName  the name to be matched, as in the URL.
    /// @param mayTrust    asked once, with the chain; empty: every chain may pass.
    TlsObserver(QString serverName, std::function<bool(const TlsHandshake &)> mayTrust);

    /// @param sslContext  an SSL_CTX before its first connection.
    void install(void *sslContext);
    /// Looks at the first bytes of the peer when TLS has not been given any yet.
    void peek(qintptr socket);
    /// Fetches what came behind a first record header that was none; call before the socket is closed.
    void completeFirstBytes(int socket);

    const TlsObservation &observation() const { return m_seen; }
    /// `TLSv1.0` for 0x0301 and so on; empty for anything else.
    static QString versionName(int version);

private:
    struct Callbacks;

    std::function<bool(const TlsHandshake &)> m_mayTrust;
    TlsObservation m_seen;
};

/// The peer's first bytes begin a TLS record (RFC 8446 section 5.1).
bool isTlsRecord(const QByteArray &bytes);

} // namespace duodoctor
