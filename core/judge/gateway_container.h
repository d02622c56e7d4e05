#pragma once

#include "deployment/deployment.h"
#include "evidence/cluster_state.h"
#include "evidence/container_state.h"
#include "judge/judge_input.h"

#include <QList>

#include <optional>

namespace duodoctor
{

/// Where the image listens unless its environment says otherwise. Source: facts/endpoints section 0.
inline constexpr int kGatewayPort = 5052;
inline constexpr int kAgentPlatformPort = 50052;

/// True for a reference to one of GitLab's gateway images, or to a copy that kept its name.
bool isGatewayImage(const QString &image);

/// The gateway's container among those of a listing: by the name in the deployment's reach, else by image, name or
/// port 5052. Null when none is.
const ContainerState *gatewayContainer(const ContainerListing &listing, const Deployment &deployment);

/// The same of a judge's input; null without a listing, too.
const ContainerState *gatewayContainer(const JudgeInput &input);

/// The listing of containers that a judge was given (role::kContainer), or null.
const ContainerListing *containerListing(const JudgeInput &input);

/// The findings, each standing on role::kContainer unless it names its evidence itself.
Findings onContainerEvidence(Findings findings, const JudgeInput &input);

/// The gateway's pods, likewise; all of them when the deployment's reach names the namespace that was asked.
QList<PodState> gatewayPods(const ClusterState &cluster, const Deployment &deployment);

/// GitLab's version where it is known, else that of the image's tag.
std::optional<GitLabVersion> versionOfDeployment(const Deployment &deployment, const QString &image = {});

} // namespace duodoctor
