#pragma once

#include "certificate/distinguished_name.h"
#include "certificate/general_name.h"
#include "certificate/moment.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace duodoctor
{

enum class KeyKind { Rsa, EllipticCurve, Ed25519, Ed448, Dsa, Other };
enum class SignatureHash { Strong, Sha1, Md5OrOlder, Unknown };

/// Extensions that the rules look at, and what was wrong with the others.
struct CertificateExtensions {
    struct BasicConstraints {
        bool ca = false;
        std::optional<std::int64_t> pathLength;
        bool critical = false;
    };
    std::optional<BasicConstraints> basicConstraints;
    std::optional<unsigned> keyUsage; ///< bit n of the ASN.1 as 1 << n; 0 when present without a bit
    std::optional<std::vector<std::string>> extendedKeyUsage; ///< dotted OIDs
    bool extendedKeyUsageCritical = false;
    std::optional<std::vector<GeneralName>> alternativeNames;
    bool alternativeNamesCritical = false;
    std::optional<NameConstraints> nameConstraints;
    bool nameConstraintsCritical = false;

    bool hasAuthorityKeyId = false; ///< the extension is there
    bool authorityKeyIdCritical = false;
    std::string authorityKeyId; ///< its keyIdentifier; empty when it has none
    bool hasSubjectKeyId = false;
    bool subjectKeyIdCritical = false;
    std::string subjectKeyId;

    std::vector<std::string> issuerUrls; ///< caIssuers of the authority information access, http or ldap
    bool authorityInfoCritical = false;
    bool authorityInfoMalformed = false;
    bool policyConstraintsNotCritical = false;

    std::vector<std::string> unknownCritical; ///< dotted OIDs of critical extensions that clients do not know
    std::vector<std::string> malformed;       ///< names of extensions that cannot be decoded
    bool duplicate = false;                   ///< one extension twice
    bool any = false;
};

inline constexpr unsigned kDigitalSignature = 1U << 0U;
inline constexpr unsigned kKeyEncipherment = 1U << 2U;
inline constexpr unsigned kKeyAgreement = 1U << 4U;
inline constexpr unsigned kKeyCertSign = 1U << 5U;

/// Reads the extensions of a certificate (the SEQUENCE inside of the tag [3]).
/// @return false when their frame is broken; a broken single extension only lands in `malformed`.
bool parseExtensions(ByteView sequence, CertificateExtensions &extensions);

/// What stands in a certificate, decoded once.
struct CertificateFields {
    Bytes der;
    int version = 1;
    std::string serial; ///< the INTEGER's octets
    DistinguishedName subject;
    DistinguishedName issuer;
    std::chrono::sys_seconds notBefore;
    std::chrono::sys_seconds notAfter;
    CertificateExtensions extensions;

    std::string signatureAlgorithm; ///< `sha256WithRSAEncryption`
    SignatureHash signatureHash = SignatureHash::Unknown;
    bool algorithmsDiffer = false; ///< the algorithm inside is not the one outside
    KeyKind keyKind = KeyKind::Other;
    int keyBits = 0;
    std::string curve; ///< short name; empty for other kinds of keys
    bool curveIsExplicit = false;
};

class Certificate;
using CertificatePtr = std::shared_ptr<const Certificate>;

/// One X.509 certificate, immutable. The fields are read by our own DER reader; libcrypto must be able to read it too,
/// and does what needs a key.
/// Thread: any.
class Certificate : public CertificateFields
{
    struct Handle;

public:
    /// For parse() only: nobody else has a handle.
    Certificate(CertificateFields fields, std::unique_ptr<Handle> handle);
    /// @param der exactly one certificate. @return null when it is none, for libcrypto or for us; at most 256 KiB.
    static CertificatePtr parse(ByteView der);
    ~Certificate();

    /// Whether the key of `signer` made this certificate's signature. Costs a signature check; names are not compared.
    bool isSignedBy(const Certificate &signer) const;
    bool isSelfIssued() const { return subject == issuer; }
    /// Self-issued, and signed by its own key.
    bool isSelfSigned() const;
    bool isSameAs(const Certificate &other) const { return der == other.der; }
    bool isAuthority() const { return extensions.basicConstraints && extensions.basicConstraints->ca; }
    /// Names that a client compares with the host: DNS names and addresses as text, in the certificate's order.
    std::vector<std::string> hostNames() const;
    /// SHA-256, `AB:CD:...`.
    std::string fingerprint() const;
    /// The subject for people, or `(no name)`.
    std::string displayName() const;
    std::string toPem() const;

private:
    std::unique_ptr<Handle> m_handle;
};

/// Subject and issuer of a certificate found by a walk that skips everything else; views into `der`.
struct CertificateNames {
    ByteView issuer;
    ByteView subject;
};
/// Nothing when the outer structure is no certificate. Cost: a microsecond.
std::optional<CertificateNames> certificateNames(ByteView der);

} // namespace duodoctor
