#pragma once

#include <QList>

#include <memory>

namespace duodoctor
{

/// A loopback port on which nobody answers, held as long as this lives.
class DeadPort
{
public:
    enum class Kind {
        Refuses, ///< bound and not listening: connections are refused
        Drops    ///< listening with a full queue: the kernel drops further SYNs, as a firewall would
    };

    /// @return null when the kernel grants no socket.
    static std::unique_ptr<DeadPort> make(Kind kind);
    ~DeadPort();

    DeadPort(const DeadPort &) = delete;
    DeadPort &operator=(const DeadPort &) = delete;

    quint16 port() const { return m_port; }

private:
    DeadPort() = default;
    bool hold(int family, Kind kind);
    void fillQueue(int family);

    QList<int> m_sockets;
    quint16 m_port = 0;
};

} // namespace duodoctor
