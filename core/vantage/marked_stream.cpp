#include "vantage/marked_stream.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxPreambleBytes = 64 * 1024;
constexpr qsizetype kMaxTailBytes = 1024;
constexpr int kUnreadableStatus = 255; // never success

} // namespace

MarkedStream::MarkedStream(const QString &mark, qint64 maxBytes)
    : m_beginMark(mark.toLatin1() + " begin\n")
    , m_endMark(mark.toLatin1() + " end ")
    , m_maxBytes(maxBytes)
{
}

void MarkedStream::feed(const QByteArray &bytes)
{
    if (!m_hasBegun) {
        feedPreamble(bytes);
    } else if (!m_exitStatus) {
        feedBody(bytes);
    }
}

void MarkedStream::feedPreamble(const QByteArray &bytes)
{
    const qsizetype from = std::max<qsizetype>(0, m_preamble.size() - m_beginMark.size());
    m_preamble += bytes;
    const qsizetype at = m_preamble.indexOf(m_beginMark, from);
    if (at >= 0) {
        const QByteArray rest = m_preamble.mid(at + m_beginMark.size());
        m_preamble.truncate(at);
        m_hasBegun = true;
        feedBody(rest);
    } else if (m_preamble.size() > kMaxPreambleBytes) {
        // The last part stays: an error follows a banner.
        m_preamble = m_preamble.right(kMaxPreambleBytes / 2);
    }
}

void MarkedStream::feedBody(const QByteArray &bytes)
{
    const QByteArray window = m_tail + bytes;
    const qint64 windowStart = m_bodyBytes - m_tail.size();
    m_bodyBytes += bytes.size();

    const qint64 space = m_maxBytes - m_body.size();
    m_body += bytes.left(std::max<qint64>(0, space));

    const qsizetype at = window.indexOf(m_endMark);
    const qsizetype lineEnd = at < 0 ? -1 : window.indexOf('\n', at);
    if (lineEnd >= 0) {
        const qsizetype statusAt = at + m_endMark.size();
        bool isNumber = false;
        const int status = window.mid(statusAt, lineEnd - statusAt).toInt(&isNumber);
        m_exitStatus = isNumber ? status : kUnreadableStatus;
        m_bodyBytes = windowStart + at;
        m_body.truncate(std::min<qint64>(m_maxBytes, m_bodyBytes));
        m_tail = window.mid(lineEnd + 1).left(kMaxTailBytes);
    } else {
        m_tail = window.right(kMaxTailBytes);
    }
    m_isTruncated = m_bodyBytes > m_maxBytes;
}

} // namespace duodoctor
