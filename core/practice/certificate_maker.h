#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace duodoctor
{

enum class KeyKind { EcP256, Rsa1024 };
enum class SignatureDigest { Sha256, Sha1 };

/// What a certificate is to say. Every field that a fault may bend stands here; the defaults make a good server leaf.
struct CertificateProfile {
    QString commonName;
    QString organisation;
    QStringList dnsNames; ///< subject alternative names; empty: no such extension
    int startsInDays = -1;
    int endsInDays = 60;
    bool isAuthority = false;
    std::optional<int> pathLength; ///< only with isAuthority
    bool isForServers = true;      ///< else the extended key usage says clientAuth
    QStringList permittedDomains;  ///< name constraints of an authority; empty: none
    KeyKind key = KeyKind::EcP256;
    SignatureDigest digest = SignatureDigest::Sha256;
};

/// A certificate with its key, both PEM.
struct IssuedCertificate {
    QByteArray certificate;
    QByteArray key;
};

/// Makes a key and a certificate over it, signed by `issuer`, or by itself without one.
/// Errors: an empty result when libcrypto refuses. Thread: any. Cost: below 2 ms with EC keys.
IssuedCertificate issueCertificate(const CertificateProfile &profile, const IssuedCertificate *issuer = nullptr);

/// The same certificate in DER; empty for what is no PEM certificate.
QByteArray derOfCertificate(const QByteArray &pem);

} // namespace duodoctor
