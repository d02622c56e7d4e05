#include "recognise/log_entries.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <initializer_list>

namespace duodoctor::log_entries
{

using namespace Qt::StringLiterals;

namespace
{

using Keys = std::initializer_list<QLatin1StringView>;

constexpr qsizetype kMaxDetails = 16000;

QString wordsOf(const QJsonValue &value)
{
    if (value.isString()) {
        return value.toString();
    }
    if (value.isObject()) {
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    }
    return value.isArray() ? QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact))
                           : QString{};
}

QString textOf(const QJsonObject &object, Keys keys)
{
    for (const QLatin1StringView key : keys) {
        if (const QString text = wordsOf(object.value(key)); !text.isEmpty()) {
            return text;
        }
    }
    return {};
}

std::optional<double> numberOf(const QJsonObject &object, Keys keys)
{
    for (const QLatin1StringView key : keys) {
        if (object.value(key).isDouble()) {
            return object.value(key).toDouble();
        }
    }
    return std::nullopt;
}

int statusOf(const QJsonObject &object)
{
    for (const QLatin1StringView key : {"status_code"_L1, "status"_L1}) {
        const QJsonValue value = object.value(key);
        const int status = value.isString() ? value.toString().toInt() : value.toInt();
        if (status >= 100 && status <= 599) {
            return status;
        }
    }
    return 0;
}

LogEntry::Level levelOf(const QString &name)
{
    const QString lower = name.toLower();
    if (lower.startsWith("debug"_L1)) {
        return LogEntry::Level::Debug;
    }
    if (lower.startsWith("info"_L1)) {
        return LogEntry::Level::Info;
    }
    if (lower.startsWith("warn"_L1)) {
        return LogEntry::Level::Warning;
    }
    if (lower.startsWith("error"_L1) || lower == "exception"_L1) {
        return LogEntry::Level::Error;
    }
    return lower.startsWith("crit"_L1) || lower == "fatal"_L1 ? LogEntry::Level::Critical : LogEntry::Level::Unknown;
}

/// An answer of the gateway in pieces: of interest only where it says that it failed.
QString errorFragment(const QJsonObject &object)
{
    const QString fragment = textOf(object, {"fragment"_L1, "ai_event"_L1});
    return fragment.contains("\"error\""_L1) && fragment.contains("\"type\""_L1) ? fragment : QString{};
}

/// Whatever may name a cause, the shortest and most exact first. Prompts and answers stay out.
QString detailsOf(const QJsonObject &object, bool isFailure)
{
    QStringList parts;
    const auto take = [&](Keys keys) {
        for (const QLatin1StringView key : keys) {
            if (const QString text = wordsOf(object.value(key)).trimmed(); !text.isEmpty()) {
                parts << text.left(kMaxMessage);
            }
        }
    };
    take({"exception.message"_L1, "exception_message"_L1, "error_message"_L1, "auth_error_details"_L1,
          "http_exception_details"_L1, "servicer_context_details"_L1, "error_class"_L1});
    if (isFailure) {
        take({"error"_L1, "body"_L1, "response_from_llm"_L1, "detail"_L1, "ai_response_server"_L1});
        // The end of a traceback is its exception.
        for (const QLatin1StringView key :
             {"exception_backtrace"_L1, "backtrace"_L1, "exception"_L1, "exception.backtrace"_L1, "extra"_L1}) {
            parts << wordsOf(object.value(key)).right(kMaxMessage);
        }
    }
    if (const QString fragment = errorFragment(object); !fragment.isEmpty()) {
        parts << fragment.left(kMaxMessage);
    }
    parts.removeAll(QString{});
    parts.removeDuplicates();
    return parts.join(u'\n').left(kMaxDetails);
}

bool hasVerboseFields(const QJsonObject &object)
{
    for (const QLatin1StringView key : {"params"_L1, "fragment"_L1, "ai_event"_L1, "body"_L1, "response_from_llm"_L1,
                                        "llm_answer_content"_L1, "url"_L1, "timeout"_L1, "stream"_L1, "prompt"_L1}) {
        if (object.contains(key)) {
            return true;
        }
    }
    return false;
}

bool isLogLine(const QJsonObject &object)
{
    const bool hasText = object.contains("message"_L1) || object.contains("event"_L1) || object.contains("msg"_L1) ||
                         object.contains("path"_L1) || object.contains("exception_class"_L1);
    for (const QLatin1StringView key : {"severity"_L1, "level"_L1, "logger"_L1, "ai_event_name"_L1, "correlation_id"_L1,
                                        "exception_class"_L1, "exception.class"_L1}) {
        if (object.contains(key)) {
            return hasText;
        }
    }
    return false;
}

void readGitlab(LogEntry &entry, const QJsonObject &object)
{
    entry.isFromGitlab = true;
    entry.eventName = textOf(object, {"ai_event_name"_L1});
    entry.logger = textOf(object, {"class"_L1});
    entry.errorCode = textOf(object, {"duo_chat_error_code"_L1, "ai_error_code"_L1, "error_code"_L1}).left(20);
    entry.hasDetails = hasVerboseFields(object);
}

std::optional<QJsonObject> parse(const QString &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    return document.isObject() ? std::optional{document.object()} : std::nullopt;
}

/// A line that was cut at its start or end, as in half a screen; what is left of it still names its keys.
std::optional<QJsonObject> parseCut(const QString &text)
{
    if (!text.contains("\":"_L1)) {
        return std::nullopt;
    }
    if (text.startsWith(u'{')) {
        for (const QLatin1StringView end :
             {"\"}"_L1, "}"_L1, "\"}}"_L1, "}}"_L1, "\\\"\"}"_L1, ":null}"_L1, "\":null}"_L1}) {
            if (const auto object = parse(text + end)) {
                return object;
            }
        }
        return std::nullopt;
    }
    if (!text.endsWith(u'}')) {
        return std::nullopt;
    }
    for (const QLatin1StringView start : {"{"_L1, "{\""_L1, "{\"cut\":\""_L1, "{\"cut\":{\"a\":\""_L1}) {
        if (const auto object = parse(start + text)) {
            return object;
        }
    }
    const qsizetype comma = text.indexOf(", \""_L1);
    return comma < 0 ? std::nullopt : parse(u'{' + text.mid(comma + 2));
}

/// The gateway turned a stranger away: GitLab names its instance in every request (facts/endpoints 1.5), and whoever
/// tests the gateway by hand, or as its self test does, names none. That says nothing of GitLab's requests.
bool isRefusalOfNobody(const QJsonObject &object, const LogEntry &entry)
{
    const QLatin1StringView instance = "gitlab_instance_id"_L1;
    return entry.status == 401 && entry.logger == "api.access"_L1 && entry.exceptionClass.isEmpty() &&
           object.contains(instance) && object.value(instance).toString().isEmpty();
}

} // namespace

std::optional<LogEntry> fromJson(const LogLine &line)
{
    const QString text = line.text.trimmed();
    const bool isWhole = text.startsWith(u'{') && text.endsWith(u'}');
    auto object = isWhole ? parse(text) : std::nullopt;
    if (!object) {
        object = parseCut(text);
    }
    if (!object || !isLogLine(*object)) {
        return std::nullopt;
    }
    LogEntry entry;
    entry.line = line.number;
    entry.time = readLogTime(textOf(*object, {"time"_L1, "timestamp"_L1}));
    if (!entry.time.isValid()) {
        entry.time = line.time;
    }
    entry.level = levelOf(textOf(*object, {"severity"_L1, "level"_L1}));
    entry.message = textOf(*object, {"message"_L1, "event"_L1, "msg"_L1, "error_message"_L1}).left(kMaxMessage);
    entry.exceptionClass = textOf(*object, {"exception_class"_L1, "exception.class"_L1, "error_class"_L1}).left(200);
    entry.correlationId = textOf(*object, {"correlation_id"_L1}).left(200);
    entry.path = textOf(*object, {"path"_L1}).left(500);
    entry.status = statusOf(*object);
    entry.durationSeconds = numberOf(*object, {"duration_s"_L1});
    entry.authDurationSeconds = numberOf(*object, {"auth_duration_s"_L1});
    if (object->contains("severity"_L1) || object->contains("ai_event_name"_L1) ||
        object->contains("meta.caller_id"_L1)) {
        readGitlab(entry, *object);
    } else {
        entry.logger = textOf(*object, {"logger"_L1}).left(200);
    }
    if (isRefusalOfNobody(*object, entry)) {
        entry.status = 0;
        return entry;
    }
    entry.details = detailsOf(*object, entry.isFailure());
    return entry;
}

} // namespace duodoctor::log_entries
