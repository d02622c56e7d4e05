#pragma once

#include "app/command.h"
#include "deployment/deployment.h"
#include "playbook/playbook.h"

#include <QString>

namespace duodoctor
{

/// `duo-doctor playbook graph [ENTRY]`: the decision tree as SVG on the result's stream.
ExitStatus printGraph(const CommandContext &context, const Playbook &playbook, const QString &entry);

/// `duo-doctor playbook show TOPIC` for a page of set-up help, as text, JSON or Markdown.
ExitStatus printSetupPage(const CommandContext &context, const QString &topic, const Deployment &deployment);

} // namespace duodoctor
