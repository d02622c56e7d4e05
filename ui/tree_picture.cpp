#include "ui/tree_picture.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace duodoctor
{

TreePicture::TreePicture(TreeGraph graph)
    : m_graph(std::move(graph))
{
    for (qsizetype i = 0; i < m_graph.edges().size(); ++i) {
        m_from[m_graph.edges().at(i).from] << i;
        m_to[m_graph.edges().at(i).to] << i;
    }
    for (qsizetype i = 0; i < m_graph.nodes().size(); ++i) {
        const TreeGraphNode &node = m_graph.nodes().at(i);
        if (node.kind == TreeGraphKind::Entry) {
            m_entries.insert(node.id, i);
        } else if (node.kind != TreeGraphKind::Jump) {
            m_nodes.insert(node.id, i);
        }
    }
    for (qsizetype i = 0; i < m_graph.nodes().size(); ++i) {
        if (m_graph.nodes().at(i).kind == TreeGraphKind::Entry) {
            read(i);
        }
    }
}

/// Depth first, so that what an answer leads to follows it.
void TreePicture::read(qsizetype entry)
{
    QSet<qsizetype> seen;
    QList<qsizetype> open{entry};
    while (!open.isEmpty()) {
        const qsizetype box = open.takeLast();
        if (seen.contains(box)) {
            continue;
        }
        seen.insert(box);
        m_order << box;
        const QList<qsizetype> ways = waysFrom(box);
        for (auto way = ways.crbegin(); way != ways.crend(); ++way) {
            open << m_graph.edges().at(*way).to;
        }
    }
}

qsizetype TreePicture::targetOf(qsizetype box) const
{
    if (box < 0 || m_graph.nodes().at(box).kind != TreeGraphKind::Jump) {
        return box;
    }
    return m_nodes.value(m_graph.nodes().at(box).id, box);
}

qsizetype TreePicture::boxAt(const QPointF &point) const
{
    const auto found =
        std::ranges::find_if(m_graph.nodes(), [&](const TreeGraphNode &node) { return node.box.contains(point); });
    return found == m_graph.nodes().end() ? -1 : std::distance(m_graph.nodes().begin(), found);
}

qsizetype TreePicture::moved(qsizetype box, Direction direction, const TreeGraphMarks &walked) const
{
    if (box < 0) {
        return m_order.value(0, -1);
    }
    if (direction == Direction::Up || direction == Direction::Down) {
        return nearestInColumn(box, direction == Direction::Down);
    }
    const bool isForward = direction == Direction::Forward;
    const QList<qsizetype> ways = isForward ? waysFrom(box) : waysTo(box);
    if (ways.isEmpty()) {
        return box;
    }
    const auto lit = std::ranges::find_if(ways, [&](qsizetype way) { return walked.edges.contains(way); });
    const TreeGraphEdge &edge = m_graph.edges().at(lit == ways.end() ? ways.first() : *lit);
    return isForward ? edge.to : edge.from;
}

qsizetype TreePicture::nearestInColumn(qsizetype box, bool isDown) const
{
    const QRectF here = m_graph.nodes().at(box).box;
    qsizetype nearest = box;
    qreal shortest = 0;
    for (qsizetype i = 0; i < m_graph.nodes().size(); ++i) {
        const QRectF there = m_graph.nodes().at(i).box;
        const qreal way = isDown ? there.top() - here.top() : here.top() - there.top();
        const bool isInColumn = there.left() < here.right() && there.right() > here.left();
        if (i != box && isInColumn && way > 0 && (nearest == box || way < shortest)) {
            nearest = i;
            shortest = way;
        }
    }
    return nearest;
}

} // namespace duodoctor
