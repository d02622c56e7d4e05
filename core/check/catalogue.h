#pragma once

#include "check/check_definition.h"
#include "check/plan_parts.h"

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
/// What only GitLab's own host can tell: Rails, the rake task, llm.log.
QList<CheckDefinition> railsRows();
/// The gateway's container or pod, its state, image, ports, logs, folders, self test.
QList<CheckDefinition> hostRows();
/// The gateway's environment and the certificates that its clients really use.
QList<CheckDefinition> environmentRows();
/// The same thing seen from two vantages.
QList<CheckDefinition> vantageRows();

} // namespace duodoctor::catalogue
