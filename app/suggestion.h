#pragma once

#include <QString>
#include <QStringList>

namespace duodoctor
{

/// The candidate that a misspelt `word` most probably means: the one with the fewest edits, or one that begins with it.
/// @return empty when none is near.
QString nearestName(const QString &word, const QStringList &candidates);

/// ` Did you mean NAME?` with a leading blank, or empty.
QString didYouMean(const QString &word, const QStringList &candidates);

} // namespace duodoctor
