#include "support/scripted_server.h"

#include <QTcpSocket>

namespace duodoctor
{

using namespace Qt::StringLiterals;

ScriptedServer::ScriptedServer(Script script, const QHostAddress &address)
    : m_script(std::move(script))
{
    connect(this, &QTcpServer::newConnection, this, &ScriptedServer::onConnection);
    listen(address);
}

QString ScriptedServer::url(const QString &path) const
{
    const bool isV6 = serverAddress().protocol() == QAbstractSocket::IPv6Protocol;
    return u"http://%1:%2%3"_s.arg(isV6 ? u"[::1]"_s : u"127.0.0.1"_s).arg(serverPort()).arg(path);
}

void ScriptedServer::onConnection()
{
    while (QTcpSocket *socket = nextPendingConnection()) {
        ++m_connections;
        connect(socket, &QTcpSocket::disconnected, this, [this] { ++m_closedByPeer; });
        if (m_script.closesAtOnce) {
            socket->close();
            continue;
        }
        socket->write(m_script.greeting);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
            const bool hadHead = socket->property("head").toBool();
            m_received += socket->readAll();
            if (!hadHead && (m_received.contains("\r\n\r\n") || !m_received.startsWith("GET"))) {
                socket->setProperty("head", true);
                answer(socket);
            }
        });
    }
}

void ScriptedServer::answer(QTcpSocket *socket)
{
    socket->write(m_script.answer);
    std::chrono::milliseconds at{0};
    for (const auto &[delay, bytes] : std::as_const(m_script.pieces)) {
        at += delay;
        QTimer::singleShot(at, socket, [socket, bytes = bytes] {
            socket->write(bytes);
            socket->flush();
        });
    }
    if (m_script.closesAfterAnswer) {
        QTimer::singleShot(at, socket, [socket] { socket->disconnectFromHost(); });
    }
}

} // namespace duodoctor
