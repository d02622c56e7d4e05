#include "session/walkthrough.h"

#include "session/session.h"
#include "session/walk.h"
#include "session/walk_correlation.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

QString wordsOf(const WalkStep &step)
{
    if (!step.answer) {
        return {};
    }
    return step.wasKnown ? u"%1 (known)"_s.arg(step.answer->text) : step.answer->text;
}

bool isEnd(const TreeNode &node)
{
    return node.kind == TreeNodeKind::Article || node.kind == TreeNodeKind::End ||
           node.kind == TreeNodeKind::Escalation;
}

/// What was done on the way and has to be undone at its end, each once.
QList<const TreeNode *> undoNodes(const QList<WalkStep> &steps, const DecisionTree &tree)
{
    QList<const TreeNode *> nodes;
    for (const WalkStep &step : steps) {
        const TreeNode *undo = tree.node(step.node->undo);
        if (undo && !nodes.contains(undo)) {
            nodes << undo;
        }
    }
    return nodes;
}

} // namespace

Walkthrough::Walkthrough(Session &session)
    : m_session(session)
    , m_walk(std::make_unique<Walk>(session, [this] { Q_EMIT changed(); }))
{
    connect(&session, &Session::runFinished, this, [this](bool cancelled) { m_walk->onRunFinished(cancelled); });
    connect(&session, &Session::handRead, this, [this](const HandReading &reading) { m_walk->onHandRead(reading); });
}

Walkthrough::~Walkthrough() = default;

QList<TreeEntry> Walkthrough::entries() const
{
    return m_session.playbook().tree().entries;
}

void Walkthrough::start(const QString &entryId)
{
    reset();
    const QList<TreeEntry> all = entries();
    const auto entry = std::ranges::find(all, entryId, &TreeEntry::id);
    if (entry != all.end()) {
        m_entry = entryId;
        m_walk->enter(entry->node, std::nullopt);
    }
}

void Walkthrough::reset()
{
    m_walk->reset();
}

bool Walkthrough::isActive() const
{
    return !m_walk->steps().isEmpty();
}

QString Walkthrough::entry() const
{
    return isActive() ? m_entry : QString{};
}

const TreeNode *Walkthrough::current() const
{
    return isActive() ? m_walk->steps().last().node : nullptr;
}

QString Walkthrough::currentText() const
{
    const TreeNode *node = current();
    if (!node) {
        return {};
    }
    QStringList texts{m_session.playbook().nodeText(*node, m_session.deployment())};
    for (const TreeNode *undo :
         isEnd(*node) ? undoNodes(m_walk->steps(), m_session.playbook().tree()) : QList<const TreeNode *>{}) {
        texts << u"**%1.** "_s.arg(undo->title) + m_session.playbook().nodeText(*undo, m_session.deployment());
    }
    texts.removeAll(QString{});
    QString text = texts.join(u"\n\n"_s);
    if (const QString id = correlationIdOf(m_walk->steps(), m_session); !id.isEmpty()) {
        text.replace(QLatin1StringView(kCorrelationWord), id);
    }
    return text;
}

bool Walkthrough::isWaitingForChecks() const
{
    return m_walk->isWaiting();
}

const Finding *Walkthrough::endFinding() const
{
    const TreeNode *node = current();
    if (!node || !isEnd(*node)) {
        return nullptr;
    }
    const std::optional<Finding> &finding = m_walk->steps().last().finding;
    const bool isMeant = finding && (node->article.isEmpty() || finding->id.view() == node->article);
    return isMeant ? &*finding : nullptr;
}

QList<TreeAnswer> Walkthrough::answers() const
{
    QList<TreeAnswer> offered;
    if (const TreeNode *node = current()) {
        for (const TreeAnswer *answer : answersFor(*node, m_session)) {
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
        m_walk->answer(*chosen);
    }
}

int Walkthrough::questionsAsked() const
{
    return duodoctor::questionsAsked(m_walk->steps());
}

QList<HandRequest> Walkthrough::handRequests() const
{
    return m_walk->asksAPerson() && isActive() ? openRequests(m_walk->steps(), m_session) : QList<HandRequest>{};
}

std::optional<HandRequest> Walkthrough::handRequest() const
{
    QList<HandRequest> open = handRequests();
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
        m_walk->expect(m_session.readLater(input));
    } else if (const std::optional<HandRequest> request = handRequest()) {
        m_walk->expect(m_session.readLater(input, request->key));
    }
}

void Walkthrough::passOver()
{
    const TreeNode *node = current();
    if (node && node->kind == TreeNodeKind::Evidence) {
        m_walk->passOver({});
    } else if (const std::optional<HandRequest> request = handRequest()) {
        m_walk->passOver({request->instruction.command});
    }
}

void Walkthrough::passOverAll()
{
    QStringList commands;
    for (const HandRequest &request : handRequests()) {
        commands << request.instruction.command;
    }
    if (!commands.isEmpty()) {
        m_walk->passOver(commands);
    }
}

void Walkthrough::runAgain()
{
    const TreeNode *node = current();
    if (node && node->kind == TreeNodeKind::Checks) {
        m_walk->runAgain();
    } else {
        m_session.startChecks();
    }
}

bool Walkthrough::canGoBack() const
{
    return m_walk->steps().size() > 1;
}

void Walkthrough::back()
{
    if (canGoBack()) {
        m_walk->back();
    }
}

QList<EscalationCriterion> Walkthrough::escalationCriteria() const
{
    EscalationCase known{entry(), m_session.results(), {}};
    for (const WalkStep &step : m_walk->steps()) {
        known.nodes << step.node->id;
    }
    return duodoctor::escalationCriteria(known);
}

QList<PathStep> Walkthrough::path() const
{
    QList<PathStep> path;
    for (const WalkStep &step : m_walk->steps()) {
        path << PathStep{step.node->id, step.node->title, wordsOf(step)};
    }
    return path;
}

} // namespace duodoctor
