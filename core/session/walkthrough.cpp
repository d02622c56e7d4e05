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
    QStringList passedOver{};       ///< commands that nobody is to be asked for again
    QList<CheckKey> brought{};      ///< captured texts that were no answer and say something nevertheless
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

/// True for a check that a person could make in our place. A walk through everything does not ask for what the user
/// gave no way to: that would be dozens of commands that nobody thought of.
bool isForAPerson(const CheckResult &result, const TreeNode &node)
{
    const bool isNamed = !node.checks.isEmpty();
    return result.status == CheckStatus::Skipped &&
           (result.skipReason == SkipReason::ByHand || result.skipReason == SkipReason::ReachFailed ||
            (isNamed && result.skipReason == SkipReason::NoReach));
}

/// The cause that this branch is for; null when there is none.
const RootCause *causeOf(const TreeBranch &branch, const QList<RootCause> &causes)
{
    const auto cause = std::ranges::find_if(causes, [&](const RootCause &candidate) {
        return branch.found || branch.findings.contains(candidate.finding.id.view());
    });
    return cause == causes.end() ? nullptr : &*cause;
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
    void take(const TreeBranch &branch, const QList<RootCause> &causes);
    void onHandRead(const HandReading &reading);
    QList<CheckResult> resultsOf(const TreeNode &node) const;
    QList<HandRequest> openRequests() const;

    Walkthrough *q;
    Session &session;
    QList<Step> steps;
    bool isWaiting = false;
    bool asksAPerson = false;
};

void Walkthrough::Private::enter(const QString &nodeId, const std::optional<Finding> &finding)
{
    const TreeNode *node = session.playbook().tree().node(nodeId);
    if (!node || steps.size() >= kMaxSteps) {
        return;
    }
    asksAPerson = false;
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
    for (const CheckKey &key : steps.last().brought) {
        if (const CheckResult *result = session.result(key)) {
            relevant << *result;
        }
    }
    return relevant;
}

/// The checks of the current node that a person could make, one for each command.
QList<HandRequest> Walkthrough::Private::openRequests() const
{
    const Step &step = steps.last();
    QList<HandRequest> requests;
    QStringList known = step.passedOver;
    for (const CheckKey &key : keysOf(*step.node, session)) {
        const CheckResult *result = session.result(key);
        if (!result || !isForAPerson(*result, *step.node)) {
            continue;
        }
        const std::optional<HandInstruction> instruction = session.handInstruction(key);
        if (instruction && !known.contains(instruction->command)) {
            known << instruction->command;
            requests << HandRequest{key, *instruction};
        }
    }
    return requests;
}

/// Leaves a node of checks by the first branch that fits; before a branch that nothing was found for, a person is asked
/// for what could not be looked at.
void Walkthrough::Private::follow()
{
    isWaiting = false;
    asksAPerson = false;
    const TreeNode &node = *steps.last().node;
    const QList<CheckResult> results = resultsOf(node);
    const QList<RootCause> causes = diagnose(results).rootCauses;
    // Where everything was skipped, nothing was seen, and nothing can be said to be in order.
    const bool wasAnyMade =
        std::ranges::any_of(results, [](const CheckResult &result) { return result.status != CheckStatus::Skipped; });
    const bool didAllPass = wasAnyMade && std::ranges::all_of(results, [](const CheckResult &result) {
                                return result.status == CheckStatus::Passed || result.status == CheckStatus::Skipped;
                            });
    const auto isFound = [&](const TreeBranch &branch) { return causeOf(branch, causes) != nullptr; };
    const auto fits = [&](const TreeBranch &branch) {
        return isFound(branch) || branch.otherwise || (branch.passed && didAllPass);
    };
    const auto branch = std::ranges::find_if(node.branches, fits);
    const bool isCertain = branch != node.branches.end() && isFound(*branch);
    if (!isCertain && !openRequests().isEmpty()) {
        asksAPerson = true;
        Q_EMIT q->changed();
    } else if (branch != node.branches.end()) {
        take(*branch, causes);
    } else {
        Q_EMIT q->changed();
    }
}

void Walkthrough::Private::take(const TreeBranch &branch, const QList<RootCause> &causes)
{
    const RootCause *cause = causeOf(branch, causes);
    if (!cause && !causes.isEmpty()) {
        cause = &causes.constFirst();
    }
    enter(branch.next, cause ? std::optional{cause->finding} : std::nullopt);
}

void Walkthrough::Private::onHandRead(const HandReading &reading)
{
    const std::optional<HandRequest> request = q->handRequest();
    if (!request || !reading.asked || *reading.asked != request->key) {
        return;
    }
    if (!reading.isAnswer) {
        steps.last().brought << reading.judged;
    }
    if (reading.isRecognised()) {
        follow();
    }
}

Walkthrough::Walkthrough(Session &session)
    : d(std::make_unique<Private>(this, session))
{
    connect(&session, &Session::runFinished, this, [this](bool cancelled) {
        if (d->asksAPerson && !cancelled) {
            d->follow(); // somebody ran the checks again
            return;
        }
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
    connect(&session, &Session::handRead, this, [this](const HandReading &reading) { d->onHandRead(reading); });
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
    d->asksAPerson = false;
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

std::optional<HandRequest> Walkthrough::handRequest() const
{
    if (!d->asksAPerson || d->steps.isEmpty()) {
        return std::nullopt;
    }
    QList<HandRequest> open = d->openRequests();
    if (open.isEmpty()) {
        return std::nullopt;
    }
    open.first().left = static_cast<int>(open.size());
    return open.first();
}

void Walkthrough::answerByHand(const CapturedInput &input)
{
    if (const std::optional<HandRequest> request = handRequest()) {
        d->session.readLater(input, request->key);
    }
}

void Walkthrough::passOver()
{
    if (const std::optional<HandRequest> request = handRequest()) {
        d->steps.last().passedOver << request->instruction.command;
        d->follow();
    }
}

void Walkthrough::passOverAll()
{
    if (!handRequest()) {
        return;
    }
    for (const HandRequest &request : d->openRequests()) {
        d->steps.last().passedOver << request.instruction.command;
    }
    d->follow();
}

void Walkthrough::runAgain()
{
    const TreeNode *node = current();
    if (node && node->kind == TreeNodeKind::Checks) {
        d->steps.last().passedOver.clear();
        d->asksAPerson = false;
        d->runChecks(*node);
        Q_EMIT changed();
    } else {
        d->session.startChecks();
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
    d->asksAPerson = false;
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
