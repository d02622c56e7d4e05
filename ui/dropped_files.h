#pragma once

#include <QStringList>

class QMimeData;

namespace duodoctor
{

/// The paths of the local files that are dragged here; empty for texts and for what lies elsewhere.
QStringList localFilesIn(const QMimeData &data);

} // namespace duodoctor
