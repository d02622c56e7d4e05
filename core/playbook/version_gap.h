#pragma once

#include "deployment/gitlab_version.h"

#include <QList>

#include <optional>

namespace duodoctor
{

/// The first minor version of `whole` that none of `parts` holds; nullopt when they cover it.
std::optional<GitLabVersion> versionGap(const GitLabVersionRange &whole, const QList<GitLabVersionRange> &parts);

} // namespace duodoctor
