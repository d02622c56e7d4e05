#pragma once

#include "playbook/tree_graph.h"

#include <QFont>
#include <QPalette>

class QPainter;
class QPainterPath;

namespace duodoctor
{

/// How a box is shown.
struct TreeBoxLook {
    int number = 0;         ///< of the step where it was walked; 0 where it was not
    bool isLit = false;     ///< walked
    bool isCurrent = false; ///< where the walk stands
    bool isChosen = false;  ///< what is read beside the picture
    bool hasFocus = false;  ///< the keyboard is in the picture
};

/// Paints boxes and lines of the tree in its own units, with the colours of a palette. What was walked has thick
/// lines, a number and a word besides its colour. Texts are squeezed into the room that the layout gave them.
class TreePainter
{
public:
    /// @param painter  scaled so that the picture's units fit; must outlive this.
    /// @param font     of the widget; its size is not looked at.
    /// @param hasTexts false where the scale is so small that no text could be read.
    TreePainter(QPainter &painter, const QPalette &palette, const QFont &font, bool hasTexts);

    void paintEdge(const TreeGraphEdge &edge, bool isLit);
    void paintBox(const TreeGraphNode &node, const TreeBoxLook &look);

private:
    void paintFrames(const TreeGraphNode &node, const TreeBoxLook &look);
    void paintTexts(const TreeGraphNode &node, const TreeBoxLook &look);
    void paintNumber(const TreeGraphNode &node, int number);
    void paintLabel(const TreeGraphEdge &edge, bool isLit);
    void write(const QPointF &baseline, double room, const QFont &font, const QString &text);

    QPainter &m_painter;
    QPalette m_palette;
    QFont m_title;
    QFont m_small;
    QFont m_kind;
    QFont m_note;
    QColor m_line;
    QColor m_lit;
    double m_thin; ///< units of a line
    double m_thick;
    bool m_hasTexts;
};

/// The word for a kind of box, translated: "Question".
QString wordForTree(TreeGraphKind kind);

/// The outline of a box: each kind has its own.
QPainterPath treeOutline(const TreeGraphNode &node);

} // namespace duodoctor
