#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <memory>

namespace duodoctor
{

/// What a certificate made for a test says. The defaults are a good server certificate.
struct CertificateWish {
    QString commonName = QStringLiteral("lab");
    QString organization = QStringLiteral("Lab");
    QByteArray subjectAltName; ///< OpenSSL's form, `DNS:a.example,IP:127.0.0.1`; empty: none
    QByteArray basicConstraints = "critical,CA:FALSE";
    QByteArray keyUsage = "critical,digitalSignature,keyEncipherment";
    QByteArray extendedKeyUsage = "serverAuth";
    QByteArray nameConstraints;
    QDateTime notBefore = QDateTime::currentDateTimeUtc().addDays(-20);
    QDateTime notAfter = QDateTime::currentDateTimeUtc().addDays(90);
    int rsaBits = 0; ///< 0: a key on P-256
    bool signWithSha1 = false;
};

/// A wish for an authority of that name.
CertificateWish authorityWish(const QString &commonName);

/// A certificate with its key, made by libcrypto, for servers of tests.
class LabCertificate
{
public:
    /// @param issuer  null: signed by itself.
    static LabCertificate make(const CertificateWish &wish, const LabCertificate *issuer = nullptr);

    QByteArray pem() const;
    QByteArray keyPem() const;

private:
    struct Parts;
    std::shared_ptr<Parts> m_parts;
};

} // namespace duodoctor
