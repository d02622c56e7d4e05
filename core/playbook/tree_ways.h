#pragma once

#include "playbook/decision_tree.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

namespace duodoctor
{

// The ways through a tree, whatever its texts say. Targets that do not exist are no ways. Linear in nodes and edges.

/// From one node to the next.
struct TreeEdge {
    QString next;
    bool hasFinding = false; ///< a root cause is known to whoever comes this way
};

/// By the node's answers, then by its branches, then to what undoes it.
QList<TreeEdge> edgesOf(const TreeNode &node);

/// The nodes that some walk comes to, from any entry.
QSet<QString> reachedNodes(const DecisionTree &tree);

/// Finds walks that would never end, because nobody is asked in them.
class CircleSearch
{
public:
    explicit CircleSearch(const DecisionTree &tree)
        : m_tree(tree)
    {
    }

    /// The circles on the ways from here, each as the ids from a node back to itself; the node is the one that was
    /// searched when it closed. What an earlier search has seen is not told again.
    QList<QStringList> circlesFrom(const TreeNode &node);

private:
    void search(const TreeNode &node, QList<QStringList> &found);

    const DecisionTree &m_tree;
    QStringList m_path;
    QSet<QString> m_done;
};

/// The most questions that a walk from here asks; a way back to a node of the same walk does not count again.
/// @param known  of nodes that were asked about before; filled on the way
int mostQuestionsFrom(const TreeNode &node, const DecisionTree &tree, QHash<QString, int> &known);

} // namespace duodoctor
