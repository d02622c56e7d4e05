#pragma once

#include <QString>
#include <QStringList>

namespace duodoctor
{

// What people and tools put around an output, or before each of its lines. Each returns the same text when there is
// nothing of that sort. Linear.

/// Whether this line is ``` alone, with or without a language.
bool isFence(QStringView line);

/// The lines between fences of Markdown, where only words of a person stand outside of them; a blank line parts blocks.
QStringList withoutFences(const QStringList &lines);

/// Without the time (`docker logs -t`, `ts`, a recorder of terminals, a CI job's log) or the number of the line with
/// which (nearly) every line begins.
QString withoutLinePrefixes(const QString &text);

/// Without a person's words at the start and the end ("here you go:", "Thanks!"). Never empty.
QString withoutWordsAround(const QString &text);

} // namespace duodoctor
