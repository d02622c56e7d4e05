#include "playbook/tree_ways.h"

#include <QQueue>

#include <algorithm>

namespace duodoctor
{

namespace
{

/// A question that may answer itself asks nobody.
bool isSureToAsk(const TreeNode &node)
{
    const auto mayAnswerItself = [](const TreeAnswer &answer) { return answer.when.has_value(); };
    return node.kind == TreeNodeKind::Evidence ||
           (node.kind == TreeNodeKind::Question && std::ranges::none_of(node.answers, mayAnswerItself));
}

} // namespace

QList<TreeEdge> edgesOf(const TreeNode &node)
{
    QList<TreeEdge> edges;
    for (const TreeAnswer &answer : node.answers) {
        edges.append({answer.next, false});
    }
    for (const TreeBranch &branch : node.branches) {
        edges.append({branch.next, branch.found || !branch.findings.isEmpty()});
    }
    if (!node.undo.isEmpty()) {
        edges.append({node.undo, false});
    }
    return edges;
}

QSet<QString> reachedNodes(const DecisionTree &tree)
{
    QSet<QString> reached;
    QQueue<QString> open;
    for (const TreeEntry &entry : tree.entries) {
        open.enqueue(entry.node);
    }
    while (!open.isEmpty()) {
        const QString id = open.dequeue();
        const TreeNode *node = tree.node(id);
        if (!node || reached.contains(id)) {
            continue;
        }
        reached.insert(id);
        for (const TreeEdge &edge : edgesOf(*node)) {
            open.enqueue(edge.next);
        }
    }
    return reached;
}

QList<QStringList> CircleSearch::circlesFrom(const TreeNode &node)
{
    QList<QStringList> found;
    search(node, found);
    return found;
}

void CircleSearch::search(const TreeNode &node, QList<QStringList> &found)
{
    if (isSureToAsk(node) || m_done.contains(node.id)) {
        return;
    }
    if (m_path.contains(node.id)) {
        found << (m_path.sliced(m_path.indexOf(node.id)) << node.id);
        return;
    }
    m_path << node.id;
    for (const TreeEdge &edge : edgesOf(node)) {
        if (const TreeNode *next = m_tree.node(edge.next)) {
            search(*next, found);
        }
    }
    m_path.removeLast();
    m_done.insert(node.id);
}

int mostQuestionsFrom(const TreeNode &node, const DecisionTree &tree, QHash<QString, int> &known)
{
    if (const auto found = known.constFind(node.id); found != known.constEnd()) {
        return *found;
    }
    known.insert(node.id, 0);
    int most = 0;
    for (const TreeEdge &edge : edgesOf(node)) {
        if (const TreeNode *next = tree.node(edge.next)) {
            most = qMax(most, mostQuestionsFrom(*next, tree, known));
        }
    }
    most += node.kind == TreeNodeKind::Question || node.kind == TreeNodeKind::Evidence ? 1 : 0;
    known.insert(node.id, most);
    return most;
}

} // namespace duodoctor
