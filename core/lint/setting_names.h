#pragma once

#include "judge/finding_id.h"

#include <QString>

namespace duodoctor
{

/// The finding of a setting that does not arrive because its name is wrong; config-invalid-syntax where no other fits.
FindingId findingOfSetting(const QString &name);

} // namespace duodoctor
