#include "certificate/certificate.h"

#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/x509.h>

#include <array>
#include <cstdio>

namespace duodoctor
{

namespace
{

constexpr size_t kMaxDerBytes = 256 * 1024;

struct X509Deleter {
    void operator()(X509 *x509) const { X509_free(x509); }
};
using X509Ptr = std::unique_ptr<X509, X509Deleter>;

/// Where the parts of a certificate stand; each a whole element.
struct Layout {
    ByteView version;
    ByteView serial;
    ByteView innerAlgorithm;
    ByteView issuer;
    ByteView validity;
    ByteView subject;
    ByteView extensions;
    ByteView outerAlgorithm;
};

std::optional<Layout> layoutOf(ByteView bytes)
{
    DerReader file{bytes};
    const auto certificate = file.next(der::kSequence);
    if (!certificate || !file.atEnd()) {
        return std::nullopt;
    }
    DerReader outer{certificate->content};
    const auto body = outer.next(der::kSequence);
    const auto outerAlgorithm = outer.next(der::kSequence);
    const auto signature = outer.next(der::kBitString);
    if (!body || !outerAlgorithm || !signature || !outer.atEnd()) {
        return std::nullopt;
    }
    Layout layout;
    layout.outerAlgorithm = outerAlgorithm->whole;
    DerReader reader{body->content};
    if (const auto version = reader.next(der::context(0, true))) {
        layout.version = version->content;
    }
    const auto serial = reader.next(der::kInteger);
    const auto innerAlgorithm = reader.next(der::kSequence);
    const auto issuer = reader.next(der::kSequence);
    const auto validity = reader.next(der::kSequence);
    const auto subject = reader.next(der::kSequence);
    const auto key = reader.next(der::kSequence);
    if (!serial || !innerAlgorithm || !issuer || !validity || !subject || !key) {
        return std::nullopt;
    }
    layout.serial = serial->content;
    layout.innerAlgorithm = innerAlgorithm->whole;
    layout.issuer = issuer->whole;
    layout.validity = validity->content;
    layout.subject = subject->whole;
    reader.next(der::context(1, false)); // unique identifiers of version 2
    reader.next(der::context(2, false));
    if (const auto extensions = reader.next(der::context(3, true))) {
        layout.extensions = extensions->content;
    }
    if (!reader.atEnd()) {
        return std::nullopt;
    }
    return layout;
}

std::optional<std::chrono::sys_seconds> nextTime(DerReader &reader)
{
    const auto item = reader.next();
    if (!item || (item->tag != der::kUtcTime && item->tag != der::kGeneralizedTime)) {
        return std::nullopt;
    }
    return timeFromAsn1(textOf(item->content), item->tag == der::kUtcTime);
}

SignatureHash hashOf(const X509 *x509)
{
    int hash = NID_undef;
    int key = NID_undef;
    X509_get_signature_info(const_cast<X509 *>(x509), &hash, &key, nullptr, nullptr);
    switch (hash) {
    case NID_md2:
    case NID_md4:
    case NID_md5:
        return SignatureHash::Md5OrOlder;
    case NID_sha1:
        return SignatureHash::Sha1;
    case NID_undef: // EdDSA has no hash of its own
        return key == NID_ED25519 || key == NID_ED448 ? SignatureHash::Strong : SignatureHash::Unknown;
    default:
        return SignatureHash::Strong;
    }
}

void describeKey(X509 *x509, CertificateFields &fields)
{
    EVP_PKEY *key = X509_get0_pubkey(x509);
    if (!key) {
        return;
    }
    fields.keyBits = EVP_PKEY_get_bits(key);
    switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_RSA:
    case EVP_PKEY_RSA_PSS:
        fields.keyKind = KeyKind::Rsa;
        break;
    case EVP_PKEY_EC: {
        fields.keyKind = KeyKind::EllipticCurve;
        std::array<char, 80> name{};
        if (EVP_PKEY_get_group_name(key, name.data(), name.size(), nullptr) == 1) {
            fields.curve = name.data();
        }
        fields.curveIsExplicit = fields.curve.empty();
        break;
    }
    case EVP_PKEY_ED25519:
        fields.keyKind = KeyKind::Ed25519;
        break;
    case EVP_PKEY_ED448:
        fields.keyKind = KeyKind::Ed448;
        break;
    case EVP_PKEY_DSA:
        fields.keyKind = KeyKind::Dsa;
        break;
    default:
        break;
    }
}

/// libcrypto recognises explicit parameters that equal a named curve, so the encoding itself has to be asked: a named
/// curve's parameters are an OBJECT IDENTIFIER (RFC 5480, 2.1.1).
bool hasExplicitParameters(X509 *x509)
{
    X509_ALGOR *algorithm = nullptr;
    if (X509_PUBKEY_get0_param(nullptr, nullptr, nullptr, &algorithm, X509_get_X509_PUBKEY(x509)) != 1) {
        return false;
    }
    int type = V_ASN1_UNDEF;
    X509_ALGOR_get0(nullptr, &type, nullptr, algorithm);
    return type != V_ASN1_OBJECT;
}

} // namespace

struct Certificate::Handle {
    X509Ptr x509;
};

Certificate::Certificate(CertificateFields fields, std::unique_ptr<Handle> handle)
    : CertificateFields(std::move(fields))
    , m_handle(std::move(handle))
{
}

Certificate::~Certificate() = default;

CertificatePtr Certificate::parse(ByteView bytes)
{
    if (bytes.empty() || bytes.size() > kMaxDerBytes) {
        return nullptr;
    }
    const auto layout = layoutOf(bytes);
    if (!layout) {
        return nullptr;
    }
    const unsigned char *cursor = bytes.data();
    X509Ptr x509{d2i_X509(nullptr, &cursor, static_cast<long>(bytes.size()))};
    ERR_clear_error();
    if (!x509 || cursor != bytes.data() + bytes.size()) {
        return nullptr;
    }

    CertificateFields fields;
    if (!layout->version.empty()) {
        DerReader reader{layout->version};
        const auto version = reader.next(der::kInteger);
        fields.version = version ? static_cast<int>(integerFrom(version->content).value_or(98)) + 1 : 99;
    }
    auto subject = parseName(layout->subject);
    auto issuer = parseName(layout->issuer);
    DerReader validity{layout->validity};
    const auto notBefore = nextTime(validity);
    const auto notAfter = nextTime(validity);
    if (!subject || !issuer || !notBefore || !notAfter) {
        return nullptr;
    }
    if (!layout->extensions.empty() && !parseExtensions(layout->extensions, fields.extensions)) {
        return nullptr;
    }
    fields.der.assign(bytes.begin(), bytes.end());
    fields.serial = std::string{textOf(layout->serial)};
    fields.subject = std::move(*subject);
    fields.issuer = std::move(*issuer);
    fields.notBefore = *notBefore;
    fields.notAfter = *notAfter;
    fields.algorithmsDiffer = textOf(layout->innerAlgorithm) != textOf(layout->outerAlgorithm);
    const char *algorithm = OBJ_nid2ln(X509_get_signature_nid(x509.get()));
    fields.signatureAlgorithm = algorithm ? algorithm : "";
    fields.signatureHash = hashOf(x509.get());
    describeKey(x509.get(), fields);
    if (fields.keyKind == KeyKind::EllipticCurve && hasExplicitParameters(x509.get())) {
        fields.curveIsExplicit = true;
    }
    ERR_clear_error();
    auto handle = std::make_unique<Handle>();
    handle->x509 = std::move(x509);
    return std::make_shared<Certificate>(std::move(fields), std::move(handle));
}

bool Certificate::isSignedBy(const Certificate &signer) const
{
    EVP_PKEY *key = X509_get0_pubkey(signer.m_handle->x509.get());
    const bool good = key && !algorithmsDiffer && X509_verify(m_handle->x509.get(), key) == 1;
    ERR_clear_error();
    return good;
}

bool Certificate::isSelfSigned() const
{
    return isSelfIssued() && isSignedBy(*this);
}

std::string Certificate::fingerprint() const
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    if (X509_digest(m_handle->x509.get(), EVP_sha256(), digest.data(), &length) != 1) {
        return {};
    }
    std::string text;
    for (unsigned i = 0; i < length; ++i) {
        char pair[4];
        std::snprintf(pair, sizeof pair, i == 0 ? "%02X" : ":%02X", digest[i]);
        text += pair;
    }
    return text;
}

std::vector<std::string> Certificate::hostNames() const
{
    std::vector<std::string> names;
    for (const GeneralName &name : extensions.alternativeNames.value_or(std::vector<GeneralName>{})) {
        if (name.kind == GeneralNameKind::Dns) {
            names.push_back(name.value);
        } else if (name.kind == GeneralNameKind::Ip) {
            std::string text;
            const ByteView octets = bytesOf(name.value);
            for (size_t i = 0; i < octets.size(); ++i) {
                char part[8];
                if (octets.size() == 4) {
                    std::snprintf(part, sizeof part, i == 0 ? "%u" : ".%u", static_cast<unsigned>(octets[i]));
                } else {
                    std::snprintf(part, sizeof part, i > 0 && i % 2 == 0 ? ":%02x" : "%02x",
                                  static_cast<unsigned>(octets[i]));
                }
                text += part;
            }
            names.push_back(text);
        }
    }
    return names;
}

std::string Certificate::displayName() const
{
    return subject.text.empty() ? std::string{"(no name)"} : subject.text;
}

std::string Certificate::toPem() const
{
    std::string base64(4 * ((der.size() + 2) / 3) + 1, '\0');
    base64.resize(static_cast<size_t>(
        EVP_EncodeBlock(reinterpret_cast<unsigned char *>(base64.data()), der.data(), static_cast<int>(der.size()))));
    std::string pem = "-----BEGIN CERTIFICATE-----\n";
    for (size_t i = 0; i < base64.size(); i += 64) {
        pem.append(base64, i, 64);
        pem += '\n';
    }
    return pem + "-----END CERTIFICATE-----\n";
}

std::optional<CertificateNames> certificateNames(ByteView bytes)
{
    const auto layout = layoutOf(bytes);
    if (!layout) {
        return std::nullopt;
    }
    return CertificateNames{layout->issuer, layout->subject};
}

} // namespace duodoctor
