#pragma once

#include <QByteArray>
#include <QList>
#include <QTcpServer>
#include <QTimer>

#include <chrono>
#include <functional>
#include <utility>

class QTcpSocket;

namespace duodoctor
{

/// A TCP server on loopback that answers each connection with the same bytes, whatever it is asked.
class ScriptedServer : public QTcpServer
{
    Q_OBJECT
public:
    struct Script {
        QByteArray greeting{};                                            ///< sent at once, before anything is read
        QByteArray answer{};                                              ///< sent when a request's head has come
        QList<std::pair<std::chrono::milliseconds, QByteArray>> pieces{}; ///< after the answer, each after its delay
        bool closesAfterAnswer = true;
        bool closesAtOnce = false;
    };

    explicit ScriptedServer(Script script, const QHostAddress &address = QHostAddress::LocalHost);

    QByteArray received() const { return m_received; } ///< of all connections
    int connections() const { return m_connections; }
    int closedByPeer() const { return m_closedByPeer; }
    QString url(const QString &path = QStringLiteral("/")) const;

private:
    void onConnection();
    void answer(QTcpSocket *socket);

    Script m_script;
    QByteArray m_received;
    int m_connections = 0;
    int m_closedByPeer = 0;
};

} // namespace duodoctor
