#pragma once

#include <QString>
#include <QStringList>

namespace duodoctor
{

/// `text` in lines of at most `width` columns, broken at blanks; a word longer than a line (a URL) stays whole, so that
/// it can be copied.
/// @param text  made visible before; its line breaks begin new lines.
QStringList wrapped(const QString &text, int width);

/// Markdown with the line breaks inside of its paragraphs taken out, so that it can be wrapped anew; list items, tables
/// and code blocks keep their lines.
QString flowed(const QString &markdown);

/// Columns that `text` takes, counting a character of any kind as one.
int columnsOf(const QString &text);

} // namespace duodoctor
