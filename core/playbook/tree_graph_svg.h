#pragma once

#include "playbook/tree_graph.h"

#include <QByteArray>
#include <QSet>

namespace duodoctor
{

/// The picture as an SVG file, readable on light and dark ground (it follows the reader's colour scheme), with a title,
/// a description and a title per box for screen readers. Jumps are links to what they stand for.
/// @param lit  ids of tree nodes and entries that were walked: thick borders and lines, and the word `walked`.
QByteArray treeGraphSvg(const TreeGraph &graph, const QSet<QString> &lit = {});
/// The same, with exactly these boxes and lines lit.
QByteArray treeGraphSvg(const TreeGraph &graph, const TreeGraphMarks &lit);

} // namespace duodoctor
