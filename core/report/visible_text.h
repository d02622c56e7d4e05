#pragma once

#include <QString>

namespace duodoctor
{

enum class LineBreaks {
    Keep,    ///< `\n` stays (`\r\n` becomes one), tabs stay
    AsBlanks ///< line breaks and tabs become blanks: one line comes out
};

/// `text` with everything taken out that acts instead of being read: control characters (so also terminal escapes)
/// become their pictures (U+2400 and following), C1 controls, text direction overrides, invisible format characters,
/// lone surrogates and noncharacters become `[U+202E]`. What comes out is valid in XML 1.0 and harmless on a terminal.
/// Pure; any thread. Source: XML 1.0 section 2.2; Unicode TR 36 and TR 9.
QString visibleText(const QString &text, LineBreaks breaks = LineBreaks::Keep);

} // namespace duodoctor
