#pragma once

#include "evidence/pasted_text.h"

#include <optional>

namespace duodoctor::readers
{

/// An earlier report of ours (schema duo-doctor/report/1). @return none for anything else, and for half a report.
std::optional<EarlierReport> earlierReport(const QString &text);

} // namespace duodoctor::readers
