#pragma once

#include "check/check_result.h"

namespace duodoctor
{

/// True when this workstation stands outside of the deployment, as in a support call: people paste what they see, and
/// not even GitLab, which every user reaches, is reached from here. That nothing is reached then says nothing.
/// A host that refuses a connection is reached.
bool standsOutside(const QList<CheckResult> &results);

/// A result as it counts when the workstation stands outside: what says no more than that a host is not reached from
/// here is left out, as if nobody had looked.
CheckResult seenFromOutside(CheckResult result);

} // namespace duodoctor
