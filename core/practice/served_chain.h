#pragma once

#include "practice/certificate_maker.h"

namespace duodoctor
{

/// How a server's chain is to be made: root, intermediate, leaf, each with what a fault bends.
struct ChainProfile {
    CertificateProfile leaf;
    CertificateProfile intermediate;
    bool isSelfSigned = false; ///< the leaf signs itself; no authority at all
    bool sendsIntermediate = true;
    bool hasSecondIntermediate = false; ///< below the intermediate, which allows none
    bool hasOwnRoot = false;            ///< another root than the deployment's, known to nobody
    QString rootName;                   ///< of that other root
};

/// Root and intermediate names as a company's own authority writes them, and a leaf for `host`.
ChainProfile healthyChain(const QString &host);

/// What a TLS server loads.
struct ServedChain {
    QByteArray chain; ///< PEM, leaf first, as sent
    QByteArray key;   ///< PEM, of the leaf
};

/// The deployment's own root authority.
IssuedCertificate makeRoot(const QString &commonName);
ServedChain makeChain(const ChainProfile &profile, const IssuedCertificate &root);

} // namespace duodoctor
