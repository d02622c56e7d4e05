#pragma once

#include "app/command.h"

#include <QString>

#include <ostream>

namespace duodoctor
{

/// `text` as it may be printed on a terminal: control characters and text direction overrides are made visible, line
/// breaks become blanks.
QString printable(const QString &text);

/// One line on `stream`, UTF-8.
void printLine(std::ostream &stream, const QString &line);

/// `duo-doctor COMMAND: SENTENCE` on the error stream.
void printMessage(const CommandContext &context, const QString &sentence);

/// A message that `--quiet` suppresses.
void printNotice(const CommandContext &context, const QString &sentence);

/// `duo-doctor COMMAND: PLACE: SENTENCE`, for wrong usage and unreadable input. The place is an option, an argument or
/// a file; the sentence says what is wrong and what to do.
/// @return WrongUsage, to be returned by the command.
ExitStatus usageError(const CommandContext &context, const QString &place, const QString &sentence);

} // namespace duodoctor
