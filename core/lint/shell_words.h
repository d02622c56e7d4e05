#pragma once

#include "lint/place.h"

#include <QList>

namespace duodoctor
{

/// A word of a command line as a POSIX shell splits it.
struct ShellWord {
    QString text;             ///< without quotes; what would be expanded stays as written
    Place place;              ///< of its first character
    bool isExpanded = false;  ///< holds `$NAME` or a command in its value
    bool isSplitting = false; ///< a command's output stands unquoted, and is split at blanks
};

struct ShellCommand {
    QList<ShellWord> words;
};

struct ShellText {
    QList<ShellCommand> commands;
    QList<PlacedText> problems; ///< quotes that are not closed, backslashes that do not continue
};

/// Splits a script or a paste into commands, without running anything. A line that begins with an option, below a
/// command that was not continued, is a problem, and is read as if it were. Linear in the text.
ShellText readShell(const QString &text);

} // namespace duodoctor
