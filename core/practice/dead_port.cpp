#include "practice/dead_port.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace duodoctor
{

namespace
{

/// A loopback address of either family with a port, as the socket calls want it.
struct LoopbackAddress {
    sockaddr_storage storage{};
    socklen_t size = 0;

    LoopbackAddress(int family, quint16 port)
    {
        if (family == AF_INET6) {
            sockaddr_in6 address{};
            address.sin6_family = AF_INET6;
            address.sin6_addr = in6addr_loopback;
            address.sin6_port = htons(port);
            std::memcpy(&storage, &address, sizeof address);
            size = sizeof address;
        } else {
            sockaddr_in address{};
            address.sin_family = AF_INET;
            address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            address.sin_port = htons(port);
            std::memcpy(&storage, &address, sizeof address);
            size = sizeof address;
        }
    }

    sockaddr *get() { return reinterpret_cast<sockaddr *>(&storage); }
};

quint16 boundPort(int socket)
{
    sockaddr_in address{};
    socklen_t size = sizeof address;
    getsockname(socket, reinterpret_cast<sockaddr *>(&address), &size);
    return ntohs(address.sin_port);
}

} // namespace

std::unique_ptr<DeadPort> DeadPort::make(Kind kind)
{
    constexpr int kAttempts = 20;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        std::unique_ptr<DeadPort> made{new DeadPort};
        if (!made->hold(AF_INET, kind)) {
            return nullptr;
        }
        const bool isPaired = made->hold(AF_INET6, kind);
        if (isPaired || errno != EADDRINUSE) { // without IPv6, IPv4 alone will do
            return made;
        }
    }
    return nullptr;
}

DeadPort::~DeadPort()
{
    for (const int socket : m_sockets) {
        ::close(socket);
    }
}

bool DeadPort::hold(int family, Kind kind)
{
    const int socket = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (socket < 0) {
        return false;
    }
    LoopbackAddress address{family, m_port};
    if (::bind(socket, address.get(), address.size) != 0) {
        const int error = errno;
        ::close(socket);
        errno = error;
        return false;
    }
    m_sockets << socket;
    if (family == AF_INET) {
        m_port = boundPort(socket);
    }
    if (kind == Kind::Drops && ::listen(socket, 0) == 0) {
        fillQueue(family);
    }
    return true;
}

void DeadPort::fillQueue(int family)
{
    // Linux keeps one connection more than the backlog says; two more wait in vain and cost nothing.
    constexpr int kFillers = 3;
    for (int i = 0; i < kFillers; ++i) {
        const int socket = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        if (socket >= 0) {
            LoopbackAddress address{family, m_port};
            (void)::connect(socket, address.get(), address.size);
            m_sockets << socket;
        }
    }
}

} // namespace duodoctor
