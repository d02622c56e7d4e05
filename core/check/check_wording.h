#pragma once

#include "check/check_result.h"

#include <QString>

namespace duodoctor
{

/// Why a check was skipped, one sentence in English.
QString wordingOf(SkipReason reason);

} // namespace duodoctor
