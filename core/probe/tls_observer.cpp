#include "probe/tls_observer.h"

#include <openssl/ssl.h>

#include <sys/socket.h>

#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMaxChain = 32;
constexpr int kAlertFatal = 2;
constexpr size_t kPeekBytes = 512;
constexpr qsizetype kRecordHeaderBytes = 5;

QByteArray derOf(X509 *certificate)
{
    unsigned char *bytes = nullptr;
    const int size = i2d_X509(certificate, &bytes);
    if (size <= 0) {
        return {};
    }
    const QByteArray der(reinterpret_cast<const char *>(bytes), size);
    OPENSSL_free(bytes);
    return der;
}

QByteArray peekedBytes(int socket)
{
    std::array<char, kPeekBytes> bytes{};
    const ssize_t size = recv(socket, bytes.data(), bytes.size(), MSG_PEEK | MSG_DONTWAIT);
    return size > 0 ? QByteArray(bytes.data(), size) : QByteArray{};
}

int bigEndian16(const unsigned char *bytes)
{
    return (bytes[0] << 8) | bytes[1];
}

} // namespace

struct TlsObserver::Callbacks {
    /// In place of OpenSSL's own verification. @return 1 to go on.
    static int onChain(X509_STORE_CTX *context, void *self)
    {
        auto *observer = static_cast<TlsObserver *>(self);
        TlsObservation &seen = observer->m_seen;
        STACK_OF(X509) *chain = X509_STORE_CTX_get0_untrusted(context);
        seen.handshake.chainDer.clear();
        for (int i = 0; chain && i < qMin(sk_X509_num(chain), kMaxChain); ++i) {
            seen.handshake.chainDer << derOf(sk_X509_value(chain, i));
        }
        const auto *ssl =
            static_cast<const SSL *>(X509_STORE_CTX_get_ex_data(context, SSL_get_ex_data_X509_STORE_CTX_idx()));
        if (ssl) {
            seen.handshake.protocol = QString::fromLatin1(SSL_get_version(ssl));
            seen.handshake.cipher = QString::fromLatin1(SSL_get_cipher_name(ssl));
        }
        if (observer->m_mayTrust && !observer->m_mayTrust(seen.handshake)) {
            seen.isRefusedByUs = true;
            X509_STORE_CTX_set_error(context, X509_V_ERR_CERT_UNTRUSTED);
            return 0;
        }
        X509_STORE_CTX_set_error(context, X509_V_OK);
        return 1;
    }

    static void onMessage(int isWritten, int, int contentType, const void *buffer, size_t length, SSL *, void *self)
    {
        TlsObservation &seen = static_cast<TlsObserver *>(self)->m_seen;
        const auto *bytes = static_cast<const unsigned char *>(buffer);
        if (isWritten && !seen.hasStarted) {
            seen.hasStarted = true;
            seen.startedAt = std::chrono::steady_clock::now();
        }
        switch (contentType) {
        case SSL3_RT_HEADER:
            if (!isWritten && seen.firstBytes.isEmpty()) {
                seen.firstBytes = QByteArray(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(length));
            }
            break;
        case SSL3_RT_ALERT:
            if (length >= 2 && bytes[0] == kAlertFatal) {
                (isWritten ? seen.alertSent : seen.alertReceived) = bytes[1];
            }
            break;
        case SSL3_RT_HANDSHAKE:
            if (!isWritten && length >= 1) {
                seen.hasAnswer = true;
                if (bytes[0] == SSL3_MT_CERTIFICATE_REQUEST) {
                    seen.handshake.clientCertificateRequested = true;
                }
                if (bytes[0] == SSL3_MT_SERVER_HELLO && length >= 6) {
                    seen.offeredVersion = bigEndian16(bytes + 4);
                }
            }
            break;
        default:
            break;
        }
    }

    static void onProgress(const SSL *ssl, int where, int)
    {
        auto *observer = static_cast<TlsObserver *>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)));
        if (!observer || !(where & SSL_CB_HANDSHAKE_DONE) || observer->m_seen.isDone) {
            return;
        }
        TlsObservation &seen = observer->m_seen;
        seen.isDone = true;
        seen.doneAt = std::chrono::steady_clock::now();
        seen.handshake.protocol = QString::fromLatin1(SSL_get_version(ssl));
        seen.handshake.cipher = QString::fromLatin1(SSL_get_cipher_name(ssl));
        const unsigned char *alpn = nullptr;
        unsigned int length = 0;
        SSL_get0_alpn_selected(ssl, &alpn, &length);
        if (alpn) {
            seen.handshake.alpn = QString::fromLatin1(reinterpret_cast<const char *>(alpn), length);
        }
    }
};

TlsObserver::TlsObserver(QString serverName, std::function<bool(const TlsHandshake &)> mayTrust)
    : m_mayTrust(std::move(mayTrust))
{
    m_seen.handshake.serverName = std::move(serverName);
}

void TlsObserver::install(void *sslContext)
{
    auto *context = static_cast<SSL_CTX *>(sslContext);
    SSL_CTX_set_app_data(context, this);
    SSL_CTX_set_cert_verify_callback(context, Callbacks::onChain, this);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_msg_callback(context, Callbacks::onMessage);
    SSL_CTX_set_msg_callback_arg(context, this);
    SSL_CTX_set_info_callback(context, Callbacks::onProgress);
    // Level 0 lets weak keys and SHA-1 chains through, for the judge to see. Old protocols stay refused.
    SSL_CTX_set_cipher_list(context, "DEFAULT:@SECLEVEL=0");
    SSL_CTX_set_security_level(context, 0);
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
}

void TlsObserver::peek(qintptr socket)
{
    if (m_seen.hasStarted && !m_seen.hasAnswer && m_seen.firstBytes.isEmpty()) {
        m_seen.firstBytes = peekedBytes(static_cast<int>(socket));
    }
}

void TlsObserver::completeFirstBytes(int socket)
{
    if (m_seen.firstBytes.size() == kRecordHeaderBytes && !isTlsRecord(m_seen.firstBytes)) {
        m_seen.firstBytes += peekedBytes(socket);
    }
}

bool isTlsRecord(const QByteArray &bytes)
{
    constexpr char kFirstType = 0x14;
    constexpr char kLastType = 0x18;
    return bytes.size() >= 2 && bytes[0] >= kFirstType && bytes[0] <= kLastType && bytes[1] == 0x03;
}

QString TlsObserver::versionName(int version)
{
    switch (version) {
    case SSL3_VERSION:
        return u"SSLv3"_s;
    case TLS1_VERSION:
        return u"TLSv1.0"_s;
    case TLS1_1_VERSION:
        return u"TLSv1.1"_s;
    case TLS1_2_VERSION:
        return u"TLSv1.2"_s;
    case TLS1_3_VERSION:
        return u"TLSv1.3"_s;
    default:
        return {};
    }
}

} // namespace duodoctor
