#pragma once

#include "deployment/gitlab_version.h"

#include <QString>

#include <optional>

namespace duodoctor
{

/// The tag of the gateway's image that belongs to a version of GitLab; of its first patch when the patch is unknown.
/// From 18.2 on any patch of the same minor version is right. Source: facts/versions section 4.
QString gatewayImageTag(const GitLabVersion &version);

/// GitLab's version that a tag names in any of the published forms; none for `latest`, nightly images and the like.
std::optional<GitLabVersion> versionInImageTag(const QString &tag);

} // namespace duodoctor
