#pragma once

#include <QString>
#include <QStringList>

namespace duodoctor
{

/// `text` as one line that may stand in XML and in a picture: without control characters, half surrogates and
/// characters that turn the direction of writing.
QString pictureText(const QString &text);

/// How wide a line of text is at this size of type, at most: no font is asked, so that a picture is the same
/// everywhere.
/// @param size  height of the type, in the picture's units; so is the answer.
double estimatedWidth(QStringView text, double size);

/// Breaks text into lines no wider than `width`; a word that is wider is broken.
/// @param maxLines  what comes after them is left out, and the last line ends with an ellipsis.
QStringList wrappedText(const QString &text, double size, double width, int maxLines);

} // namespace duodoctor
