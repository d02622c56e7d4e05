#include "session/walk_questions.h"

#include "playbook/playbook_lint.h"
#include "playbook/tree_condition.h"
#include "session/session.h"

#include <QSet>

#include <algorithm>

namespace duodoctor
{

namespace
{

/// True for a check that a person could make in our place. A walk through everything asks for nothing: that would be
/// dozens of commands that nobody thought of.
bool isForAPerson(const CheckResult &result, const TreeNode &node)
{
    return !node.checks.isEmpty() && result.status == CheckStatus::Skipped &&
           (result.skipReason == SkipReason::ByHand || result.skipReason == SkipReason::ReachFailed ||
            result.skipReason == SkipReason::NoReach);
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

WalkKnowledge knowledgeOf(const QList<WalkStep> &steps, const Session &session)
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
    for (const WalkStep &step : steps) {
        if (step.answer) {
            knowledge.answers << step.node->id + u'/' + step.answer->id;
        }
        for (const CheckKey &key : step.brought) {
            knowledge.codes << codesIn(session.result(key));
        }
    }
    return knowledge;
}

} // namespace

QList<CheckKey> checksOf(const TreeNode &node, const Session &session)
{
    QList<CheckKey> keys = session.plannedChecks();
    if (!node.checks.isEmpty()) {
        keys.removeIf([&](const CheckKey &key) { return !node.checks.contains(key.check.view()); });
    }
    return keys;
}

QList<const TreeAnswer *> answersFor(const TreeNode &node, const Session &session)
{
    const std::optional<GitLabVersion> &version = session.deployment().gitlab.version;
    QList<const TreeAnswer *> answers;
    for (const TreeAnswer &answer : node.answers) {
        if (!version || answer.versions.contains(*version)) {
            answers << &answer;
        }
    }
    return answers;
}

const TreeAnswer *knownAnswer(const TreeNode &node, const QList<WalkStep> &steps, const Session &session)
{
    const WalkKnowledge knowledge = knowledgeOf(steps, session);
    const QList<const TreeAnswer *> offered = answersFor(node, session);
    const auto known = std::ranges::find_if(
        offered, [&](const TreeAnswer *answer) { return answer->when && holds(*answer->when, knowledge); });
    return known == offered.end() ? nullptr : *known;
}

int questionsAsked(const QList<WalkStep> &steps)
{
    int asked = 0;
    for (const WalkStep &step : steps) {
        asked += step.asked + (step.answer && !step.wasKnown ? 1 : 0);
    }
    return asked;
}

QList<HandRequest> openRequests(const QList<WalkStep> &steps, const Session &session)
{
    const TreeNode &node = *steps.last().node;
    if (node.kind != TreeNodeKind::Checks || questionsAsked(steps) >= kMaxQuestions) {
        return {};
    }
    QList<HandRequest> requests;
    QStringList known;
    for (const WalkStep &step : steps) {
        known << step.passedOver;
    }
    QList<CheckKey> keys = checksOf(node, session);
    const auto place = [&](const CheckKey &key) { return node.checks.indexOf(key.check.toString()); };
    std::ranges::stable_sort(keys, {}, place); // the tree asks first for what tells most
    for (const CheckKey &key : std::as_const(keys)) {
        const CheckResult *result = session.result(key);
        if (!result || !isForAPerson(*result, node)) {
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

} // namespace duodoctor
