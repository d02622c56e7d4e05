#pragma once

#include <QString>

namespace duodoctor
{

/// `address:port`, with brackets around an address of IPv6.
QString withPort(const QString &address, int port);

/// withPort() of a connected socket's other end; empty while there is none.
QString peerOf(int socket);

} // namespace duodoctor
