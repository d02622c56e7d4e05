#pragma once

#include <QRegularExpression>
#include <QString>

namespace duodoctor
{

/// Holds for a text with all of these words, in any order; for every text when there are none. Case does not matter.
QRegularExpression allWordsOf(const QString &words);

} // namespace duodoctor
