#pragma once

#include <QString>

namespace duodoctor
{

/// The text with the lines joined that a terminal or a mail program has cut at one fixed width (within words or at
/// blanks); the same text when no such width shows itself. Only for forms in which a line end means nothing, such as
/// JSON or a sentence.
QString joinedAgainst(const QString &text);

} // namespace duodoctor
