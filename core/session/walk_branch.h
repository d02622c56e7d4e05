#pragma once

#include "check/check_result.h"
#include "judge/finding.h"
#include "playbook/decision_tree.h"

#include <QList>

#include <optional>

namespace duodoctor
{

/// How a walk leaves a node of checks or of evidence.
struct BranchChoice {
    const TreeBranch *branch = nullptr; ///< of the node; null where none fits
    bool isFound = false;               ///< it is for a cause that was found; otherwise more may be learned first
    std::optional<Finding> finding{};   ///< what the rest of the walk is about: the branch's cause, or the likeliest
};

/// The first branch that fits what was found. Pure.
/// @param results  of this node's checks and of what was brought here; what earlier nodes found does not count.
BranchChoice chooseBranch(const TreeNode &node, const QList<CheckResult> &results);

} // namespace duodoctor
