#pragma once

#include "check/check_result.h"

#include <QString>

namespace duodoctor
{

/// Why a check was skipped, one sentence in English.
QString wordingOf(SkipReason reason);

/// Why a command could not be run at its place and what to do about it: two or three sentences in English, with the
/// client's own words and the command to try. Empty when it ran.
QString wordingOf(const Transcript &transcript);

} // namespace duodoctor
