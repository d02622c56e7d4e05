#include "support/lab_certificates.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <QtTest>

namespace duodoctor
{

namespace
{

template <auto Free>
struct Deleter {
    template <typename T>
    void operator()(T *object) const
    {
        Free(object);
    }
};
using KeyPtr = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using X509Ptr = std::unique_ptr<X509, Deleter<X509_free>>;
using BioPtr = std::unique_ptr<BIO, Deleter<BIO_free>>;

KeyPtr makeKey(int rsaBits)
{
    return KeyPtr(rsaBits > 0 ? EVP_RSA_gen(static_cast<unsigned>(rsaBits)) : EVP_EC_gen("P-256"));
}

void addName(X509_NAME *name, const char *field, const QString &value)
{
    const QByteArray utf8 = value.toUtf8();
    X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, reinterpret_cast<const unsigned char *>(utf8.constData()),
                               -1, -1, 0);
}

void addExtension(X509 *certificate, X509 *issuer, int nid, const QByteArray &value)
{
    if (value.isEmpty()) {
        return;
    }
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.constData());
    if (!extension) {
        qFatal("libcrypto does not take the extension \"%s\"", value.constData());
    }
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

QByteArray contentOf(BIO *bio)
{
    char *bytes = nullptr;
    const long size = BIO_get_mem_data(bio, &bytes);
    return QByteArray(bytes, size);
}

} // namespace

struct LabCertificate::Parts {
    X509Ptr certificate;
    KeyPtr key;
};

CertificateWish authorityWish(const QString &commonName)
{
    CertificateWish wish;
    wish.commonName = commonName;
    wish.basicConstraints = "critical,CA:TRUE";
    wish.keyUsage = "critical,keyCertSign,cRLSign";
    wish.extendedKeyUsage.clear();
    wish.notBefore = QDateTime::currentDateTimeUtc().addDays(-400);
    wish.notAfter = QDateTime::currentDateTimeUtc().addDays(3000);
    return wish;
}

LabCertificate LabCertificate::make(const CertificateWish &wish, const LabCertificate *issuer)
{
    static long serial = QDateTime::currentMSecsSinceEpoch();
    LabCertificate made;
    made.m_parts = std::make_shared<Parts>();
    made.m_parts->key = makeKey(wish.rsaBits);
    made.m_parts->certificate.reset(X509_new());
    X509 *certificate = made.m_parts->certificate.get();
    X509 *signer = issuer ? issuer->m_parts->certificate.get() : certificate;

    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), ++serial);
    ASN1_TIME_set(X509_getm_notBefore(certificate), wish.notBefore.toSecsSinceEpoch());
    ASN1_TIME_set(X509_getm_notAfter(certificate), wish.notAfter.toSecsSinceEpoch());
    X509_NAME *name = X509_get_subject_name(certificate);
    addName(name, "O", wish.organization);
    addName(name, "CN", wish.commonName);
    X509_set_pubkey(certificate, made.m_parts->key.get());
    X509_set_issuer_name(certificate, X509_get_subject_name(signer));

    addExtension(certificate, signer, NID_basic_constraints, wish.basicConstraints);
    addExtension(certificate, signer, NID_key_usage, wish.keyUsage);
    addExtension(certificate, signer, NID_ext_key_usage, wish.extendedKeyUsage);
    addExtension(certificate, signer, NID_subject_alt_name, wish.subjectAltName);
    addExtension(certificate, signer, NID_name_constraints, wish.nameConstraints);
    addExtension(certificate, signer, NID_subject_key_identifier, "hash");
    if (issuer) {
        addExtension(certificate, signer, NID_authority_key_identifier, "keyid");
    }
    EVP_PKEY *key = issuer ? issuer->m_parts->key.get() : made.m_parts->key.get();
    X509_sign(certificate, key, wish.signWithSha1 ? EVP_sha1() : EVP_sha256());
    return made;
}

QByteArray LabCertificate::pem() const
{
    const BioPtr bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(bio.get(), m_parts->certificate.get());
    return contentOf(bio.get());
}

QByteArray LabCertificate::keyPem() const
{
    const BioPtr bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(bio.get(), m_parts->key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return contentOf(bio.get());
}

} // namespace duodoctor
