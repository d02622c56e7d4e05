#include "recognise/log_entries.h"
#include "recognise/log_unwrapping.h"
#include "recognise/readers.h"

#include <QRegularExpression>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxLogEntries = 20000;
constexpr qsizetype kMaxTracebackChars = 16000;
constexpr qsizetype kMaxPlainChars = 2000;
/// Of the lines that say anything, one in so many has to have the form of a log.
constexpr qsizetype kLeastShare = 5;

bool startsTraceback(const QString &text)
{
    return text.contains("Traceback (most recent call last):"_L1) && !text.startsWith(u'{');
}

bool goesOnAfterException(const QString &text)
{
    return text.startsWith("During handling of the above"_L1) || text.startsWith("The above exception was"_L1) ||
           startsTraceback(text);
}

/// `jose.exceptions.JWTError: Signature verification failed.`
QRegularExpressionMatch exceptionLine(const QString &text)
{
    static const QRegularExpression form(
        uR"(^([A-Za-z_][A-Za-z0-9_]{0,80}(?:\.[A-Za-z_][A-Za-z0-9_]{0,80}){0,8})(?::\s?(.{0,2000}))?$)"_s);
    return form.match(text.left(2200));
}

class LogBuilder
{
public:
    explicit LogBuilder(const QList<LogLine> &lines)
        : m_lines(lines)
    {
    }

    ServiceLog build()
    {
        while (m_next < m_lines.size()) {
            takeEntry();
        }
        if (m_log.entries.size() > kMaxLogEntries) {
            m_log.entries.remove(0, m_log.entries.size() - kMaxLogEntries);
            m_log.isTruncated = true;
        }
        m_log.writer = 2 * m_fromGitlab > m_known ? ServiceLog::Writer::GitLab : ServiceLog::Writer::Gateway;
        return m_log;
    }

    qsizetype known() const { return m_known; }
    qsizetype tracebacks() const { return m_tracebacks; }
    qsizetype said() const { return m_said; }

private:
    void takeEntry()
    {
        const LogLine &line = m_lines[m_next];
        if (line.text.trimmed().isEmpty()) {
            ++m_next;
            return;
        }
        ++m_said;
        if (startsTraceback(line.text)) {
            takeTraceback();
            return;
        }
        ++m_next;
        auto entry = log_entries::fromJson(line);
        if (!entry) {
            entry = log_entries::fromPlain(line);
        }
        if (entry) {
            ++m_known;
            m_fromGitlab += entry->isFromGitlab ? 1 : 0;
            add(*entry);
        } else {
            takeUnknown(line);
        }
    }

    /// Text of nobody known: kept, because a model server's or a script's words may name a cause.
    void takeUnknown(const LogLine &line)
    {
        ++m_log.unparsedLines;
        LogEntry entry;
        entry.line = line.number;
        entry.time = line.time;
        entry.message = line.text.left(kMaxPlainChars).trimmed();
        entry.isFromGitlab = line.isFromGitlab.value_or(false);
        add(entry);
    }

    /// From `Traceback` over the indented lines to the exception, and on through chained ones: one entry, whose message
    /// is the last exception.
    void takeTraceback()
    {
        LogEntry entry;
        entry.level = LogEntry::Level::Error;
        entry.line = m_lines[m_next].number;
        entry.time = m_lines[m_next].time;
        bool isAfterException = false;
        while (m_next < m_lines.size()) {
            const QString &text = m_lines[m_next].text;
            const bool isIndented = text.startsWith(u' ') || text.startsWith(u'\t');
            if (goesOnAfterException(text)) {
                isAfterException = false;
            } else if (isAfterException && !text.isEmpty() && !isIndented) {
                break;
            } else if (!text.isEmpty() && !isIndented) {
                if (startsEntry(text)) {
                    break;
                }
                const auto match = exceptionLine(text);
                entry.message = text.left(kMaxPlainChars);
                entry.exceptionClass = match.captured(1);
                isAfterException = true;
            }
            // The end matters: it holds the exception.
            entry.details = (entry.details + text.left(kMaxPlainChars) + u'\n');
            if (entry.details.size() > 2 * kMaxTracebackChars) {
                entry.details = entry.details.right(kMaxTracebackChars);
            }
            ++m_next;
        }
        if (entry.message.isEmpty()) {
            entry.message = entry.details.trimmed().section(u'\n', -1).trimmed();
        }
        ++m_known;
        ++m_tracebacks;
        add(entry);
    }

    void add(const LogEntry &entry)
    {
        m_log.entries << entry;
        if (m_log.entries.size() > 2 * kMaxLogEntries) {
            m_log.entries.remove(0, m_log.entries.size() - kMaxLogEntries);
            m_log.isTruncated = true;
        }
    }

    const QList<LogLine> &m_lines;
    qsizetype m_next = 0;
    qsizetype m_known = 0;
    qsizetype m_fromGitlab = 0;
    qsizetype m_tracebacks = 0;
    qsizetype m_said = 0;
    ServiceLog m_log;
};

} // namespace

std::optional<ServiceLog> serviceLog(const QString &text)
{
    const UnwrappedLog unwrapped = unwrapLog(text);
    LogBuilder builder(unwrapped.lines);
    ServiceLog log = builder.build();
    if (builder.known() == 0 || builder.known() * kLeastShare < builder.said()) {
        return std::nullopt;
    }
    log.lines = unwrapped.inputLines;
    log.isTruncated = log.isTruncated || unwrapped.isTruncated;
    return log;
}

} // namespace duodoctor::readers
