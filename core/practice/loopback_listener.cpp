#include "practice/loopback_listener.h"

#include <QTcpServer>
#include <QTcpSocket>

#include <utility>

namespace duodoctor
{

LoopbackListener::LoopbackListener(QObject *parent)
    : QObject(parent)
    , m_ipv4(new QTcpServer(this))
    , m_ipv6(new QTcpServer(this))
{
    for (QTcpServer *server : {m_ipv4, m_ipv6}) {
        connect(server, &QTcpServer::newConnection, this, [this, server] { accept(server); });
    }
}

bool LoopbackListener::listen(PortBehaviour behaviour, std::shared_ptr<const TlsServerContext> tls,
                              OnConnection onConnection)
{
    m_behaviour = behaviour;
    m_tls = std::move(tls);
    m_onConnection = std::move(onConnection);
    constexpr int kAttempts = 20;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        if (!m_ipv4->listen(QHostAddress::LocalHost)) {
            return false;
        }
        const bool isPaired = m_ipv6->listen(QHostAddress::LocalHostIPv6, m_ipv4->serverPort());
        // A machine without IPv6 is served over IPv4 alone; a port that another program has there is not.
        if (isPaired || m_ipv6->serverError() != QAbstractSocket::AddressInUseError) {
            return true;
        }
        m_ipv4->close();
    }
    return false;
}

quint16 LoopbackListener::port() const
{
    return m_ipv4->serverPort();
}

void LoopbackListener::accept(QTcpServer *server)
{
    while (QTcpSocket *socket = server->nextPendingConnection()) {
        if (m_behaviour == PortBehaviour::ClosesAtOnce || m_open >= kMaxConnections) {
            socket->disconnectFromHost();
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            if (socket->state() == QAbstractSocket::UnconnectedState) {
                socket->deleteLater();
            }
            continue;
        }
        ++m_open;
        auto *stream = new ByteStream(socket, m_behaviour == PortBehaviour::StaysSilent ? nullptr : m_tls, this);
        connect(stream, &QObject::destroyed, this, [this] { --m_open; });
        if (m_behaviour == PortBehaviour::Answers) {
            m_onConnection(stream);
        }
    }
}

} // namespace duodoctor
