#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

// Judges of the same thing seen from two vantages: role::kExchange from the check's vantage, role::kElsewhere (and
// kElsewhere2) from another.

/// reachable-here-only: answers from elsewhere and not from here; model-unreachable-from-gateway for a model.
Findings judgeReachability(const JudgeInput &input);

/// tls-intercepted: another certificate is shown here than elsewhere.
Findings judgeSameCertificate(const JudgeInput &input);

/// Another server answers here than elsewhere (gateway-not-ai-gateway): split DNS, a proxy, a port that is somebody
/// else's.
Findings judgeSameAnswer(const JudgeInput &input);

} // namespace duodoctor
