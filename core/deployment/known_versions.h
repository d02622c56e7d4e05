#pragma once

#include "deployment/gitlab_version.h"

#include <QString>

namespace duodoctor
{

/// The GitLab versions that articles and generated configuration were written for, inclusive. Source: facts/versions.md
/// section 1.
inline constexpr GitLabVersion kOldestKnownVersion{17, 1, {}};
inline constexpr GitLabVersion kNewestKnownVersion{19, 3, {}};

/// A patch of the newest known minor version is known as well.
bool isNewerThanKnown(const GitLabVersion &version);
/// The version whose advice holds best: itself, or the nearest that the playbook knows.
GitLabVersion nearestKnownVersion(const GitLabVersion &version);
/// What is said of a version that the playbook does not know, one sentence; empty for one that it knows.
QString unknownVersionNote(const GitLabVersion &version);

} // namespace duodoctor
