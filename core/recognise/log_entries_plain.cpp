#include "recognise/log_entries.h"

#include <QRegularExpression>

namespace duodoctor::log_entries
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxHead = 1000;

LogEntry::Level levelOfWord(QStringView word)
{
    if (word.isEmpty()) {
        return LogEntry::Level::Unknown;
    }
    switch (word.front().toLower().unicode()) {
    case u'd':
        return LogEntry::Level::Debug;
    case u'i':
    case u'n':
        return LogEntry::Level::Info;
    case u'w':
        return LogEntry::Level::Warning;
    case u'e':
        return word.startsWith(u"emerg") ? LogEntry::Level::Critical : LogEntry::Level::Error;
    default:
        return LogEntry::Level::Critical;
    }
}

LogEntry entryOf(const LogLine &line, const QString &message)
{
    LogEntry entry;
    entry.line = line.number;
    entry.time = line.time;
    entry.message = message.left(kMaxMessage).trimmed();
    entry.isFromGitlab = line.isFromGitlab.value_or(false);
    return entry;
}

QString valueOf(const QString &text, QLatin1StringView key)
{
    const qsizetype at = text.indexOf(key + u'=');
    if (at < 0) {
        return {};
    }
    const QString rest = text.mid(at + key.size() + 1, 300);
    static const QRegularExpression value(uR"(^'([^']{0,290})'|^(\S{1,290}))"_s);
    const auto match = value.match(rest);
    return match.captured(1).isEmpty() ? match.captured(2) : match.captured(1);
}

/// @param head  matches the line's start: its time, which may be missing, and its level
std::optional<LogEntry> entryBehind(const QRegularExpression &head, const LogLine &line)
{
    const auto match = head.match(line.text.left(kMaxHead));
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    LogEntry entry = entryOf(line, line.text.mid(match.capturedLength()));
    if (match.capturedLength(1) > 0) {
        entry.time = readLogTime(match.captured(1));
    }
    entry.level = levelOfWord(match.captured(2));
    return entry;
}

/// `2026-08-20T10:15:31.104Z [info     ] Started server   [server] correlation_id=undefined`, structlog's console form.
std::optional<LogEntry> fromConsole(const LogLine &line)
{
    static const QRegularExpression form(
        uR"(^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?Z?)?\s{0,3}\[(debug|info|warning|warn|error|critical|exception|WARN|ERROR|INFO) {0,10}\]\s)"_s);
    std::optional<LogEntry> entry = entryBehind(form, line);
    if (!entry) {
        return std::nullopt;
    }
    entry->correlationId = valueOf(entry->message, "correlation_id"_L1);
    entry->exceptionClass = valueOf(entry->message, "exception_class"_L1);
    entry->path = valueOf(entry->message, "path"_L1);
    entry->status = valueOf(entry->message, "status_code"_L1).toInt();
    if (const QString seconds = valueOf(entry->message, "auth_duration_s"_L1); !seconds.isEmpty()) {
        entry->authDurationSeconds = seconds.toDouble();
    }
    return entry;
}

/// uvicorn's and vLLM's access line, alone or inside another, and nginx's.
std::optional<LogEntry> fromAccess(const LogLine &line)
{
    static const QRegularExpression form(
        uR"re("(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|CONNECT|PRI) (\S{1,600}) HTTP/[\d.]{1,4}" (\d{3})\b)re"_s);
    const auto match = form.match(line.text.left(kMaxHead));
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    LogEntry entry = entryOf(line, line.text);
    entry.level = LogEntry::Level::Info;
    entry.path = match.captured(2);
    entry.status = match.captured(3).toInt();
    return entry;
}

/// `ERROR:    [Errno 98] ...` (uvicorn), `INFO 08-14 09:31:16 [api_server.py:1457] ...` (vLLM),
/// `2026-11-20 09:14:05,441 ERROR ...`, `2026/08/20 10:15:31 [error] 30#30: ...` (nginx).
std::optional<LogEntry> fromLevelled(const LogLine &line)
{
    static const QRegularExpression form(
        uR"(^(?:(\d{4}[-/]\d\d[-/]\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?Z?)[ :-]{1,4}(?:\S{1,60} - )?)?\[?(DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|CRITICAL|FATAL|debug|info|notice|warn|error|crit|alert|emerg)\]?[: ]\s{0,10})"_s);
    return entryBehind(form, line);
}

/// Lines that the container prints before its logger is ready.
bool isStartLine(const QString &text)
{
    for (const QLatin1StringView known :
         {"Running multiple services with parallel"_L1, "Running single service with exec"_L1,
          "No services configured to run"_L1, "Starting gRPC server"_L1, "mktemp: failed"_L1, "poetry "_L1,
          "litellm.proxy.proxy_server"_L1}) {
        if (text.startsWith(known)) {
            return true;
        }
    }
    return text.contains("exec format error"_L1); // all that a container of another platform ever says
}

} // namespace

std::optional<LogEntry> fromPlain(const LogLine &line)
{
    if (auto entry = fromConsole(line)) {
        return entry;
    }
    if (auto entry = fromAccess(line)) {
        return entry;
    }
    if (auto entry = fromLevelled(line)) {
        return entry;
    }
    return isStartLine(line.text) ? std::optional{entryOf(line, line.text)} : std::nullopt;
}

} // namespace duodoctor::log_entries
