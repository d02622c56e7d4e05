#pragma once

#include "lint/gateway_run.h"
#include "lint/lint_collector.h"
#include "lint/yaml_tree.h"

namespace duodoctor
{

/// Reads YAML and tells what is wrong with its syntax: tabs, errors, keys that stand twice.
/// @return none when it does not parse.
std::optional<YamlTree> readCheckedYaml(const QString &text, LintCollector &found);

PlacedText placedText(const YamlNode &node);

} // namespace duodoctor
