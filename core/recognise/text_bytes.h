#pragma once

#include <QByteArray>
#include <QString>

namespace duodoctor
{

/// The text of UTF-8, or of UTF-16 with or without a mark.
QString decodedText(const QByteArray &bytes);

/// Without colours, cursor movements and other controls; every line end is `\n`, every blank, quote and hyphen the
/// plain one. Linear.
QString withoutControls(const QString &text);

} // namespace duodoctor
