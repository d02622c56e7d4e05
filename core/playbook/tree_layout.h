#pragma once

#include <QList>
#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace duodoctor
{

/// A directed graph without circles that wants places: boxes of given sizes, and edges with room for a label.
struct LayoutRequest {
    struct Edge {
        qsizetype from = 0;
        qsizetype to = 0;
        QSizeF label; ///< null: none
    };
    QList<QSizeF> boxes; ///< in the order in which they are met, which is kept where nothing speaks against it
    QList<Edge> edges;
};

struct Layout {
    struct Edge {
        QRectF label; ///< null: none
        QList<QPointF>
            way; ///< from the right side of one box to the left side of the other, through the label's middle
    };
    QList<QRectF> boxes; ///< as in the request; none overlaps another or a label
    QList<Edge> edges;
    QSizeF size; ///< everything lies between the origin and this
};

/// The column of each box, counted in boxes: the length of its longest way from a start. What lies on or behind a
/// circle keeps what is known of it then.
QList<qsizetype> layersOf(const LayoutRequest &request);

/// Draws from left to right in columns: boxes by their longest way from a start, between them a column of labels. An
/// edge over several columns gets a lane of its own in each, so that no edge runs through a box. Each column keeps an
/// order with few crossings; heights are those that make edges short, the best of their kind for a given order.
/// Deterministic. Cost: some milliseconds for 500 boxes, growing with the number of columns that edges pass; an edge
/// that closes a circle is drawn backwards and never hangs.
Layout layeredLayout(const LayoutRequest &request);

} // namespace duodoctor
