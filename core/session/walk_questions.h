#pragma once

#include "check/check_definition.h"
#include "session/walk_step.h"

#include <QList>

namespace duodoctor
{

class Session;

/// A check of a walk that a person has to make, because it cannot be made from here.
struct HandRequest {
    CheckKey key;
    HandInstruction instruction;
    int left = 1; ///< how many are asked for at this node, with this one
};

/// The planned checks that a node names; every one when it names none.
QList<CheckKey> checksOf(const TreeNode &node, const Session &session);

/// The answers that hold for this deployment's GitLab version; all of them without one.
QList<const TreeAnswer *> answersFor(const TreeNode &node, const Session &session);

/// The answer that earlier checks, earlier answers or the deployment give; null when a person has to.
/// @param steps  of the walk up to this node
const TreeAnswer *knownAnswer(const TreeNode &node, const QList<WalkStep> &steps, const Session &session);

/// How often a person was asked: for an answer, for a command's output, for a text.
int questionsAsked(const QList<WalkStep> &steps);

/// The checks of the walk's last node that a person could make, one for each command, the most telling first. None once
/// the walk has asked enough.
QList<HandRequest> openRequests(const QList<WalkStep> &steps, const Session &session);

} // namespace duodoctor
