#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace duodoctor
{

/// One word of a POSIX shell that stands for exactly `word`: unchanged where nothing in it is special, in single quotes
/// otherwise. Holds for sh, dash, bash, busybox. A NUL cannot stand in a word and ends it.
QString shellQuoted(const QString &word);

/// The words as one command line. The only way in which anything of ours gets into a remote shell.
QString shellCommandLine(const QStringList &words);

} // namespace duodoctor
