#include "recognise/output_lines.h"

#include <QJsonDocument>
#include <QJsonParseError>

#include <algorithm>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxOutputLines = 200'000;
constexpr qsizetype kMaxJsonChars = 4 * 1024 * 1024;
constexpr qsizetype kMaxDepth = 32;

qsizetype lengthOf(QStringView line)
{
    qsizetype end = line.size();
    while (end > 0 && line.at(end - 1).isSpace()) {
        --end;
    }
    return end;
}

/// The width at which a text was wrapped; 0 when it was not.
qsizetype wrapWidthOf(const QList<QStringView> &lines)
{
    qsizetype longest = 0;
    for (const QStringView line : lines) {
        longest = std::max(longest, lengthOf(line));
    }
    return longest >= 60 && longest <= 80 ? longest : 0;
}

qsizetype firstWordOf(const QString &line)
{
    const qsizetype space = line.indexOf(u' ');
    return space < 0 ? line.size() : space;
}

/// Where JSON text stands: open brackets, and the last place at which everything before is whole.
class JsonScan
{
public:
    explicit JsonScan(QStringView text)
        : m_text(text)
    {
    }

    /// @return the object's text, closed by hand where its end is missing; empty when it breaks the rules at once.
    QString run()
    {
        for (qsizetype i = 0; i < m_text.size(); ++i) {
            if (!take(m_text.at(i), i)) {
                return {};
            }
            if (m_open.isEmpty()) {
                return m_text.first(i + 1).toString();
            }
        }
        QString closed = m_text.first(m_wholeEnd).toString();
        std::reverse(m_openAtWhole.begin(), m_openAtWhole.end());
        return closed + m_openAtWhole;
    }

private:
    bool take(QChar c, qsizetype at)
    {
        if (m_isInString) {
            m_isInString = m_isEscaped || c != u'"';
            m_isEscaped = !m_isEscaped && c == u'\\';
            return true;
        }
        if (c == u'"') {
            m_isInString = true;
        } else if (c == u'{' || c == u'[') {
            m_open += c == u'{' ? u'}' : u']';
            markWhole(at + 1);
        } else if (c == u'}' || c == u']') {
            if (m_open.isEmpty() || m_open.back() != c) {
                return false;
            }
            m_open.chop(1);
            markWhole(at + 1);
        } else if (c == u',') {
            markWhole(at);
        }
        return m_open.size() <= kMaxDepth;
    }

    void markWhole(qsizetype end)
    {
        m_wholeEnd = end;
        m_openAtWhole = m_open;
    }

    QStringView m_text;
    QString m_open;
    QString m_openAtWhole;
    qsizetype m_wholeEnd = 0;
    bool m_isInString = false;
    bool m_isEscaped = false;
};

} // namespace

QStringList outputLines(const QString &text, const std::function<bool(const QString &)> &isStart)
{
    QList<QStringView> raw = QStringView{text}.split(u'\n');
    if (raw.size() > kMaxOutputLines) {
        raw.resize(kMaxOutputLines);
    }
    const qsizetype width = wrapWidthOf(raw);
    QStringList lines;
    qsizetype lastLength = 0; // of the raw line before; 0 when it was empty
    for (const QStringView line : raw) {
        const QString trimmed = line.trimmed().toString();
        if (trimmed.isEmpty()) {
            lastLength = 0;
            continue;
        }
        const bool isExplained = width > 0 && lastLength > 0 && lastLength + 1 + firstWordOf(trimmed) > width;
        if (isExplained && !isStart(trimmed)) {
            lines.last() += u' ' + trimmed;
        } else {
            lines << trimmed;
        }
        lastLength = lengthOf(line);
    }
    return lines;
}

std::optional<QJsonObject> readJsonObject(const QString &text, qsizetype from)
{
    QString json = JsonScan(QStringView{text}.sliced(from).left(kMaxJsonChars)).run();
    // A wrapped string has a line break in it, which JSON forbids.
    std::ranges::replace_if(
        json, [](QChar c) { return c < u' '; }, u' ');
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json.toUtf8(), &error);
    if (error.error != QJsonParseError::NoError || !document.isObject()) {
        return std::nullopt;
    }
    return document.object();
}

QString textBehind(const QString &line, QLatin1StringView prefix)
{
    const qsizetype at = line.indexOf(prefix);
    return at < 0 ? QString{} : line.sliced(at + prefix.size()).trimmed();
}

QString withoutMark(QString text)
{
    static const QString marks = u"\u2714\u2713\u2705\u2717\u2718\u274c\u26a0\u26a1\ufe0f\ufffd?\u25a1"_s;
    text = text.trimmed();
    while (!text.isEmpty() && marks.contains(text.back())) {
        text.chop(1);
    }
    return text.trimmed();
}

} // namespace duodoctor::readers
