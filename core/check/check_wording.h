#pragma once

#include "check/check_result.h"

#include <QString>

namespace duodoctor
{

/// The title of a check as it stands in lists and reports: the catalogue's, with the vantage where it is not the
/// workstation; for captured texts what they were read as.
QString titleOf(const CheckKey &key);

/// Why a check was skipped, one sentence in English.
QString wordingOf(SkipReason reason);

/// Why a command could not be run at its place and what to do about it: two or three sentences in English, with the
/// client's own words and the command to try. Empty when it ran.
QString wordingOf(const Transcript &transcript);

} // namespace duodoctor
