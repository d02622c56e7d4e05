#pragma once

#include "deployment/gitlab_version.h"

#include "playbook/article.h"
#include "playbook/tree_condition.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace duodoctor
{

/// One answer of a question and where it leads.
struct TreeAnswer {
    QString id;   ///< stable within its node
    QString text; ///< on the button
    QString next; ///< id of a node
    /// What makes it the answer without anybody being asked; none: only a person can know.
    std::optional<TreeCondition> when;
    GitLabVersionRange versions; ///< offered for these only
};

enum class TreeNodeKind {
    Question,   ///< a person answers
    Checks,     ///< checks are run; leads on by their outcome
    Evidence,   ///< a person brings a text (an error message, a log); leads on by what it says
    Article,    ///< ends in the article of a finding
    Escalation, ///< ends with what to hand to others
    End         ///< ends with a text
};

/// Where a Checks or Evidence node leads, first match wins.
struct TreeBranch {
    QStringList findings; ///< any of these among the root causes; empty with `otherwise`
    bool found = false;   ///< any root cause at all
    bool passed = false;  ///< all of the node's checks passed; the text was recognised and names no cause
    bool otherwise = false;
    QString next;
};

/// One node of a walk. Data from resources/playbook/tree/*.yaml.
struct TreeNode {
    QString id;
    TreeNodeKind kind = TreeNodeKind::Question;
    QString title;
    QString text;             ///< Markdown with deployment placeholders
    QList<ArticleStep> steps; ///< what the person does here: shown below the text as they hold for the deployment
    QString undo;             ///< id of the node that says, at whatever end of the walk, how to undo what was done here
    QList<TreeAnswer> answers;  ///< Question
    QStringList checks;         ///< Checks: ids; empty means all
    QList<TreeBranch> branches; ///< Checks, Evidence
    QString article;            ///< Article: a finding's id; empty means that of the root cause that led here
    GitLabVersionRange versions;
};

/// An entry by symptom, as offered to a person who does not know where to start.
struct TreeEntry {
    QString id;
    QString title; ///< in the words of the person: "I get certificate errors"
    QString hint;
    QString node;
    QString group; ///< entries of one group stand together under this heading; empty: at the top, without one
};

struct DecisionTree {
    QList<TreeEntry> entries;
    QHash<QString, TreeNode> nodes;
    const TreeNode *node(const QString &id) const;
};

} // namespace duodoctor
