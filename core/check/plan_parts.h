#pragma once

#include "check/check_definition.h"

#include <QLatin1StringView>
#include <QString>

// What the planners of several subjects share.
namespace duodoctor::catalogue
{

/// A plan that says why nothing is looked at.
ProbePlan skipped(SkipReason reason);

/// Adds a path of a service under a role; nothing when the URL cannot be asked.
void addPath(ProbePlan &plan, const QString &url, QLatin1StringView role, const QString &path);
/// Adds the workstation's extra trust (role::kCaBundle) when the deployment names it.
void addCaBundle(ProbePlan &plan, const Deployment &deployment);
/// Adds a trust file under a role. @return false when no path is given.
bool addTrustFile(ProbePlan &plan, QLatin1StringView role, const Deployment &deployment, const QString &path);

/// One path of a service. Skipped where the deployment has no URL of it.
ProbePlan planPath(const QString &url, QLatin1StringView role, const QString &path);

// Each leaves a plan that is skipped as it is.

/// Skipped where the service speaks plain HTTP.
ProbePlan onlyOverTls(ProbePlan plan, const QString &url);
ProbePlan alsoPath(ProbePlan plan, const QString &url, QLatin1StringView role, const QString &path);
ProbePlan withCaBundle(ProbePlan plan, const Deployment &deployment);
/// Skipped where the deployment names no such file.
ProbePlan withTrustFile(ProbePlan plan, QLatin1StringView role, const Deployment &deployment, const QString &path);
/// What that client trusts at the place itself.
ProbePlan withClientTrust(ProbePlan plan, QLatin1StringView role, ClientTrustRequest::Client client);

} // namespace duodoctor::catalogue
