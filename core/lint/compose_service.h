#pragma once

#include "lint/gateway_run.h"
#include "lint/lint_collector.h"
#include "lint/yaml_tree.h"

namespace duodoctor
{

/// A service of a Compose file as far as it concerns the gateway.
struct ComposeService {
    QString name;
    GatewayRun run;
    QStringList networks; ///< sorted; `default` when none is named
    bool isGateway = false;
};

/// Reads one service, and tells entries that are no settings, ports or names of this format.
ComposeService readComposeService(const YamlNode &node, LintCollector &found);

} // namespace duodoctor
