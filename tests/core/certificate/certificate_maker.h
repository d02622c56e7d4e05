#pragma once

#include "certificate/certificate.h"

#include <memory>
#include <string>
#include <vector>

namespace duodoctor
{

/// What a certificate made for a test says. Defaults give a server's certificate that every client accepts.
struct CertificateRecipe {
    std::string commonName = "gitlab.example.test";
    std::string organization;
    std::string alternativeNames = "DNS:gitlab.example.test"; ///< OpenSSL's notation; empty: none
    bool isAuthority = false;
    std::string basicConstraints;                ///< OpenSSL's notation; empty: by isAuthority
    std::string keyUsage;                        ///< the same
    std::string extendedKeyUsage = "serverAuth"; ///< empty: none; none for authorities
    std::string nameConstraints;
    std::string issuerUrl;
    std::string notBefore = "20260101000000Z";
    std::string notAfter = "20261231000000Z";
    int rsaBits = 0; ///< 0: a P-256 key
    bool sha1 = false;
};

/// A certificate with its key, able to sign others. Made by libcrypto in a few milliseconds.
class MadeCertificate
{
public:
    /// @param issuer null: self-signed.
    static MadeCertificate make(const CertificateRecipe &recipe, const MadeCertificate *issuer = nullptr);

    CertificatePtr certificate() const;
    const Bytes &der() const { return m_der; }
    std::string pem() const { return certificate()->toPem(); }

private:
    Bytes m_der;
    std::shared_ptr<void> m_key;
};

/// The recipe of an authority.
CertificateRecipe authorityRecipe(const std::string &name);

} // namespace duodoctor
