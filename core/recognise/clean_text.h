#pragma once

#include <QByteArray>
#include <QString>

namespace duodoctor
{

/// Makes a captured text readable for the recognisers: UTF-8 or UTF-16, ANSI colours and cursor movements, CRLF, other
/// control characters, non-breaking and zero-width spaces, typographic quotes and dashes of chat programs, quote marks
/// (`> `) and code fences around it, an indentation that all lines share. Keeps the lines' order and number of words;
/// linear.
QString cleanText(const QByteArray &bytes);

/// The text with the lines joined that a terminal or a mail program has cut at one fixed width (within words or at
/// blanks); the same text when no such width shows itself. Only for forms in which a line end means nothing, such as
/// JSON or a sentence.
QString joinedAgainst(const QString &text);

} // namespace duodoctor
