#pragma once

#include "app/command.h"
#include "deployment/deployment.h"
#include "playbook/playbook.h"

#include <QString>

namespace duodoctor
{

/// The playbook with the organisation's own on top: that of --overlay, else the default one where it exists. What of it
/// cannot be used is told, and ours stays in force.
Playbook playbookFor(const CommandContext &context);

/// `duo-doctor playbook graph [ENTRY]`: the decision tree as SVG on the result's stream.
ExitStatus printGraph(const CommandContext &context, const Playbook &playbook, const QString &entry);

/// `duo-doctor playbook show TOPIC` for a page of set-up help, as text, JSON or Markdown.
ExitStatus printSetupPage(const CommandContext &context, const QString &topic, const Deployment &deployment);

} // namespace duodoctor
