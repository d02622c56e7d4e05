#pragma once

#include "deployment/deployment_file.h"

#include <QJsonObject>

namespace duodoctor
{

/// The two directions between `duo-doctor/deployment/1` and values. Internal to the deployment room: others go through
/// DeploymentFile.
/// @param problems  takes every mistake of form; the result means nothing when there is one.
Deployment deploymentFromJson(const QJsonObject &document, QList<DeploymentProblem> &problems);
/// Leaves out what is empty or the default, so that a small deployment stays a small file.
QJsonObject deploymentToJson(const Deployment &deployment);

} // namespace duodoctor
