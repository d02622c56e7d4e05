#include "session/walkthrough.h"

#include "check/check_plan.h"
#include "diagnosis/diagnosis.h"
#include "session/session.h"

#include <algorithm>
#include <optional>

namespace duodoctor
{

namespace
{

/// A longer walk is a circle in the tree, which lint reports; here it only must not hang.
constexpr qsizetype kMaxSteps = 100;

struct Step {
    const TreeNode *node = nullptr; ///< of the playbook's tree; never null
    QString answer;
    std::optional<Finding> finding; ///< what led here
};

/// The planned checks that a node names; every one when it names none.
QList<CheckKey> keysOf(const TreeNode &node, const Session &session)
{
    QList<CheckKey> keys = session.plannedChecks();
    if (!node.checks.isEmpty()) {
        keys.removeIf([&](const CheckKey &key) { return !node.checks.contains(key.check.view()); });
    }
    return keys;
}

} // namespace

class Walkthrough::Private
{
public:
    Private(Walkthrough *owner, Session &owningSession)
        : q(owner)
        , session(owningSession)
    {
    }

    void enter(const QString &nodeId, const std::optional<Finding> &finding);
    void runChecks(const TreeNode &node);
    void follow();
    QList<CheckResult> resultsOf(const TreeNode &node) const;

    Walkthrough *q;
    Session &session;
    QList<Step> steps;
    bool isWaiting = false;
};

void Walkthrough::Private::enter(const QString &nodeId, const std::optional<Finding> &finding)
{
    const TreeNode *node = session.playbook().tree().node(nodeId);
    if (!node || steps.size() >= kMaxSteps) {
        return;
    }
    steps.append({node, {}, finding});
    if (node->kind == TreeNodeKind::Checks) {
        runChecks(*node);
    }
    Q_EMIT q->changed();
}

void Walkthrough::Private::runChecks(const TreeNode &node)
{
    const QList<CheckKey> keys = keysOf(node, session);
    session.cancelChecks(); // of somebody else; its end is none of this node's
    isWaiting = true;
    if (keys.isEmpty()) {
        follow();
    } else {
        session.startChecks(node.checks.isEmpty() ? QList<CheckKey>{} : keys);
    }
}

/// What this node's checks found, and the checks before them; results of earlier nodes do not count here.
QList<CheckResult> Walkthrough::Private::resultsOf(const TreeNode &node) const
{
    QList<CheckResult> relevant;
    const QList<CheckKey> keys = keysOf(node, session);
    for (const PlannedCheck &planned : planChecks(session.deployment(), session.options().completionAllowed, keys)) {
        if (const CheckResult *result = session.result(planned.key); result && !keys.isEmpty()) {
            relevant << *result;
        }
    }
    return relevant;
}

/// Leaves a node of checks by the first branch that fits.
void Walkthrough::Private::follow()
{
    isWaiting = false;
    const TreeNode &node = *steps.last().node;
    const QList<CheckResult> results = resultsOf(node);
    const QList<RootCause> causes = diagnose(results).rootCauses;
    // Where everything was skipped, nothing was seen, and nothing can be said to be in order.
    const bool wasAnyMade =
        std::ranges::any_of(results, [](const CheckResult &result) { return result.status != CheckStatus::Skipped; });
    const bool didAllPass = wasAnyMade && std::ranges::all_of(results, [](const CheckResult &result) {
                                return result.status == CheckStatus::Passed || result.status == CheckStatus::Skipped;
                            });
    for (const TreeBranch &branch : node.branches) {
        const auto cause = std::ranges::find_if(causes, [&](const RootCause &candidate) {
            return branch.found || branch.findings.contains(candidate.finding.id.view());
        });
        if (cause != causes.end()) {
            enter(branch.next, cause->finding);
            return;
        }
        if (branch.otherwise || (branch.passed && didAllPass)) {
            enter(branch.next, causes.isEmpty() ? std::nullopt : std::optional{causes.first().finding});
            return;
        }
    }
    Q_EMIT q->changed();
}

Walkthrough::Walkthrough(Session &session)
    : d(std::make_unique<Private>(this, session))
{
    connect(&session, &Session::runFinished, this, [this](bool cancelled) {
        if (!d->isWaiting) {
            return;
        }
        if (cancelled) {
            d->isWaiting = false;
            Q_EMIT changed();
        } else {
            d->follow();
        }
    });
}

Walkthrough::~Walkthrough() = default;

QList<TreeEntry> Walkthrough::entries() const
{
    return d->session.playbook().tree().entries;
}

void Walkthrough::start(const QString &entryId)
{
    reset();
    const QList<TreeEntry> all = entries();
    const auto entry = std::ranges::find(all, entryId, &TreeEntry::id);
    if (entry != all.end()) {
        d->enter(entry->node, std::nullopt);
    }
}

void Walkthrough::reset()
{
    if (std::exchange(d->isWaiting, false)) {
        d->session.cancelChecks();
    }
    d->steps.clear();
    Q_EMIT changed();
}

bool Walkthrough::isActive() const
{
    return !d->steps.isEmpty();
}

const TreeNode *Walkthrough::current() const
{
    return d->steps.isEmpty() ? nullptr : d->steps.last().node;
}

QString Walkthrough::currentText() const
{
    const TreeNode *node = current();
    return node ? d->session.playbook().nodeText(*node, d->session.deployment()) : QString{};
}

bool Walkthrough::isWaitingForChecks() const
{
    return d->isWaiting;
}

const Finding *Walkthrough::endFinding() const
{
    const TreeNode *node = current();
    if (!node || node->kind == TreeNodeKind::Question || node->kind == TreeNodeKind::Checks) {
        return nullptr;
    }
    const std::optional<Finding> &finding = d->steps.last().finding;
    const bool isMeant = finding && (node->article.isEmpty() || finding->id.view() == node->article);
    return isMeant ? &*finding : nullptr;
}

void Walkthrough::answer(const QString &answerId)
{
    const TreeNode *node = current();
    if (!node || node->kind != TreeNodeKind::Question) {
        return;
    }
    const auto chosen = std::ranges::find(node->answers, answerId, &TreeAnswer::id);
    if (chosen != node->answers.end()) {
        d->steps.last().answer = chosen->text;
        d->enter(chosen->next, std::nullopt);
    }
}

bool Walkthrough::canGoBack() const
{
    return d->steps.size() > 1;
}

void Walkthrough::back()
{
    if (!canGoBack()) {
        return;
    }
    if (std::exchange(d->isWaiting, false)) {
        d->session.cancelChecks();
    }
    // A node of checks leads on by itself, so the way back ends at the question before it. A walk that began with
    // checks has none: there the way back ends before the walk, at the choice of a symptom.
    do {
        d->steps.removeLast();
    } while (!d->steps.isEmpty() && d->steps.last().node->kind == TreeNodeKind::Checks);
    if (!d->steps.isEmpty()) {
        d->steps.last().answer.clear();
    }
    Q_EMIT changed();
}

QList<PathStep> Walkthrough::path() const
{
    QList<PathStep> path;
    for (const Step &step : d->steps) {
        path << PathStep{step.node->id, step.node->title, step.answer};
    }
    return path;
}

} // namespace duodoctor
