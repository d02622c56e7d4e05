#include "practice/byte_stream.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <QTcpSocket>

namespace duodoctor
{

namespace
{

constexpr char kHandshakeRecord = 0x16;
constexpr int kBlock = 16 * 1024;
constexpr qint64 kReadBuffer = 256 * 1024;

} // namespace

ByteStream::ByteStream(QTcpSocket *socket, std::shared_ptr<const TlsServerContext> tls, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_tls(std::move(tls))
{
    socket->setParent(this);
    socket->setReadBufferSize(kReadBuffer);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if (m_tls) {
        m_ssl = SSL_new(m_tls->handle());
        m_incoming = BIO_new(BIO_s_mem());
        m_outgoing = BIO_new(BIO_s_mem());
        SSL_set_bio(m_ssl, m_incoming, m_outgoing);
        SSL_set_accept_state(m_ssl);
    }
    connect(socket, &QTcpSocket::readyRead, this, &ByteStream::onReadyRead);
    connect(socket, &QTcpSocket::disconnected, this, [this] {
        Q_EMIT ended();
        deleteLater();
    });
}

ByteStream::~ByteStream()
{
    m_socket->disconnect(this);
    SSL_free(m_ssl);
}

void ByteStream::onReadyRead()
{
    const QByteArray bytes = m_socket->readAll();
    if (m_isFinished || bytes.isEmpty()) {
        return;
    }
    if (!m_ssl) {
        Q_EMIT received(bytes);
        return;
    }
    if (!m_hasStarted && bytes.front() != kHandshakeRecord) {
        m_isFinished = true;
        m_socket->write(m_tls->settings().answerToPlainText);
        m_socket->disconnectFromHost();
        return;
    }
    m_hasStarted = true;
    pumpTls(bytes);
}

void ByteStream::pumpTls(const QByteArray &bytes)
{
    BIO_write(m_incoming, bytes.constData(), static_cast<int>(bytes.size()));
    QByteArray plain;
    char block[kBlock];
    ERR_clear_error();
    int got = SSL_read(m_ssl, block, kBlock);
    while (got > 0) {
        plain.append(block, got);
        got = SSL_read(m_ssl, block, kBlock);
    }
    const int error = SSL_get_error(m_ssl, got);
    ERR_clear_error();
    flushTls(); // an alert of ours goes out before the end
    if (!plain.isEmpty()) {
        Q_EMIT received(plain);
    }
    if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE) {
        m_isFinished = true;
        m_socket->disconnectFromHost();
    }
}

void ByteStream::flushTls()
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(m_outgoing, &data);
    if (size > 0) {
        m_socket->write(data, size);
        (void)BIO_reset(m_outgoing);
    }
}

void ByteStream::send(const QByteArray &bytes)
{
    if (m_isFinished || bytes.isEmpty()) {
        return;
    }
    if (!m_ssl) {
        m_socket->write(bytes);
        return;
    }
    qsizetype sent = 0;
    while (sent < bytes.size()) {
        const int written = SSL_write(m_ssl, bytes.constData() + sent, static_cast<int>(bytes.size() - sent));
        if (written <= 0) {
            ERR_clear_error();
            break;
        }
        sent += written;
    }
    flushTls();
}

void ByteStream::finish()
{
    if (m_isFinished) {
        return;
    }
    if (m_ssl) {
        SSL_shutdown(m_ssl);
        ERR_clear_error();
        flushTls();
    }
    m_isFinished = true;
    m_socket->disconnectFromHost();
}

void ByteStream::abort()
{
    m_isFinished = true;
    m_socket->abort();
}

} // namespace duodoctor
