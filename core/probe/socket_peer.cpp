#include "probe/socket_peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>

namespace duodoctor
{

QString withPort(const QString &address, int port)
{
    return (address.contains(u':') ? u'[' + address + u']' : address) + u':' + QString::number(port);
}

QString peerOf(int socket)
{
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    if (getpeername(socket, reinterpret_cast<sockaddr *>(&storage), &size) != 0) {
        return {};
    }
    std::array<char, INET6_ADDRSTRLEN> text{};
    const void *address = nullptr;
    in_port_t port = 0;
    if (storage.ss_family == AF_INET) {
        const auto *v4 = reinterpret_cast<const sockaddr_in *>(&storage);
        address = &v4->sin_addr;
        port = v4->sin_port;
    } else if (storage.ss_family == AF_INET6) {
        const auto *v6 = reinterpret_cast<const sockaddr_in6 *>(&storage);
        address = &v6->sin6_addr;
        port = v6->sin6_port;
    }
    if (!address || !inet_ntop(storage.ss_family, address, text.data(), text.size())) {
        return {};
    }
    return withPort(QString::fromLatin1(text.data()), ntohs(port));
}

} // namespace duodoctor
