#include "practice/tls_server_context.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

namespace duodoctor
{

namespace
{

int chooseProtocol(SSL *, const unsigned char **out, unsigned char *outLength, const unsigned char *in,
                   unsigned int inLength, void *list)
{
    const auto *wanted = static_cast<const QByteArray *>(list);
    unsigned char *chosen = nullptr;
    const int outcome =
        SSL_select_next_proto(&chosen, outLength, reinterpret_cast<const unsigned char *>(wanted->constData()),
                              static_cast<unsigned int>(wanted->size()), in, inLength);
    *out = chosen;
    // Without a common protocol a server goes on without one, as nginx does.
    return outcome == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

bool useChain(SSL_CTX *context, const QByteArray &pem)
{
    BIO *bio = BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size()));
    bool isFirst = true;
    bool isGood = false;
    while (X509 *certificate = PEM_read_bio_X509(bio, nullptr, nullptr, nullptr)) {
        if (isFirst) {
            isGood = SSL_CTX_use_certificate(context, certificate) == 1;
            X509_free(certificate);
        } else if (SSL_CTX_add0_chain_cert(context, certificate) != 1) {
            X509_free(certificate);
            isGood = false;
        }
        isFirst = false;
    }
    ERR_clear_error(); // the end of the text is reported as an error
    BIO_free(bio);
    return isGood;
}

bool useKey(SSL_CTX *context, const QByteArray &pem)
{
    BIO *bio = BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size()));
    EVP_PKEY *key = PEM_read_bio_PrivateKey(bio, nullptr, nullptr, nullptr);
    BIO_free(bio);
    const bool isGood = key && SSL_CTX_use_PrivateKey(context, key) == 1;
    EVP_PKEY_free(key);
    return isGood;
}

} // namespace

std::shared_ptr<const TlsServerContext> TlsServerContext::make(const TlsServerSettings &settings)
{
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());
    if (!context) {
        return nullptr;
    }
    const std::shared_ptr<TlsServerContext> made{new TlsServerContext(settings, context)};
    return made->load() ? made : nullptr;
}

TlsServerContext::TlsServerContext(const TlsServerSettings &settings, ssl_ctx_st *context)
    : m_settings(settings)
    , m_context(context)
{
    for (const QByteArray &protocol : settings.protocols) {
        m_protocolList += static_cast<char>(protocol.size());
        m_protocolList += protocol;
    }
}

TlsServerContext::~TlsServerContext()
{
    SSL_CTX_free(m_context);
}

bool TlsServerContext::load()
{
    SSL_CTX_set_security_level(m_context, 0); // weak keys and digests are faults to be served, not to be refused here
    SSL_CTX_set_mode(m_context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_options(m_context, SSL_OP_IGNORE_UNEXPECTED_EOF);
    if (m_settings.isOldProtocolOnly) {
        SSL_CTX_set_cipher_list(m_context, "ALL:@SECLEVEL=0");
        SSL_CTX_set_min_proto_version(m_context, TLS1_VERSION);
        SSL_CTX_set_max_proto_version(m_context, TLS1_1_VERSION);
    }
    if (m_settings.isClientCertificateRequired) {
        SSL_CTX_set_verify(m_context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    }
    if (!m_protocolList.isEmpty()) {
        SSL_CTX_set_alpn_select_cb(m_context, chooseProtocol, &m_protocolList);
    }
    return useChain(m_context, m_settings.chain.chain) && useKey(m_context, m_settings.chain.key);
}

} // namespace duodoctor
