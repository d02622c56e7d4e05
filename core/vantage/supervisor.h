#pragma once

#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace duodoctor
{

/// A word that marks where the output of a supervised command begins and ends; unpredictable, letters and digits only.
QString makeMark();

/// How a supervisor treats its command.
struct Supervision {
    QString mark;                     ///< of makeMark, one for each supervisor
    std::chrono::seconds limit{30};   ///< then the far side ends the command by itself
    std::optional<qint64> inputBytes; ///< size of the command's standard input; none: all that comes until the end
};

/// The command under a small POSIX shell script that works in dash, bash and busybox. It reads standard input: lines up
/// to the mark are dropped (a password that sudo did not want), then follows the command's own input. When standard
/// input ends, or the limit passes, the whole session of the command is ended, first asked (TERM), then made to (KILL).
/// On both output streams the line `MARK begin` stands before, and `MARK end STATUS` after what the command wrote;
/// `MARK ready` on standard error before it reads anything, `MARK missing` there says that there is no such program.
/// The script leaves nothing of itself behind.
QStringList supervised(const QStringList &arguments, const Supervision &supervision);

/// What has to be written to a supervisor before the input of its command.
QByteArray openingOf(const Supervision &supervision);

/// The words run as root: by sudo, which never asks by itself; without it where there is no sudo and the user is root.
/// @param readsPassword  whether the password comes as the first line of standard input.
QStringList elevated(const QStringList &words, bool readsPassword);

} // namespace duodoctor
