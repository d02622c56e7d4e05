#include "playbook/decision_tree.h"

namespace duodoctor
{

const TreeNode *DecisionTree::node(const QString &id) const
{
    const auto found = nodes.constFind(id);
    return found == nodes.constEnd() ? nullptr : &*found;
}

} // namespace duodoctor
