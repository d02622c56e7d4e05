#include "certificate/certificate_rules.h"

#include <algorithm>
#include <array>

namespace duodoctor
{

namespace
{

constexpr int kMinRsaBits = 2048;
constexpr int kMinGoRsaBits = 1024;
constexpr int kMinCurveBits = 224;
constexpr std::string_view kServerAuth = "1.3.6.1.5.5.7.3.1";
constexpr std::string_view kAnyUsage = "2.5.29.37.0";
constexpr std::array<std::string_view, 2> kServerGatedCrypto{"1.3.6.1.4.1.311.10.3.3", "2.16.840.1.113730.4.1"};

constexpr ClientSet kJudgeAndGo = ClientSet::judge() | ClientKind::Go;
constexpr ClientSet kJudgeAndOpenSsl = ClientSet::judge() | ClientSet::openSsl();

/// Collects issues of one certificate.
class Inspector
{
public:
    Inspector(const CertificatePtr &certificate, CertificateRole role, Moment at)
        : m_certificate(certificate)
        , m_extensions(certificate->extensions)
        , m_role(role)
        , m_at(at)
    {
    }

    std::vector<ChainIssue> inspect()
    {
        checkValidity();
        checkKey();
        checkSignatureAlgorithm();
        checkExtensions();
        if (m_role == CertificateRole::Leaf) {
            checkServerUse();
        } else {
            checkAuthority();
        }
        checkStrictProfile();
        return std::move(m_issues);
    }

private:
    void add(ChainProblem problem, ClientSet refusedBy, std::string detail = {})
    {
        m_issues.push_back({problem, m_certificate, refusedBy, ProfileRule::None, std::move(detail), false});
    }
    void add(ProfileRule rule, ClientSet refusedBy, std::string detail = {})
    {
        m_issues.push_back(
            {ChainProblem::InvalidCertificate, m_certificate, refusedBy, rule, std::move(detail), false});
    }

    ChainProblem expiredProblem() const
    {
        switch (m_role) {
        case CertificateRole::Leaf:
            return ChainProblem::Expired;
        case CertificateRole::Intermediate:
            return ChainProblem::IntermediateExpired;
        case CertificateRole::Anchor:
            return ChainProblem::RootExpired;
        }
        return ChainProblem::Expired;
    }

    void checkValidity()
    {
        if (m_at < m_certificate->notBefore) {
            add(ChainProblem::NotYetValid, ClientSet::all());
        }
        if (m_at > m_certificate->notAfter) {
            add(expiredProblem(), ClientSet::all());
        } else if (m_at == m_certificate->notAfter) { // OpenSSL takes the last second as past
            add(expiredProblem(), ClientSet::openSsl());
        }
    }

    void checkKey()
    {
        const std::string bits = std::to_string(m_certificate->keyBits);
        switch (m_certificate->keyKind) {
        case KeyKind::Rsa:
            if (m_certificate->keyBits < kMinRsaBits) {
                const bool goToo = m_certificate->keyBits < kMinGoRsaBits;
                add(ChainProblem::WeakKey, goToo ? ClientSet::all() : kJudgeAndOpenSsl, "RSA " + bits);
            }
            break;
        case KeyKind::EllipticCurve:
            if (m_certificate->curveIsExplicit) {
                add(ProfileRule::UnsupportedKey, ClientSet::all(), "explicit curve parameters");
            } else if (m_certificate->keyBits < kMinCurveBits) {
                add(ChainProblem::WeakKey, ClientSet::all(), m_certificate->curve);
            } else if (!isCurveOfGo()) {
                add(ProfileRule::UnsupportedKey, ClientKind::Go, m_certificate->curve);
            }
            break;
        case KeyKind::Dsa:
            add(ChainProblem::WeakKey, kJudgeAndGo, "DSA " + bits);
            break;
        case KeyKind::Ed448:
            add(ProfileRule::UnsupportedKey, ClientKind::Go, "Ed448");
            break;
        case KeyKind::Ed25519:
            break;
        case KeyKind::Other:
            add(ProfileRule::UnsupportedKey, ClientSet::all());
            break;
        }
    }

    bool isCurveOfGo() const
    {
        constexpr std::array<std::string_view, 4> kCurves{"prime256v1", "secp224r1", "secp384r1", "secp521r1"};
        return std::find(kCurves.begin(), kCurves.end(), m_certificate->curve) != kCurves.end();
    }

    /// The anchor's signature on itself proves nothing, and nobody checks it.
    void checkSignatureAlgorithm()
    {
        if (m_role == CertificateRole::Anchor) {
            return;
        }
        const SignatureHash hash = m_certificate->signatureHash;
        if (hash == SignatureHash::Sha1 || hash == SignatureHash::Md5OrOlder) {
            add(ChainProblem::WeakSignature, ClientSet::all(), m_certificate->signatureAlgorithm);
        }
        if (m_certificate->algorithmsDiffer) {
            add(ProfileRule::AlgorithmsDiffer, ClientSet::all());
        }
    }

    void checkExtensions()
    {
        for (const std::string &oid : m_extensions.unknownCritical) {
            add(ProfileRule::UnknownCriticalExtension, ClientSet::all(), oid);
        }
        for (const std::string &name : m_extensions.malformed) {
            add(ProfileRule::MalformedExtension, ClientSet::all(), name);
        }
        if (m_extensions.duplicate) {
            add(ProfileRule::DuplicateExtension, ClientSet::all());
        }
        if (m_extensions.any && m_certificate->version != 3) {
            add(ProfileRule::ExtensionsBeforeVersion3, ClientSet::all());
        }
        if (m_extensions.authorityKeyIdCritical || m_extensions.subjectKeyIdCritical) {
            add(ProfileRule::CriticalKeyId, kJudgeAndOpenSsl);
        }
        if (m_extensions.authorityInfoCritical) {
            add(ProfileRule::CriticalAuthorityInfo, kJudgeAndOpenSsl);
        }
        if (m_extensions.authorityInfoMalformed) {
            add(ProfileRule::MalformedAuthorityInfo, kJudgeAndGo);
        }
        if (m_certificate->issuer.isEmpty()) {
            add(ProfileRule::EmptyIssuer, kJudgeAndOpenSsl);
        }
        if (m_extensions.nameConstraints && m_extensions.nameConstraints->isEmpty()) {
            add(ProfileRule::EmptyNameConstraints, kJudgeAndGo);
        }
    }

    bool hasUsage(std::string_view oid) const
    {
        const auto &usages = *m_extensions.extendedKeyUsage;
        return std::find(usages.begin(), usages.end(), oid) != usages.end();
    }

    /// Extended key usage, in the leaf and, as all clients read it, in authorities too.
    void checkExtendedUsage()
    {
        if (!m_extensions.extendedKeyUsage || hasUsage(kServerAuth)) {
            return;
        }
        const bool isAuthority = m_role != CertificateRole::Leaf;
        if (isAuthority && std::any_of(kServerGatedCrypto.begin(), kServerGatedCrypto.end(),
                                       [this](std::string_view oid) { return hasUsage(oid); })) {
            return;
        }
        if (hasUsage(kAnyUsage)) { // OpenSSL does not let "any" stand for the server's use
            add(ChainProblem::WrongUsage, isAuthority ? ClientSet::openSsl() : kJudgeAndOpenSsl, "anyExtendedKeyUsage");
            return;
        }
        add(ChainProblem::WrongUsage, ClientSet::all());
    }

    void checkServerUse()
    {
        checkExtendedUsage();
        constexpr unsigned kServing = kDigitalSignature | kKeyEncipherment | kKeyAgreement;
        if (m_extensions.keyUsage && (*m_extensions.keyUsage & kServing) == 0) {
            add(ChainProblem::WrongUsage, kJudgeAndOpenSsl, "keyUsage");
        }
        if (m_extensions.nameConstraints && m_extensions.nameConstraintsCritical && !m_certificate->isAuthority()) {
            add(ProfileRule::NameConstraintsInLeaf, ClientSet::judge());
        }
    }

    void checkAuthority()
    {
        checkExtendedUsage();
        const auto &constraints = m_extensions.basicConstraints;
        const bool isOldRoot = m_role == CertificateRole::Anchor && m_certificate->version < 3;
        if (constraints ? !constraints->ca : !isOldRoot) {
            add(ChainProblem::NotACa, ClientSet::all(), "basicConstraints");
        }
        if (m_extensions.keyUsage && (*m_extensions.keyUsage & kKeyCertSign) == 0) {
            // Go takes a key usage without any bit as none.
            add(ChainProblem::NotACa, *m_extensions.keyUsage == 0 ? kJudgeAndOpenSsl : ClientSet::all(), "keyUsage");
        }
        if (m_certificate->subject.isEmpty()) {
            add(ProfileRule::EmptySubject, kJudgeAndOpenSsl);
        }
    }

    /// What X509_V_FLAG_X509_STRICT adds, which Python sets from 3.13 on.
    void checkStrictProfile()
    {
        const auto &constraints = m_extensions.basicConstraints;
        const bool isCa = m_certificate->isAuthority();
        const bool signs = m_extensions.keyUsage && (*m_extensions.keyUsage & kKeyCertSign) != 0;
        const ClientSet strict = ClientKind::OpenSslStrict;
        if (isCa && !constraints->critical) {
            add(ProfileRule::StrictBasicConstraintsNotCritical, strict);
        }
        if (isCa && !m_extensions.keyUsage) {
            add(ProfileRule::StrictKeyUsageMissing, strict);
        }
        if (constraints && constraints->pathLength && (!isCa || (m_extensions.keyUsage && !signs))) {
            add(ProfileRule::StrictPathLengthWithoutCa, strict);
        }
        if (signs && !isCa) {
            add(ProfileRule::StrictCertSignWithoutCa, strict);
        }
        if (m_certificate->subject.isEmpty() && m_extensions.alternativeNames &&
            !m_extensions.alternativeNamesCritical) {
            add(ProfileRule::StrictAlternativeNameNotCritical, strict);
        }
        if (m_certificate->version == 3) {
            if (m_role != CertificateRole::Anchor && m_extensions.authorityKeyId.empty()) {
                add(ProfileRule::StrictAuthorityKeyIdMissing, strict);
            }
            if (isCa && !m_extensions.hasSubjectKeyId) {
                add(ProfileRule::StrictSubjectKeyIdMissing, strict);
            }
        }
    }

    const CertificatePtr &m_certificate;
    const CertificateExtensions &m_extensions;
    CertificateRole m_role;
    Moment m_at;
    std::vector<ChainIssue> m_issues;
};

bool commonNameIsListed(const Certificate &certificate)
{
    const auto names = certificate.hostNames();
    return certificate.subject.commonName.empty() ||
           std::find(names.begin(), names.end(), certificate.subject.commonName) != names.end();
}

} // namespace

std::vector<ChainIssue> issuesOfCertificate(const CertificatePtr &certificate, CertificateRole role, Moment at)
{
    return Inspector{certificate, role, at}.inspect();
}

std::vector<ChainIssue> remarksOnForm(const CertificatePtr &certificate, CertificateRole role)
{
    std::vector<ChainIssue> remarks;
    const auto remark = [&](const char *what) {
        remarks.push_back({ChainProblem::InvalidCertificate, certificate, ClientSet::none(),
                           ProfileRule::UsualFormNotKept, what, true});
    };
    const CertificateExtensions &extensions = certificate->extensions;
    const ByteView serial = bytesOf(certificate->serial);
    if (serial.size() > 20 || serial.empty() || (serial[0] & 0x80U) != 0 ||
        std::all_of(serial.begin(), serial.end(), [](std::uint8_t byte) { return byte == 0; })) {
        remark("serial number");
    }
    if (certificate->keyKind == KeyKind::Rsa && certificate->keyBits % 8 != 0) {
        remark("RSA key size");
    }
    if (extensions.policyConstraintsNotCritical) {
        remark("policy constraints not critical");
    }
    if (role == CertificateRole::Leaf) {
        if (!extensions.extendedKeyUsage) {
            remark("no extended key usage");
        } else if (extensions.extendedKeyUsageCritical) {
            remark("extended key usage critical");
        }
        if (extensions.alternativeNamesCritical && !certificate->subject.isEmpty()) {
            remark("alternative name critical");
        }
        if (extensions.alternativeNames && !commonNameIsListed(*certificate)) {
            remark("common name not among the alternative names");
        }
        if (certificate->isAuthority()) {
            remark("the server's certificate is an authority");
        }
    } else if (extensions.nameConstraints && !extensions.nameConstraintsCritical) {
        remark("name constraints not critical");
    }
    if (role == CertificateRole::Anchor) {
        if (extensions.extendedKeyUsage) {
            remark("extended key usage in the root");
        }
        if (extensions.hasAuthorityKeyId && extensions.authorityKeyId.empty()) {
            remark("authority key identifier without a key");
        }
    }
    return remarks;
}

} // namespace duodoctor
