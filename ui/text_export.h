#pragma once

#include <QString>

namespace duodoctor
{

/// Writes the text as UTF-8, atomically: what stood at `path` stays until all of it is there.
/// @return an error sentence, or empty.
QString writeTextFile(const QString &path, const QString &text);

} // namespace duodoctor
