#pragma once

#include <QByteArray>
#include <QString>

#include <chrono>

namespace duodoctor
{

/// What a fault of the practice deployment consists of, as far as a place with other servers needs it.
struct RemedyFault {
    enum class Front { Passes, DefaultPage, NoTarget, SilentTarget };

    bool isKnown = false;
    std::chrono::milliseconds probeLimit{0};

    QByteArray companyRoot; ///< PEM, of the authority that everybody is to trust
    QByteArray companyRootKey;
    QByteArray intermediate; ///< PEM, the authority that signed the gateway's certificate; empty where it is unfit
    QByteArray intermediateKey;
    QByteArray productRoot; ///< PEM, of a product that opens TLS on the way; empty without one
    QByteArray chain;       ///< as the gateway sends it
    QByteArray chainKey;
    bool wantsClientCertificate = false;
    bool isOldProtocolOnly = false;
    Front front = Front::Passes;

    QByteArray modelKey;
    int contextTokens = 0;
    QString image;
    bool isGitlabTrustWell = true;
};

/// Read from the practice's own table.
RemedyFault remedyFault(const QString &id);
/// The certificate of an authority that has signed nothing here, PEM.
QByteArray unrelatedRoot();

} // namespace duodoctor
