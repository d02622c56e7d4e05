#pragma once

#include "check/check_result.h"
#include "playbook/decision_tree.h"
#include "report/report.h"

#include <QObject>

#include <memory>

namespace duodoctor
{

class Session;

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

    /// The node to show; null when no walk is active.
    const TreeNode *current() const;
    /// Its text with this deployment's values, Markdown.
    QString currentText() const;
    /// True while the current node's checks run.
    bool isWaitingForChecks() const;
    /// The finding that the walk ended in (its checks named it), or null: then the article is shown without live
    /// values.
    const Finding *endFinding() const;

    /// Answers a question node. Unknown ids are ignored.
    void answer(const QString &answerId);
    bool canGoBack() const;
    /// Returns to the question before and takes back what was answered there; checks that were started stop. Ends the
    /// walk where only checks came before.
    void back();
    QList<PathStep> path() const;

Q_SIGNALS:
    /// The node, its state, or the path changed.
    void changed();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace duodoctor
