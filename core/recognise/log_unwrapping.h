#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace duodoctor
{

/// One line as the service wrote it, after whatever carried it was taken off.
struct LogLine {
    QString text;
    QDateTime time;                   ///< UTC, from the wrapping; invalid when it had none
    qsizetype number = 0;             ///< 1-based line of the input
    std::optional<bool> isFromGitlab; ///< by a header of `gitlab-ctl tail`; none when nothing tells
};

struct UnwrappedLog {
    QList<LogLine> lines;
    qsizetype inputLines = 0;
    bool isTruncated = false; ///< only the newest 16 MiB were looked at
};

/// Takes a log out of docker's, compose's, kubectl's, the container runtime's, syslog's and grep's wrapping, joins what
/// a chat program or a terminal broke apart, and puts JSON objects over several lines on one. Linear.
/// Source: facts/logs section 5.
UnwrappedLog unwrapLog(const QString &text);

/// A time in the forms of the logs, as UTC; invalid for anything else.
QDateTime readLogTime(QStringView text);

/// True where a line can only be the start of a new entry.
bool startsEntry(QStringView line);

} // namespace duodoctor
