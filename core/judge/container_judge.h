#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

// Judges of the gateway's container or pods (role::kContainer). Source: facts/commands A and F, facts/errors section 6.

/// gateway-not-running, gateway-port-conflict, gateway-platform-mismatch, pod-crash-loop, pod-image-pull,
/// pod-not-ready.
Findings judgeContainerRuns(const JudgeInput &input);

/// gateway-port-not-published.
Findings judgeContainerPorts(const JudgeInput &input);

/// gateway-under-resourced.
Findings judgeContainerResources(const JudgeInput &input);

/// gateway-version-mismatch, gateway-version-patch-behind, gateway-image-nightly, gateway-image-pull-policy of the
/// image that really runs.
Findings judgeContainerImage(const JudgeInput &input);

/// url-localhost and model-localhost-in-container against the real network mode.
Findings judgeContainerNetwork(const JudgeInput &input);

/// ingress-not-routing.
Findings judgeIngress(const JudgeInput &input);

/// All of the above, for output that somebody pasted.
Findings judgeContainerListing(const JudgeInput &input);

} // namespace duodoctor
