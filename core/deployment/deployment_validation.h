#pragma once

#include "deployment/deployment_file.h"

namespace duodoctor
{

/// Mistakes that concern more than one key, or a value's meaning and not its form. Whether a URL is usable is a check's
/// question, so a wrong URL is no mistake here. Internal to the deployment room.
QList<DeploymentProblem> validateDeployment(const Deployment &deployment);

} // namespace duodoctor
