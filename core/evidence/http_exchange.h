#pragma once

#include "evidence/network_failure.h"
#include "evidence/phases.h"
#include "evidence/tls_handshake.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>
#include <utility>

namespace duodoctor
{

/// One piece of a body as it arrived: when, and how many bytes.
struct BodyPiece {
    std::chrono::microseconds at{0}; ///< since the request was sent
    qsizetype bytes = 0;
};

/// One HTTP request and what came back, or how far it got. Everything textual is already redacted and bounded.
struct HttpExchange {
    QByteArray method;
    QUrl url;                                                ///< without user info
    QList<std::pair<QByteArray, QByteArray>> requestHeaders; ///< without credentials
    bool credentialSent = false;
    bool streamRequested = false;

    QString proxy;         ///< host:port of the proxy used, empty when direct
    int proxyStatus = 0;   ///< status of the proxy's answer to CONNECT, 0 when none
    QStringList addresses; ///< what the name resolved to, in the order tried
    QString connectedTo;   ///< address:port of the peer, empty when no connection

    std::optional<TlsHandshake> tls;

    int status = 0;                                   ///< 0 when no status line came
    QString httpVersion;                              ///< 1.0, 1.1, 2
    QList<std::pair<QByteArray, QByteArray>> headers; ///< names in lower case
    QByteArray body;
    bool bodyTruncated = false; ///< cut at the size limit
    QList<BodyPiece> pieces;    ///< in order of arrival, at most 1024

    NetworkFailure failure; ///< None when a complete answer came
    Phases phases;

    bool isComplete() const { return !failure && status != 0; }
    /// First header of that lower-case name, or empty.
    QByteArray header(QByteArrayView name) const;
    /// Host as in the URL plus effective port, `host:port`.
    QString authority() const;
};

} // namespace duodoctor
