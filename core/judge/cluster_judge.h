#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

// The parts of container_judge.h that read a ClusterState. Source: facts/commands F, facts/errors section 6.

/// pod-crash-loop, pod-image-pull, pod-not-ready, gateway-platform-mismatch, gateway-tmp-read-only, and
/// gateway-not-running when there is no pod at all. A failing pod beside a ready one is lowered to a warning.
Findings judgePods(const ClusterState &cluster, const Deployment &deployment);

/// gateway-under-resourced.
Findings judgePodResources(const ClusterState &cluster, const Deployment &deployment);

/// gateway-image-pull-policy, and the images' versions.
Findings judgePodImages(const ClusterState &cluster, const JudgeInput &input);

/// ingress-not-routing.
Findings judgeIngresses(const ClusterState &cluster, const Deployment &deployment);

} // namespace duodoctor
