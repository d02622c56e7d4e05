#include "session/walkthrough.h"

#include "check/check_plan.h"
#include "diagnosis/diagnosis.h"
#include "playbook/playbook_lint.h"
#include "playbook/tree_condition.h"
#include "session/session.h"

#include <QSet>

#include <algorithm>
#include <optional>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// A longer walk is a circle in the tree, which lint reports; here it only must not hang.
constexpr qsizetype kMaxSteps = 100;

struct Step {
    const TreeNode *node = nullptr; ///< of the playbook's tree; never null
    std::optional<Finding> finding; ///< what led here
    const TreeAnswer *answer = nullptr;
    bool wasKnown = false;     ///< the answer was known without asking
    int asked = 0;             ///< commands and texts that a person was asked for here
    QStringList passedOver{};  ///< commands that nobody is to be asked for again
    QList<CheckKey> brought{}; ///< captured texts that were no answer and say something nevertheless
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

/// True for a check that a person could make in our place. A walk through everything asks for nothing: that would be
/// dozens of commands that nobody thought of.
bool isForAPerson(const CheckResult &result, const TreeNode &node)
{
    return !node.checks.isEmpty() && result.status == CheckStatus::Skipped &&
           (result.skipReason == SkipReason::ByHand || result.skipReason == SkipReason::ReachFailed ||
            result.skipReason == SkipReason::NoReach);
}

/// The answers that hold for this GitLab version; all of them without one.
QList<const TreeAnswer *> answersFor(const TreeNode &node, const std::optional<GitLabVersion> &version)
{
    QList<const TreeAnswer *> answers;
    for (const TreeAnswer &answer : node.answers) {
        if (!version || answer.versions.contains(*version)) {
            answers << &answer;
        }
    }
    return answers;
}

/// The cause that this branch is for; null when there is none.
const RootCause *causeOf(const TreeBranch &branch, const QList<RootCause> &causes)
{
    const auto cause = std::ranges::find_if(causes, [&](const RootCause &candidate) {
        return branch.found || branch.findings.contains(candidate.finding.id.view());
    });
    return cause == causes.end() ? nullptr : &*cause;
}

/// Where nothing was seen, nothing can be said to be in order; the form of a URL is no sight.
bool sawSomething(const CheckResult &result)
{
    return result.status != CheckStatus::Skipped && std::ranges::any_of(result.evidence, [](const EvidencePtr &piece) {
               const HttpExchange *exchange = piece->httpExchange();
               return !exchange || !exchange->failure;
           });
}

/// Duo's codes in what a person brought.
QStringList codesIn(const CheckResult *result)
{
    QStringList codes;
    for (const EvidencePtr &piece : result ? result->evidence : QList<EvidencePtr>{}) {
        if (const auto *quoted = piece->as<QuotedError>(); quoted && !quoted->code.isEmpty()) {
            codes << quoted->code;
        }
    }
    return codes;
}

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

QString wordsOf(const Step &step)
{
    if (!step.answer) {
        return {};
    }
    return step.wasKnown ? u"%1 (known)"_s.arg(step.answer->text) : step.answer->text;
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
    bool endInAKnownCause();
    void handOver();
    const TreeAnswer *knownAnswer(const TreeNode &node) const;
    void runChecks(const TreeNode &node, bool again);
    void follow();
    void take(const TreeBranch &branch, const QList<RootCause> &causes);
    void onHandRead(const HandReading &reading);
    QList<CheckResult> resultsOf(const TreeNode &node) const;
    QList<CheckResult> resultsOfTheWalk() const;
    QList<HandRequest> openRequests() const;
    int questionsAsked() const;

    Walkthrough *q;
    Session &session;
    QList<Step> steps;
    QSet<CheckKey> made; ///< checks that this walk has made, and need not make again
    bool isWaiting = false;
    bool asksAPerson = false;
    std::optional<CheckKey> brings; ///< what somebody's text is being read for
};

void Walkthrough::Private::enter(const QString &nodeId, const std::optional<Finding> &finding)
{
    const TreeNode *node = session.playbook().tree().node(nodeId);
    if (!node || steps.size() >= kMaxSteps) {
        return;
    }
    asksAPerson = false;
    if (node->kind == TreeNodeKind::Escalation && endInAKnownCause()) {
        return;
    }
    const TreeAnswer *known = knownAnswer(*node);
    const bool asks = (node->kind == TreeNodeKind::Question && !known) || node->kind == TreeNodeKind::Evidence;
    if (asks && questionsAsked() >= kMaxQuestions) {
        handOver();
        return;
    }
    steps.append({node, finding});
    if (node->kind == TreeNodeKind::Checks) {
        runChecks(*node, false);
    } else if (known) {
        steps.last().answer = known;
        steps.last().wasKnown = true;
        enter(known->next, finding);
        return;
    }
    Q_EMIT q->changed();
}

/// Nothing is handed over while the walk knows a cause: that one is shown instead.
bool Walkthrough::Private::endInAKnownCause()
{
    const QList<RootCause> causes = diagnose(resultsOfTheWalk()).rootCauses;
    const auto &nodes = session.playbook().tree().nodes;
    const auto ofTheFinding = std::ranges::find_if(
        nodes, [](const TreeNode &node) { return node.kind == TreeNodeKind::Article && node.article.isEmpty(); });
    if (causes.isEmpty() || ofTheFinding == nodes.end()) {
        return false;
    }
    enter(ofTheFinding->id, causes.first().finding);
    return true;
}

/// A person who was asked often enough is asked no more.
void Walkthrough::Private::handOver()
{
    const TreeNode *last = nullptr;
    for (const TreeNode &node : session.playbook().tree().nodes) {
        if (node.kind == TreeNodeKind::Escalation && (!last || node.id < last->id)) {
            last = &node;
        }
    }
    if (last) {
        enter(last->id, std::nullopt);
    }
}

/// The answer that earlier checks, earlier answers or the deployment give; null when a person has to.
const TreeAnswer *Walkthrough::Private::knownAnswer(const TreeNode &node) const
{
    WalkKnowledge knowledge;
    knowledge.deployment = &session.deployment();
    for (const RootCause &cause : session.diagnosis().rootCauses) {
        knowledge.found << cause.finding.id.toString();
    }
    QSet<QString> bad;
    for (const CheckResult &result : session.results()) {
        const bool isGood = result.status == CheckStatus::Passed;
        (isGood ? knowledge.passed : bad) << result.key.check.toString();
    }
    knowledge.passed -= bad;
    for (const Step &step : steps) {
        if (step.answer) {
            knowledge.answers << step.node->id + u'/' + step.answer->id;
        }
        for (const CheckKey &key : step.brought) {
            knowledge.codes << codesIn(session.result(key));
        }
    }
    const QList<const TreeAnswer *> offered = answersFor(node, session.deployment().gitlab.version);
    const auto known = std::ranges::find_if(
        offered, [&](const TreeAnswer *answer) { return answer->when && holds(*answer->when, knowledge); });
    return known == offered.end() ? nullptr : *known;
}

/// Starts the node's checks; what this walk has made already stands, unless the user wants to look `again`.
void Walkthrough::Private::runChecks(const TreeNode &node, bool again)
{
    QList<CheckKey> keys = keysOf(node, session);
    session.cancelChecks(); // of somebody else; its end is none of this node's
    if (!again) {
        keys.removeIf([this](const CheckKey &key) { return made.contains(key) && session.result(key); });
    }
    isWaiting = true;
    if (keys.isEmpty()) {
        follow();
        return;
    }
    if (const auto look = lookOutside(session); look && !keys.contains(*look)) {
        keys << *look;
    }
    session.startChecks(node.checks.isEmpty() ? QList<CheckKey>{} : keys);
}

/// What this node's checks found, and the checks before them; results of earlier nodes do not count here.
QList<CheckResult> Walkthrough::Private::resultsOf(const TreeNode &node) const
{
    QList<CheckResult> relevant;
    const QList<CheckKey> keys = node.kind == TreeNodeKind::Checks ? keysOf(node, session) : QList<CheckKey>{};
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

/// Everything that this walk has looked at, and what people brought on the way.
QList<CheckResult> Walkthrough::Private::resultsOfTheWalk() const
{
    QSet<CheckKey> keys = made;
    for (const Step &step : steps) {
        keys += QSet<CheckKey>(step.brought.cbegin(), step.brought.cend());
    }
    QList<CheckResult> results = session.results();
    results.removeIf([&](const CheckResult &result) { return !keys.contains(result.key); });
    return results;
}

int Walkthrough::Private::questionsAsked() const
{
    int asked = 0;
    for (const Step &step : steps) {
        asked += step.asked + (step.answer && !step.wasKnown ? 1 : 0);
    }
    return asked;
}

/// The checks of the current node that a person could make, one for each command. None once the walk has asked enough.
QList<HandRequest> Walkthrough::Private::openRequests() const
{
    const Step &step = steps.last();
    if (step.node->kind != TreeNodeKind::Checks || questionsAsked() >= kMaxQuestions) {
        return {};
    }
    QList<HandRequest> requests;
    QStringList known;
    for (const Step &before : steps) {
        known << before.passedOver;
    }
    QList<CheckKey> keys = keysOf(*step.node, session);
    const auto place = [&](const CheckKey &key) { return step.node->checks.indexOf(key.check.toString()); };
    std::ranges::stable_sort(keys, {}, place); // the tree asks first for what tells most
    for (const CheckKey &key : std::as_const(keys)) {
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
    for (const CheckResult &result : results) {
        made.insert(result.key);
    }
    const QList<RootCause> causes = diagnose(results).rootCauses;
    const bool didAllPass =
        std::ranges::any_of(results, sawSomething) && std::ranges::all_of(results, [](const CheckResult &result) {
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
    if (steps.isEmpty()) {
        return;
    }
    if (steps.last().node->kind == TreeNodeKind::Evidence) {
        if (!reading.asked && reading.isRecognised()) {
            ++steps.last().asked;
            steps.last().brought << reading.judged;
            follow();
        }
        return;
    }
    // Its result is known already, so it is no open request any more.
    if (!asksAPerson || !reading.asked || reading.asked != std::exchange(brings, std::nullopt)) {
        return;
    }
    if (!reading.isAnswer) {
        steps.last().brought << reading.judged;
    }
    if (reading.isRecognised()) {
        ++steps.last().asked;
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
    d->made.clear();
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
    const bool isEnd = node && (node->kind == TreeNodeKind::Article || node->kind == TreeNodeKind::End ||
                                node->kind == TreeNodeKind::Escalation);
    if (!isEnd) {
        return nullptr;
    }
    const std::optional<Finding> &finding = d->steps.last().finding;
    const bool isMeant = finding && (node->article.isEmpty() || finding->id.view() == node->article);
    return isMeant ? &*finding : nullptr;
}

QList<TreeAnswer> Walkthrough::answers() const
{
    QList<TreeAnswer> offered;
    if (const TreeNode *node = current()) {
        for (const TreeAnswer *answer : answersFor(*node, d->session.deployment().gitlab.version)) {
            offered << *answer;
        }
    }
    return offered;
}

void Walkthrough::answer(const QString &answerId)
{
    const TreeNode *node = current();
    if (!node || node->kind != TreeNodeKind::Question) {
        return;
    }
    const auto chosen = std::ranges::find(node->answers, answerId, &TreeAnswer::id);
    if (chosen != node->answers.end()) {
        d->steps.last().answer = &*chosen;
        d->enter(chosen->next, std::nullopt);
    }
}

int Walkthrough::questionsAsked() const
{
    return d->questionsAsked();
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
    const TreeNode *node = current();
    if (node && node->kind == TreeNodeKind::Evidence) {
        d->session.readLater(input);
    } else if (const std::optional<HandRequest> request = handRequest()) {
        d->brings = request->key;
        d->session.readLater(input, request->key);
    }
}

void Walkthrough::passOver()
{
    const TreeNode *node = current();
    if (node && node->kind == TreeNodeKind::Evidence) {
        ++d->steps.last().asked;
        d->follow();
    } else if (const std::optional<HandRequest> request = handRequest()) {
        ++d->steps.last().asked;
        d->steps.last().passedOver << request->instruction.command;
        d->follow();
    }
}

void Walkthrough::passOverAll()
{
    if (!handRequest()) {
        return;
    }
    ++d->steps.last().asked;
    const QList<HandRequest> open = d->openRequests();
    for (const HandRequest &request : open) {
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
        d->runChecks(*node, true);
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
    // A node of checks leads on by itself, and so does a question whose answer is known: the way back ends at the
    // question before. A walk that began with checks has none: there it ends before the walk, at the choice of a
    // symptom.
    const auto leadsOn = [](const Step &step) { return step.node->kind == TreeNodeKind::Checks || step.wasKnown; };
    do {
        d->steps.removeLast();
    } while (!d->steps.isEmpty() && leadsOn(d->steps.last()));
    d->asksAPerson = false;
    d->made.clear(); // whoever goes back may have changed something
    if (!d->steps.isEmpty()) {
        Step &last = d->steps.last();
        last = Step{last.node, last.finding};
    }
    Q_EMIT changed();
}

QList<PathStep> Walkthrough::path() const
{
    QList<PathStep> path;
    for (const Step &step : d->steps) {
        path << PathStep{step.node->id, step.node->title, wordsOf(step)};
    }
    return path;
}

} // namespace duodoctor
