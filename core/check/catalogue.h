#pragma once

#include "check/check_definition.h"

#include <QList>

/// The catalogue's rows by subject. catalogue.cpp joins them in the order of the chain.
namespace duodoctor::catalogue
{

QList<CheckDefinition> trustFileRows();
QList<CheckDefinition> gitlabRows();
QList<CheckDefinition> gatewayRows();
QList<CheckDefinition> agentPlatformRows();
QList<CheckDefinition> metricsRows();
QList<CheckDefinition> modelRows();

/// A plan that says why nothing is looked at.
ProbePlan skipped(SkipReason reason);

/// Adds the workstation's extra trust (role::kCaBundle) when the deployment names it.
void addCaBundle(ProbePlan &plan, const Deployment &deployment);
/// Adds a trust file under a role. @return false when no path is given.
bool addTrustFile(ProbePlan &plan, QLatin1StringView role, const Deployment &deployment, const QString &path);

} // namespace duodoctor::catalogue
