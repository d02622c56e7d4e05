#pragma once

#include "session/hand_reading.h"
#include "session/walk_step.h"

#include <QSet>

#include <functional>

namespace duodoctor
{

class Session;

/// What goes on behind a Walkthrough: enters the tree's nodes one after the other, makes their checks, and leaves them
/// by the branch that fits.
///
///     enter ─▶ question ──────────── answer ───────────────▶ enter
///           ─▶ checks ─▶ waiting ─▶ follow ─▶ asks a person ─▶ follow
///                                          └▶ branch ──────▶ enter
///           ─▶ evidence ─▶ a text is brought, or passed over ─▶ follow
///           ─▶ end, article, escalation
///
/// Thread: the session's.
class Walk
{
public:
    /// @param changed  called after the node, its state or the path changed.
    Walk(Session &session, std::function<void()> changed);

    /// The way so far; the last step is the current one. Empty: no walk is active.
    const QList<WalkStep> &steps() const { return m_steps; }
    /// True while the current node's checks run.
    bool isWaiting() const { return m_isWaiting; }
    /// True while somebody is asked for what the checks of this node could not look at.
    bool asksAPerson() const { return m_asksAPerson; }

    void enter(const QString &nodeId, const std::optional<Finding> &finding);
    /// Forgets the walk and stops its checks.
    void reset();
    /// @param answer  of the current node, which is a question
    void answer(const TreeAnswer &answer);
    /// This reading of somebody's text is for the current node (Session::readLater()); others are not.
    void expect(int reading) { m_brought = reading; }
    /// Goes on without these commands' outputs, or without the text of a node of evidence.
    void passOver(const QStringList &commands);
    /// Makes the checks of the current node once more.
    void runAgain();
    void back();

    void onRunFinished(bool cancelled);
    void onHandRead(const HandReading &reading);

private:
    bool endInAKnownCause();
    void handOver();
    void runChecks(const TreeNode &node, bool again);
    void stopWaiting();
    void follow();
    QList<CheckResult> resultsOf(const TreeNode &node) const;
    QList<CheckResult> resultsOfTheWalk() const;

    Session &m_session;
    std::function<void()> m_changed;
    QList<WalkStep> m_steps;
    QSet<CheckKey> m_made; ///< checks that this walk has made, and need not make again
    bool m_isWaiting = false;
    bool m_asksAPerson = false;
    std::optional<int> m_brought; ///< the reading of what somebody brought for the current node
};

} // namespace duodoctor
