#include "practice/http_connection.h"

#include <QDateTime>
#include <QLocale>
#include <QTimer>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxHead = 32 * 1024;
constexpr qint64 kMaxBody = 1024 * 1024;

QByteArray httpDate()
{
    return QLocale::c().toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
}

QByteArray headOf(const ServedAnswer &answer, bool closesAfter)
{
    QByteArray head =
        "HTTP/1.1 " + QByteArray::number(answer.status) + ' ' + reasonPhrase(answer.status) + "\r\ndate: " + httpDate();
    for (const auto &[name, value] : answer.headers) {
        head += "\r\n" + name + ": " + value;
    }
    head += answer.pieces.isEmpty() ? "\r\ncontent-length: " + QByteArray::number(answer.body.size())
                                    : QByteArray{"\r\ntransfer-encoding: chunked"};
    return head + (closesAfter ? "\r\nconnection: close\r\n\r\n" : "\r\n\r\n");
}

} // namespace

HttpConnection::HttpConnection(ByteStream *stream, HttpHandler handler)
    : QObject(stream)
    , m_stream(stream)
    , m_handler(std::move(handler))
{
    connect(stream, &ByteStream::received, this, &HttpConnection::onReceived);
}

void HttpConnection::onReceived(const QByteArray &bytes)
{
    m_buffer += bytes;
    if (m_buffer.size() > kMaxHead + kMaxBody) {
        m_stream->abort(); // a client that goes on sending while it is answered
        return;
    }
    readRequests();
}

void HttpConnection::readRequests()
{
    if (m_isAnswering || (m_bodyBytes < 0 && !readHead()) || m_buffer.size() < m_bodyBytes) {
        return;
    }
    m_request.body = m_buffer.left(m_bodyBytes);
    m_buffer.remove(0, m_bodyBytes);
    m_bodyBytes = -1;
    m_isAnswering = true;
    const ServedAnswer made = m_handler(m_request);
    if (made.isWithheld) {
        return;
    }
    if (made.delay.count() > 0) {
        QTimer::singleShot(made.delay, this, [this, made] { answer(made); });
    } else {
        answer(made);
    }
}

bool HttpConnection::readHead()
{
    constexpr char kFirstPrintable = 0x20;
    if (!m_buffer.isEmpty() && m_buffer.front() < kFirstPrintable) {
        refuse(400); // TLS, mostly: a method starts with a letter
        return false;
    }
    const qsizetype end = m_buffer.indexOf("\r\n\r\n");
    if (end < 0 || end > kMaxHead) {
        if (m_buffer.size() > kMaxHead) {
            refuse(431);
        }
        return false;
    }
    const QList<QByteArray> lines = m_buffer.left(end).split('\n');
    m_buffer.remove(0, end + 4);
    const QList<QByteArray> words = lines.first().trimmed().split(' ');
    if (words.size() != 3 || !words[2].startsWith("HTTP/1.")) {
        refuse(400);
        return false;
    }
    m_request = {};
    m_request.method = words[0];
    m_request.path = words[1].left(words[1].indexOf('?') < 0 ? words[1].size() : words[1].indexOf('?'));
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0) {
            m_request.headers << std::pair{line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed()};
        }
    }
    m_closesAfter = words[2] == "HTTP/1.0" || m_request.header("connection").toLower() == "close";
    bool isNumber = true;
    const QByteArray length = m_request.header("content-length");
    const qint64 bodyBytes = length.isEmpty() ? 0 : length.toLongLong(&isNumber);
    if (!isNumber || bodyBytes < 0 || !m_request.header("transfer-encoding").isEmpty()) {
        refuse(400);
        return false;
    }
    if (bodyBytes > kMaxBody) {
        refuse(413);
        return false;
    }
    if (m_request.header("expect").toLower() == "100-continue") {
        m_stream->send("HTTP/1.1 100 Continue\r\n\r\n");
    }
    m_bodyBytes = bodyBytes;
    return true;
}

void HttpConnection::refuse(int status)
{
    m_closesAfter = true;
    m_isAnswering = true;
    answer(nginxErrorAnswer(status));
}

void HttpConnection::answer(const ServedAnswer &answer)
{
    const bool hasBody = m_request.method != "HEAD";
    if (answer.pieces.isEmpty() || !hasBody) {
        m_stream->send(headOf(answer, m_closesAfter) + (hasBody ? answer.body : QByteArray{}));
        finishAnswer();
        return;
    }
    m_stream->send(headOf(answer, m_closesAfter));
    sendPieces(answer.pieces, 0);
}

void HttpConnection::sendPieces(const QList<ServedPiece> &pieces, qsizetype index)
{
    if (index >= pieces.size()) {
        m_stream->send("0\r\n\r\n");
        finishAnswer();
        return;
    }
    QTimer::singleShot(pieces[index].after, this, [this, pieces, index] {
        const QByteArray &bytes = pieces[index].bytes;
        if (!bytes.isEmpty()) {
            m_stream->send(QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n");
        }
        sendPieces(pieces, index + 1);
    });
}

void HttpConnection::finishAnswer()
{
    m_isAnswering = false;
    if (m_closesAfter) {
        m_stream->finish();
        return;
    }
    QTimer::singleShot(0, this, &HttpConnection::readRequests); // what the client sent meanwhile
}

} // namespace duodoctor
