#pragma once

#include "practice/byte_stream.h"
#include "practice/served_answer.h"

#include <functional>

namespace duodoctor
{

/// Answers one request; pure, so that a server's shape can be tested without a socket.
using HttpHandler = std::function<ServedAnswer(const ServedRequest &)>;

/// HTTP/1.1 on one stream, requests one after the other, kept alive. A child of the stream, and ends with it.
/// Bounds: 32 KiB of headers, 1 MiB of body; beyond them 431 or 413, and the connection ends.
class HttpConnection : public QObject
{
    Q_OBJECT
public:
    HttpConnection(ByteStream *stream, HttpHandler handler);

private:
    void onReceived(const QByteArray &bytes);
    void readRequests();
    bool readHead();
    void refuse(int status);
    void answer(const ServedAnswer &answer);
    void sendPieces(const QList<ServedPiece> &pieces, qsizetype index);
    void finishAnswer();

    ByteStream *m_stream;
    HttpHandler m_handler;
    QByteArray m_buffer;
    ServedRequest m_request;
    qint64 m_bodyBytes = -1; ///< of the request being read; -1 while its head is not complete
    bool m_isAnswering = false;
    bool m_closesAfter = false;
};

} // namespace duodoctor
