#pragma once

#include "playbook/tree_graph.h"

#include <QHash>
#include <QList>
#include <QPointF>
#include <QString>

namespace duodoctor
{

/// A picture of the tree with what is asked of it again and again: which box is where, and which way leads on. Boxes
/// are named by their index in the graph; -1 is none.
class TreePicture
{
public:
    enum class Direction { Forward, Back, Up, Down };

    TreePicture() = default;
    explicit TreePicture(TreeGraph graph);

    const TreeGraph &graph() const { return m_graph; }
    const TreeGraphNode &box(qsizetype index) const { return m_graph.nodes().at(index); }

    /// Edges that leave a box, and that lead into it.
    QList<qsizetype> waysFrom(qsizetype box) const { return m_from.value(box); }
    QList<qsizetype> waysTo(qsizetype box) const { return m_to.value(box); }

    qsizetype entryBox(const QString &entryId) const { return m_entries.value(entryId, -1); }
    /// The box of a node of the tree, not the small ones that stand for it.
    qsizetype nodeBox(const QString &nodeId) const { return m_nodes.value(nodeId, -1); }
    /// The box that a small one stands for; any other box itself.
    qsizetype targetOf(qsizetype box) const;

    qsizetype boxAt(const QPointF &point) const;
    /// The box that an arrow key leads to: along a line forth or back, one that was walked first; or to the next box
    /// of the same column. The same box where there is none.
    qsizetype moved(qsizetype box, Direction direction, const TreeGraphMarks &walked) const;

    /// The boxes as one reads them: each part from its symptom, way after way.
    const QList<qsizetype> &readingOrder() const { return m_order; }

private:
    qsizetype nearestInColumn(qsizetype box, bool isDown) const;
    void read(qsizetype entry);

    TreeGraph m_graph;
    QHash<qsizetype, QList<qsizetype>> m_from;
    QHash<qsizetype, QList<qsizetype>> m_to;
    QHash<QString, qsizetype> m_entries;
    QHash<QString, qsizetype> m_nodes;
    QList<qsizetype> m_order;
};

} // namespace duodoctor
