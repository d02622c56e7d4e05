#include "practice/certificate_maker.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <memory>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

template <auto freeFunction>
struct Free {
    template <typename T>
    void operator()(T *pointer) const
    {
        freeFunction(pointer);
    }
};

using KeyPtr = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using CertificatePtr = std::unique_ptr<X509, Free<X509_free>>;
using ExtensionPtr = std::unique_ptr<X509_EXTENSION, Free<X509_EXTENSION_free>>;
using BioPtr = std::unique_ptr<BIO, Free<BIO_free_all>>;

constexpr long kSecondsOfDay = 24 * 60 * 60;

KeyPtr makeKey(KeyKind kind)
{
    constexpr size_t kWeakBits = 1024;
    return KeyPtr{kind == KeyKind::Rsa1024 ? EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", kWeakBits)
                                           : EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256")};
}

QByteArray bytesOf(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return QByteArray(data, size);
}

CertificatePtr readCertificate(const QByteArray &pem)
{
    const BioPtr bio{BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size()))};
    return CertificatePtr{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)};
}

KeyPtr readKey(const QByteArray &pem)
{
    const BioPtr bio{BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size()))};
    return KeyPtr{PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr)};
}

void addName(X509_NAME *name, const char *field, const QString &value)
{
    if (!value.isEmpty()) {
        const QByteArray utf8 = value.toUtf8();
        X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8,
                                   reinterpret_cast<const unsigned char *>(utf8.constData()),
                                   static_cast<int>(utf8.size()), -1, 0);
    }
}

void addExtension(X509 *certificate, X509 *issuer, int nid, const QString &value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const ExtensionPtr extension{X509V3_EXT_conf_nid(nullptr, &context, nid, value.toLatin1().constData())};
    if (extension) {
        X509_add_ext(certificate, extension.get(), -1);
    }
}

QString joined(const QString &prefix, const QStringList &names)
{
    QStringList parts;
    for (const QString &name : names) {
        parts << prefix + name;
    }
    return parts.join(u',');
}

void addExtensions(X509 *certificate, X509 *issuer, const CertificateProfile &profile)
{
    if (profile.isAuthority) {
        const QString length = profile.pathLength ? u",pathlen:%1"_s.arg(*profile.pathLength) : QString{};
        addExtension(certificate, issuer, NID_basic_constraints, u"critical,CA:TRUE"_s + length);
        addExtension(certificate, issuer, NID_key_usage, u"critical,keyCertSign,cRLSign"_s);
    } else {
        addExtension(certificate, issuer, NID_basic_constraints, u"critical,CA:FALSE"_s);
        addExtension(certificate, issuer, NID_key_usage, u"critical,digitalSignature"_s);
        addExtension(certificate, issuer, NID_ext_key_usage, profile.isForServers ? u"serverAuth"_s : u"clientAuth"_s);
    }
    if (!profile.dnsNames.isEmpty()) {
        addExtension(certificate, issuer, NID_subject_alt_name, joined(u"DNS:"_s, profile.dnsNames));
    }
    if (!profile.permittedDomains.isEmpty()) {
        addExtension(certificate, issuer, NID_name_constraints,
                     u"critical,"_s + joined(u"permitted;DNS:"_s, profile.permittedDomains));
    }
    addExtension(certificate, issuer, NID_subject_key_identifier, u"hash"_s);
    addExtension(certificate, issuer, NID_authority_key_identifier, u"keyid"_s);
}

void setSerial(X509 *certificate)
{
    constexpr int kSerialBytes = 16;
    unsigned char bytes[kSerialBytes];
    RAND_bytes(bytes, kSerialBytes);
    bytes[0] &= 0x7f; // positive
    BIGNUM *number = BN_bin2bn(bytes, kSerialBytes, nullptr);
    BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate));
    BN_free(number);
}

} // namespace

IssuedCertificate issueCertificate(const CertificateProfile &profile, const IssuedCertificate *issuer)
{
    const KeyPtr key = makeKey(profile.key);
    const CertificatePtr certificate{X509_new()};
    const CertificatePtr issuerCertificate = issuer ? readCertificate(issuer->certificate) : nullptr;
    const KeyPtr issuerKey = issuer ? readKey(issuer->key) : nullptr;
    if (!key || !certificate || (issuer && (!issuerCertificate || !issuerKey))) {
        return {};
    }
    X509_set_version(certificate.get(), X509_VERSION_3);
    setSerial(certificate.get());
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), profile.startsInDays * kSecondsOfDay);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), profile.endsInDays * kSecondsOfDay);
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME *subject = X509_get_subject_name(certificate.get());
    addName(subject, "O", profile.organisation);
    addName(subject, "CN", profile.commonName);
    X509 *signer = issuer ? issuerCertificate.get() : certificate.get();
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(signer));
    addExtensions(certificate.get(), signer, profile);
    const EVP_MD *digest = profile.digest == SignatureDigest::Sha1 ? EVP_sha1() : EVP_sha256();
    if (X509_sign(certificate.get(), issuer ? issuerKey.get() : key.get(), digest) == 0) {
        return {};
    }
    const BioPtr certificateText{BIO_new(BIO_s_mem())};
    const BioPtr keyText{BIO_new(BIO_s_mem())};
    PEM_write_bio_X509(certificateText.get(), certificate.get());
    PEM_write_bio_PrivateKey(keyText.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return {bytesOf(certificateText.get()), bytesOf(keyText.get())};
}

QByteArray derOfCertificate(const QByteArray &pem)
{
    const CertificatePtr certificate = readCertificate(pem);
    const BioPtr der{BIO_new(BIO_s_mem())};
    if (!certificate || i2d_X509_bio(der.get(), certificate.get()) != 1) {
        return {};
    }
    return bytesOf(der.get());
}

} // namespace duodoctor
