#pragma once

#include <QIcon>

namespace duodoctor
{

/// The program's icon (resources/icons/duo-doctor.svg), painted, so that no start waits for an SVG plugin.
QIcon makeAppIcon();

} // namespace duodoctor
