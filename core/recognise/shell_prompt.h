#pragma once

#include <QString>

#include <optional>

namespace duodoctor
{

/// A line of a shell with what was typed there.
struct PromptLine {
    QString before;  ///< the end of the output before it, which had no line end
    QString host;    ///< empty when the prompt shows none
    QString command; ///< may be empty
};

/// Reads a line as a shell prompt. A `#` alone may begin a comment, so only a command that is known to us counts there.
std::optional<PromptLine> promptIn(const QString &line);

/// Whether a line without a prompt is a command that our instructions use.
bool isKnownCommand(QStringView line);

} // namespace duodoctor
