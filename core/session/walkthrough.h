#pragma once

#include "playbook/decision_tree.h"
#include "playbook/escalation.h"
#include "report/report.h"
#include "session/hand_reading.h"
#include "session/walk_questions.h"

#include <QObject>

#include <memory>
#include <optional>

namespace duodoctor
{

class Session;
class Walk;

/// One walk through the decision tree: the current node, the answers given, the way back.
/// Thread: the session's.
class Walkthrough : public QObject
{
    Q_OBJECT
public:
    explicit Walkthrough(Session &session);
    ~Walkthrough() override;

    QList<TreeEntry> entries() const;
    /// Begins at the node of this entry, forgetting the walk before.
    void start(const QString &entryId);
    void reset();
    bool isActive() const;
    /// Id of the entry that the walk began at; empty when no walk is active.
    QString entry() const;

    /// The node to show; null when no walk is active.
    const TreeNode *current() const;
    /// Its text with this deployment's values, Markdown.
    QString currentText() const;
    /// True while the current node's checks run.
    bool isWaitingForChecks() const;
    /// The finding that the walk ended in (its checks named it), or null: then the article is shown without live
    /// values.
    const Finding *endFinding() const;

    /// The answers of a question node that hold for this GitLab version; none of another node.
    QList<TreeAnswer> answers() const;
    /// Answers a question node. Unknown ids are ignored.
    void answer(const QString &answerId);
    /// How often a person was asked in this walk: for an answer, for a command's output, for a text. At most
    /// kMaxQuestions.
    int questionsAsked() const;

    /// What a person is asked to run, after the checks of this node were made and said nothing, while some of them
    /// could not be made from here. None where nothing is asked for.
    std::optional<HandRequest> handRequest() const;
    /// Reads what came back, or the text that a node of evidence asks for, later; the walk goes on when it is an answer
    /// (Session::handRead() tells either way).
    void answerByHand(const CapturedInput &input);
    /// Goes on without this answer or text, or without any that this node would ask for.
    void passOver();
    void passOverAll();

    /// Runs the current node's checks once more, or every check where the walk has ended.
    void runAgain();
    bool canGoBack() const;
    /// Returns to the question before and takes back what was answered there; checks that were started stop. Ends the
    /// walk where only checks came before.
    void back();
    QList<PathStep> path() const;
    /// The criteria for handing the case over, with what this walk and its session have seen of each.
    QList<EscalationCriterion> escalationCriteria() const;

Q_SIGNALS:
    /// The node, its state, or the path changed.
    void changed();

private:
    /// All that is asked for at this node.
    QList<HandRequest> handRequests() const;

    Session &m_session;
    std::unique_ptr<Walk> m_walk;
    QString m_entry; ///< of the walk that was started last
};

} // namespace duodoctor
