#pragma once

#include "check/check_result.h"
#include "judge/finding.h"
#include "playbook/decision_tree.h"

#include <QList>
#include <QStringList>

#include <optional>

namespace duodoctor
{

/// A node that a walk came to, and what happened there.
struct WalkStep {
    const TreeNode *node = nullptr; ///< of the playbook's tree; never null
    std::optional<Finding> finding; ///< what led here
    const TreeAnswer *answer = nullptr;
    bool wasKnown = false;     ///< the answer was known without asking
    int asked = 0;             ///< commands and texts that a person was asked for here
    QStringList passedOver{};  ///< commands that nobody is to be asked for again
    QList<CheckKey> brought{}; ///< captured texts that were no answer and say something nevertheless
};

} // namespace duodoctor
