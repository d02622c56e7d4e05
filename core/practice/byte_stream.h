#pragma once

#include "practice/tls_server_context.h"

#include <QByteArray>
#include <QObject>

#include <memory>

class QTcpSocket;
struct ssl_st;
struct bio_st;

namespace duodoctor
{

/// The server's end of one connection, plain or TLS. Deletes itself after `ended`.
///
///   open --first bytes--> (TLS: shaking hands) --> exchanging --finish(), abort() or the peer's end--> ended
///
/// Thread: that of its socket.
class ByteStream : public QObject
{
    Q_OBJECT
public:
    /// Takes the socket over. @param tls  null for a plain connection.
    ByteStream(QTcpSocket *socket, std::shared_ptr<const TlsServerContext> tls, QObject *parent);
    ~ByteStream() override;

    void send(const QByteArray &bytes);
    /// Ends the connection after everything was sent.
    void finish();
    void abort();

Q_SIGNALS:
    void received(const QByteArray &bytes);
    void ended();

private:
    void onReadyRead();
    void pumpTls(const QByteArray &bytes);
    void flushTls();

    QTcpSocket *m_socket;
    std::shared_ptr<const TlsServerContext> m_tls;
    ssl_st *m_ssl = nullptr;
    bio_st *m_incoming = nullptr; ///< owned by m_ssl
    bio_st *m_outgoing = nullptr; ///< owned by m_ssl
    bool m_hasStarted = false;
    bool m_isFinished = false;
};

} // namespace duodoctor
