#pragma once

#include "practice/byte_stream.h"

#include <QObject>

#include <functional>
#include <memory>

class QTcpServer;

namespace duodoctor
{

/// What a port does with those who knock.
enum class PortBehaviour {
    Answers,
    ClosesAtOnce, ///< accepts and hangs up
    StaysSilent   ///< accepts and says nothing
};

/// Listens on a free port of 127.0.0.1 and, where the machine has IPv6, on the same port of ::1.
/// Thread: the one it was made on; at most kMaxConnections at a time, further ones are closed.
class LoopbackListener : public QObject
{
    Q_OBJECT
public:
    static constexpr int kMaxConnections = 128;

    using OnConnection = std::function<void(ByteStream *)>; ///< the stream is a child of the listener

    explicit LoopbackListener(QObject *parent = nullptr);

    /// @return false when no port could be had.
    bool listen(PortBehaviour behaviour, std::shared_ptr<const TlsServerContext> tls, OnConnection onConnection);
    quint16 port() const;

private:
    void accept(QTcpServer *server);

    QTcpServer *m_ipv4;
    QTcpServer *m_ipv6;
    PortBehaviour m_behaviour = PortBehaviour::Answers;
    std::shared_ptr<const TlsServerContext> m_tls;
    OnConnection m_onConnection;
    int m_open = 0;
};

} // namespace duodoctor
