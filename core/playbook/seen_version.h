#pragma once

#include "check/check_result.h"
#include "deployment/deployment.h"

#include <QList>

#include <optional>

namespace duodoctor
{

/// GitLab's version as GitLab itself named it in the evidence of these results: in the answers of Rails or in its own
/// check. The newest evidence counts; nullopt where none names it.
std::optional<GitLabVersion> seenGitLabVersion(const QList<CheckResult> &results);

/// The deployment for the words of a remedy: with the version that was seen, where none was entered.
Deployment withSeenVersion(Deployment deployment, const QList<CheckResult> &results);

} // namespace duodoctor
