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

} // namespace duodoctor
