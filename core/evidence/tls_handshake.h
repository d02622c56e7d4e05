#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace duodoctor
{

/// What a TLS server showed of itself. Present also when the handshake failed after the certificates came.
struct TlsHandshake {
    QString serverName;         ///< the name sent as SNI and to be matched; an IP address where the URL has one
    QList<QByteArray> chainDer; ///< as sent, leaf first; at most 32
    QString protocol;           ///< TLSv1.2, TLSv1.3; empty when not agreed
    QString cipher;
    QString alpn; ///< h2, http/1.1 or empty
    bool clientCertificateRequested = false;
};

} // namespace duodoctor
