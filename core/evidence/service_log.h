#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace duodoctor
{

/// One line of a log, or a line with the traceback that belongs to it.
struct LogEntry {
    enum class Level { Unknown, Debug, Info, Warning, Error, Critical };
    QDateTime time; ///< UTC; invalid when the line has none
    Level level = Level::Unknown;
    QString message;
    QString logger;    ///< GitLab: class
    QString eventName; ///< GitLab: ai_event_name
    QString exceptionClass;
    QString details; ///< exception text, backtrace, fragment, response: whatever else may name a cause
    QString path;    ///< of an access line
    QString correlationId;
    int status = 0; ///< HTTP status; 0 when none
    std::optional<double> durationSeconds;
    std::optional<double> authDurationSeconds;
    qsizetype line = 0;        ///< 1-based line of the input
    QString errorCode;         ///< GitLab: duo_chat_error_code, the code that the user was shown
    bool isFromGitlab = false; ///< a line of GitLab's among the gateway's, or of nobody known
    bool hasDetails = false;   ///< carries a field that GitLab writes only with detailed AI logs switched on

    /// True for what may name a cause: a raised level, an exception, a refusing status, an error inside an answer.
    bool isFailure() const { return level >= Level::Warning || status >= 400 || !exceptionClass.isEmpty(); }
};

/// A piece of a log of GitLab (llm.log) or of the gateway's container, in order. Bounded: the newest 20,000 entries.
struct ServiceLog {
    enum class Writer { GitLab, Gateway };
    Writer writer = Writer::Gateway;
    QList<LogEntry> entries;
    qsizetype lines = 0;
    qsizetype unparsedLines = 0;
    bool isTruncated = false;
};

} // namespace duodoctor
