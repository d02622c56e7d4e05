#pragma once

#include "deployment/gitlab_version.h"

#include <QString>

namespace duodoctor
{

/// "GitLab 17.6 to 18.11", "GitLab 18.2 and later", "GitLab up to 17.3", "every version of GitLab".
QString wordsFor(const GitLabVersionRange &versions);

} // namespace duodoctor
