#pragma once

#include "judge/finding.h"

namespace duodoctor
{

/// True when `effect` is only what follows from `cause`: the same place, and a pair of the table. Findings of checks
/// that are blocked never get this far; this is for checks that stand side by side.
bool isConsequence(const Finding &effect, const Finding &cause);

/// Where a finding is: the proxy, the host and port, the file, or the subject. Two findings of one id at one locus are
/// one cause.
QString locusOf(const Finding &finding);

} // namespace duodoctor
