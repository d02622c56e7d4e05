#include "session/walk.h"

#include "check/check_plan.h"
#include "diagnosis/diagnosis.h"
#include "playbook/playbook_lint.h"
#include "session/session.h"
#include "session/walk_branch.h"
#include "session/walk_questions.h"

#include <algorithm>
#include <utility>

namespace duodoctor
{

namespace
{

/// A longer walk is a circle in the tree, which lint reports; here it only must not hang.
constexpr qsizetype kMaxSteps = 100;

/// Where people paste what they see, a look at GitLab from here tells whether this workstation stands outside.
std::optional<CheckKey> lookOutside(const Session &session)
{
    const Deployment &deployment = session.deployment();
    const CheckKey look{CheckId{"gitlab-connection"}, Vantage::Workstation, {}};
    const bool isByHand =
        deployment.gitlab.reach.via == ReachVia::Paste || deployment.aiGateway.reach.via == ReachVia::Paste;
    return isByHand && session.plannedChecks().contains(look) && !session.result(look) ? std::optional{look}
                                                                                       : std::nullopt;
}

/// A node of checks leads on by itself, and so does a question whose answer is known.
bool leadsOn(const WalkStep &step)
{
    return step.node->kind == TreeNodeKind::Checks || step.wasKnown;
}

} // namespace

Walk::Walk(Session &session, std::function<void()> changed)
    : m_session(session)
    , m_changed(std::move(changed))
{
}

void Walk::enter(const QString &nodeId, const std::optional<Finding> &finding)
{
    const TreeNode *node = m_session.playbook().tree().node(nodeId);
    if (!node || m_steps.size() >= kMaxSteps) {
        return;
    }
    m_asksAPerson = false;
    m_brought.reset();
    if (node->kind == TreeNodeKind::Escalation && endInAKnownCause()) {
        return;
    }
    const TreeAnswer *known = knownAnswer(*node, m_steps, m_session);
    const bool asks = (node->kind == TreeNodeKind::Question && !known) || node->kind == TreeNodeKind::Evidence;
    if (asks && questionsAsked(m_steps) >= kMaxQuestions) {
        handOver();
        return;
    }
    m_steps.append({node, finding});
    if (node->kind == TreeNodeKind::Checks) {
        runChecks(*node, false);
    } else if (known) {
        m_steps.last().answer = known;
        m_steps.last().wasKnown = true;
        enter(known->next, finding);
        return;
    }
    m_changed();
}

/// Nothing is handed over while the walk knows a cause: that one is shown instead.
bool Walk::endInAKnownCause()
{
    const QList<RootCause> causes = diagnose(resultsOfTheWalk()).rootCauses;
    const auto &nodes = m_session.playbook().tree().nodes;
    const auto ofTheFinding = std::ranges::find_if(
        nodes, [](const TreeNode &node) { return node.kind == TreeNodeKind::Article && node.article.isEmpty(); });
    if (causes.isEmpty() || ofTheFinding == nodes.end()) {
        return false;
    }
    enter(ofTheFinding->id, causes.first().finding);
    return true;
}

/// A person who was asked often enough is asked no more.
void Walk::handOver()
{
    const TreeNode *last = nullptr;
    for (const TreeNode &node : m_session.playbook().tree().nodes) {
        if (node.kind == TreeNodeKind::Escalation && (!last || node.id < last->id)) {
            last = &node;
        }
    }
    if (last) {
        enter(last->id, std::nullopt);
    }
}

/// Starts the node's checks; what this walk has made already stands, unless the user wants to look `again`.
void Walk::runChecks(const TreeNode &node, bool again)
{
    QList<CheckKey> keys = checksOf(node, m_session);
    m_session.cancelChecks(); // of somebody else; its end is none of this node's
    if (!again) {
        keys.removeIf([this](const CheckKey &key) { return m_made.contains(key) && m_session.result(key); });
    }
    m_isWaiting = true;
    if (keys.isEmpty()) {
        follow();
        return;
    }
    if (const auto look = lookOutside(m_session); look && !keys.contains(*look)) {
        keys << *look;
    }
    m_session.startChecks(node.checks.isEmpty() ? QList<CheckKey>{} : keys);
}

void Walk::stopWaiting()
{
    if (std::exchange(m_isWaiting, false)) {
        m_session.cancelChecks();
    }
}

/// What this node's checks found, and the checks before them; results of earlier nodes do not count here.
QList<CheckResult> Walk::resultsOf(const TreeNode &node) const
{
    QList<CheckResult> relevant;
    const QList<CheckKey> keys = node.kind == TreeNodeKind::Checks ? checksOf(node, m_session) : QList<CheckKey>{};
    const bool mayComplete = m_session.options().completionAllowed;
    for (const PlannedCheck &planned : planChecks(m_session.deployment(), mayComplete, keys)) {
        if (const CheckResult *result = m_session.result(planned.key); result && !keys.isEmpty()) {
            relevant << *result;
        }
    }
    for (const CheckKey &key : m_steps.last().brought) {
        if (const CheckResult *result = m_session.result(key)) {
            relevant << *result;
        }
    }
    return relevant;
}

/// Everything that this walk has looked at, and what people brought on the way.
QList<CheckResult> Walk::resultsOfTheWalk() const
{
    QSet<CheckKey> keys = m_made;
    for (const WalkStep &step : m_steps) {
        keys += QSet<CheckKey>(step.brought.cbegin(), step.brought.cend());
    }
    QList<CheckResult> results = m_session.results();
    results.removeIf([&](const CheckResult &result) { return !keys.contains(result.key); });
    return results;
}

/// Leaves a node of checks by the first branch that fits; before a branch that nothing was found for, a person is asked
/// for what could not be looked at.
void Walk::follow()
{
    m_isWaiting = false;
    m_asksAPerson = false;
    const TreeNode &node = *m_steps.last().node;
    const QList<CheckResult> results = resultsOf(node);
    for (const CheckResult &result : results) {
        m_made.insert(result.key);
    }
    const BranchChoice choice = chooseBranch(node, results);
    if (!choice.isFound && !openRequests(m_steps, m_session).isEmpty()) {
        m_asksAPerson = true;
        m_changed();
    } else if (choice.branch) {
        enter(choice.branch->next, choice.finding);
    } else {
        m_changed();
    }
}

void Walk::onRunFinished(bool cancelled)
{
    if (m_asksAPerson && !cancelled) {
        follow(); // somebody ran the checks again
        return;
    }
    if (!m_isWaiting) {
        return;
    }
    if (cancelled) {
        m_isWaiting = false;
        m_changed();
    } else {
        follow();
    }
}

void Walk::onHandRead(const HandReading &reading)
{
    const bool isEvidence = !m_steps.isEmpty() && m_steps.last().node->kind == TreeNodeKind::Evidence;
    if (reading.number != m_brought || (!isEvidence && !m_asksAPerson)) {
        return;
    }
    m_brought.reset();
    if (!reading.isRecognised()) {
        return;
    }
    if (!reading.isAnswer) {
        m_steps.last().brought << reading.judged;
    }
    ++m_steps.last().asked;
    follow();
}

void Walk::reset()
{
    stopWaiting();
    m_steps.clear();
    m_made.clear();
    m_asksAPerson = false;
    m_brought.reset();
    m_changed();
}

void Walk::answer(const TreeAnswer &answer)
{
    m_steps.last().answer = &answer;
    enter(answer.next, std::nullopt);
}

void Walk::passOver(const QStringList &commands)
{
    ++m_steps.last().asked;
    m_steps.last().passedOver << commands;
    follow();
}

void Walk::runAgain()
{
    m_steps.last().passedOver.clear();
    m_asksAPerson = false;
    runChecks(*m_steps.last().node, true);
    m_changed();
}

/// The way back ends at the question before. A walk that began with checks has none: there it ends before the walk, at
/// the choice of a symptom.
void Walk::back()
{
    stopWaiting();
    do {
        m_steps.removeLast();
    } while (!m_steps.isEmpty() && leadsOn(m_steps.last()));
    m_asksAPerson = false;
    m_brought.reset();
    m_made.clear(); // whoever goes back may have changed something
    if (!m_steps.isEmpty()) {
        WalkStep &last = m_steps.last();
        last = WalkStep{last.node, last.finding};
    }
    m_changed();
}

} // namespace duodoctor
