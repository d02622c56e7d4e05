#include "probe/websocket_request.h"

namespace duodoctor
{

HttpRequest upgradeRequest(const WebSocketRequest &request)
{
    HttpRequest http;
    http.url = request.url;
    http.headers = {{"Connection", "Upgrade"},
                    {"Upgrade", "websocket"},
                    {"Sec-WebSocket-Version", "13"},
                    {"Sec-WebSocket-Key", QByteArray("duo-doctor-probe").toBase64()}};
    if (!request.origin.isEmpty()) {
        http.headers.emplaceBack("Origin", request.origin.toUtf8());
    }
    http.limit = request.limit;
    constexpr qint64 kMaxAnswerBytes = 16 * 1024;
    http.maxBodyBytes = kMaxAnswerBytes;
    return http;
}

} // namespace duodoctor
