#pragma once

#include "probe/probe_request.h"

namespace duodoctor
{

/// The HTTP request that a client of WebSocket opens with (RFC 6455 section 4.1), in HTTP/1.1, with a fixed key:
/// nothing is spoken after the answer.
HttpRequest upgradeRequest(const WebSocketRequest &request);

} // namespace duodoctor
