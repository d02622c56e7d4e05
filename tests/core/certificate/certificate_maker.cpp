#include "certificate_maker.h"

#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <QtGlobal>

namespace duodoctor
{

namespace
{

using X509Pointer = std::unique_ptr<X509, decltype(&X509_free)>;

void addExtension(X509 *certificate, X509 *issuer, int nid, const std::string &value)
{
    if (value.empty()) {
        return;
    }
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
    Q_ASSERT(extension);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

void addNameEntry(X509_NAME *name, const char *field, const std::string &value)
{
    if (!value.empty()) {
        X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, reinterpret_cast<const unsigned char *>(value.c_str()),
                                   -1, -1, 0);
    }
}

} // namespace

MadeCertificate MadeCertificate::make(const CertificateRecipe &recipe, const MadeCertificate *issuer)
{
    static long serial = 1000;
    MadeCertificate made;
    EVP_PKEY *key = recipe.rsaBits > 0 ? EVP_RSA_gen(static_cast<size_t>(recipe.rsaBits)) : EVP_EC_gen("P-256");
    made.m_key = std::shared_ptr<void>(key, [](void *raw) { EVP_PKEY_free(static_cast<EVP_PKEY *>(raw)); });

    const X509Pointer x509{X509_new(), &X509_free};
    X509_set_version(x509.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(x509.get()), ++serial);
    ASN1_TIME_set_string_X509(X509_getm_notBefore(x509.get()), recipe.notBefore.c_str());
    ASN1_TIME_set_string_X509(X509_getm_notAfter(x509.get()), recipe.notAfter.c_str());
    X509_NAME *name = X509_get_subject_name(x509.get());
    addNameEntry(name, "O", recipe.organization);
    addNameEntry(name, "CN", recipe.commonName);
    X509_set_pubkey(x509.get(), key);

    X509Pointer signer{nullptr, &X509_free};
    if (issuer) {
        const unsigned char *cursor = issuer->m_der.data();
        signer.reset(d2i_X509(nullptr, &cursor, static_cast<long>(issuer->m_der.size())));
    }
    X509 *parent = signer ? signer.get() : x509.get();
    X509_set_issuer_name(x509.get(), X509_get_subject_name(parent));
    const bool ca = recipe.isAuthority;
    addExtension(x509.get(), parent, NID_basic_constraints,
                 !recipe.basicConstraints.empty() ? recipe.basicConstraints
                 : ca                             ? "critical,CA:TRUE"
                                                  : "critical,CA:FALSE");
    addExtension(x509.get(), parent, NID_key_usage,
                 !recipe.keyUsage.empty() ? recipe.keyUsage
                 : ca                     ? "critical,keyCertSign,cRLSign"
                                          : "critical,digitalSignature");
    addExtension(x509.get(), parent, NID_ext_key_usage, ca ? std::string{} : recipe.extendedKeyUsage);
    addExtension(x509.get(), parent, NID_subject_alt_name, ca ? std::string{} : recipe.alternativeNames);
    addExtension(x509.get(), parent, NID_name_constraints, recipe.nameConstraints);
    addExtension(x509.get(), parent, NID_info_access,
                 recipe.issuerUrl.empty() ? std::string{} : "caIssuers;URI:" + recipe.issuerUrl);
    addExtension(x509.get(), parent, NID_subject_key_identifier, "hash");
    addExtension(x509.get(), parent, NID_authority_key_identifier, issuer ? "keyid:always" : "");

    EVP_PKEY *signingKey = issuer ? static_cast<EVP_PKEY *>(issuer->m_key.get()) : key;
    X509_sign(x509.get(), signingKey, recipe.sha1 ? EVP_sha1() : EVP_sha256());
    const int length = i2d_X509(x509.get(), nullptr);
    made.m_der.resize(static_cast<size_t>(length));
    unsigned char *out = made.m_der.data();
    i2d_X509(x509.get(), &out);
    return made;
}

CertificatePtr MadeCertificate::certificate() const
{
    return Certificate::parse(m_der);
}

CertificateRecipe authorityRecipe(const std::string &name)
{
    CertificateRecipe recipe;
    recipe.commonName = name;
    recipe.organization = "Example Corp";
    recipe.isAuthority = true;
    recipe.notBefore = "20200101000000Z";
    recipe.notAfter = "20400101000000Z";
    return recipe;
}

} // namespace duodoctor
