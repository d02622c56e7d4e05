#pragma once

#include "check/check_definition.h"
#include "check/check_result.h"

#include <QList>

namespace duodoctor
{

/// One question of a run with what it wants looked at.
struct PlannedCheck {
    const CheckDefinition *definition = nullptr; ///< never null
    CheckKey key;
    ProbePlan plan;
    QList<CheckKey> prerequisites; ///< of the same subject and vantage
};

/// Every question about this deployment, in the catalogue's order: each row once per subject and vantage.
/// @param only  limits it to these and their prerequisites; empty means all.
QList<PlannedCheck> planChecks(const Deployment &deployment, bool completionAllowed, const QList<CheckKey> &only = {});

/// The subjects of a kind: one empty name for the gateway and GitLab, the models' names, the metrics' URLs, the trust
/// files' keys (`ca_bundle`, `gateway_bundle`, `gitlab_trusted_certs`). None when the deployment has none.
QStringList subjectsOf(SubjectKind kind, const Deployment &deployment);

} // namespace duodoctor
