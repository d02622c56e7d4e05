#pragma once

#include "generate/generation.h"

namespace duodoctor
{

/// The gateway's image, taken apart.
struct GatewayImage {
    QString repository;
    QString tag;
    QString digest;         ///< `sha256:…`, or empty
    bool isGuessed = false; ///< the deployment names none: the tag follows from GitLab's version

    /// `REPOSITORY:TAG@DIGEST`.
    QString reference() const;
};

/// The repository that the guides name.
QString gatewayRepository();

/// GitLab's version, else the one in the image's tag; none when neither says it.
std::optional<GitLabVersion> versionOf(const Deployment &deployment);

/// The deployment's image, or the one that belongs to GitLab's version.
/// @param problem  set when there is none. Source: facts/versions section 4, facts/sizing_models section 3.
GatewayImage gatewayImage(const Deployment &deployment, GenerationProblem &problem);

} // namespace duodoctor
