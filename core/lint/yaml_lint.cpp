#include "lint/yaml_lint.h"

#include "judge/finding_ids.h"
#include "lint/text_lint.h"

using namespace Qt::StringLiterals;

namespace duodoctor
{

std::optional<YamlTree> readCheckedYaml(const QString &text, LintCollector &found)
{
    if (lintTabs(text, found)) {
        return std::nullopt;
    }
    YamlTree tree = readYamlTree(text);
    if (tree.problem) {
        found.add(finding::kConfigInvalidSyntax, tree.problem->place, tree.problem->text);
        return std::nullopt;
    }
    for (const PlacedText &key : tree.duplicates) {
        found.add(finding::kConfigDuplicateSetting, key.place, u"the key %1 stands a second time"_s.arg(key.text));
    }
    return tree;
}

PlacedText placedText(const YamlNode &node)
{
    return {node.text, node.place};
}

} // namespace duodoctor
