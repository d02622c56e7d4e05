#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace duodoctor
{

/// One output stream of a supervised command: what stood before the command, what the command wrote, how it ended.
/// Bounded, whatever comes; linear.
class MarkedStream
{
public:
    MarkedStream(const QString &mark, qint64 maxBytes);

    void feed(const QByteArray &bytes);

    /// What others wrote before the command began: banners, the errors of clients. At most 64 KiB.
    const QByteArray &preamble() const { return m_preamble; }
    const QByteArray &body() const { return m_body; }
    /// What others wrote after the command's end, or after its last words when it has no end; at most 1 KiB.
    const QByteArray &tail() const { return m_tail; }
    bool hasBegun() const { return m_hasBegun; }
    std::optional<int> exitStatus() const { return m_exitStatus; }
    bool isTruncated() const { return m_isTruncated; }

private:
    void feedPreamble(const QByteArray &bytes);
    void feedBody(const QByteArray &bytes);

    QByteArray m_beginMark;
    QByteArray m_endMark;
    qint64 m_maxBytes;
    QByteArray m_preamble;
    QByteArray m_body;
    QByteArray m_tail;
    qint64 m_bodyBytes = 0; ///< that came, kept or not
    bool m_hasBegun = false;
    bool m_isTruncated = false;
    std::optional<int> m_exitStatus;
};

} // namespace duodoctor
