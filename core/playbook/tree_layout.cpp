#include "playbook/tree_layout.h"

#include <QHash>

#include <algorithm>
#include <cmath>

namespace duodoctor
{

namespace
{

constexpr double kBoxGap = 18;        ///< between boxes of one column
constexpr double kLabelGap = 8;       ///< between labels of one column
constexpr double kColumnGap = 34;     ///< between columns, at least
constexpr double kGapPerHeight = 0.1; ///< more room where edges climb
constexpr double kMaxColumnGap = 120;
constexpr int kOrderSweeps = 8;
constexpr int kHeightSweeps = 24;

/// Something that stands in a column: a box, a label, or the lane of an edge that passes.
struct Item {
    QSizeF size;
    qsizetype column = 0;
    double y = 0; ///< of its middle
    bool isBox = false;
    QList<qsizetype> before; ///< items of the column to the left that it is joined with
    QList<qsizetype> after;
};

class Layouter
{
public:
    explicit Layouter(const LayoutRequest &request)
        : m_request(request)
    {
    }
    Layout layout();

private:
    /// From where to where a column reaches.
    struct Column {
        double start = 0;
        double end = 0;
    };

    void makeItems();
    qsizetype addItem(QSizeF size, qsizetype column);
    void join(qsizetype a, qsizetype b);
    void orderColumns();
    void sortColumn(QList<qsizetype> &column, bool byBefore, const QList<qsizetype> &rank) const;
    qsizetype crossings(const QList<QList<qsizetype>> &columns) const;
    void setHeights();
    void placeColumn(const QList<qsizetype> &column, bool useBefore, bool useAfter);
    double distance(qsizetype upper, qsizetype lower) const;
    QList<Column> columnPlaces() const;
    double gapAfter(qsizetype column) const;
    Layout collect() const;

    const LayoutRequest &m_request;
    QList<Item> m_items;                 ///< the boxes first, as in the request
    QList<QList<qsizetype>> m_edgeItems; ///< per edge: its items from left to right, without the boxes
    QList<QList<qsizetype>> m_columns;   ///< items from top to bottom
};

Layout Layouter::layout()
{
    if (m_request.boxes.isEmpty()) {
        return {};
    }
    makeItems();
    orderColumns();
    setHeights();
    return collect();
}

qsizetype Layouter::addItem(QSizeF size, qsizetype column)
{
    Item item;
    item.size = size;
    item.column = column;
    m_items.append(item);
    while (m_columns.size() <= column) {
        m_columns.append(QList<qsizetype>{});
    }
    m_columns[column].append(m_items.size() - 1);
    return m_items.size() - 1;
}

void Layouter::join(qsizetype a, qsizetype b)
{
    m_items[a].after.append(b);
    m_items[b].before.append(a);
}

void Layouter::makeItems()
{
    const QList<qsizetype> layer = layersOf(m_request);
    for (qsizetype i = 0; i < m_request.boxes.size(); ++i) {
        m_items[addItem(m_request.boxes[i], 2 * layer[i])].isBox = true;
    }
    for (const LayoutRequest::Edge &edge : m_request.edges) {
        QList<qsizetype> items;
        const qsizetype first = 2 * layer[edge.from] + 1;
        const qsizetype end = 2 * layer[edge.to];
        qsizetype last = edge.from;
        // A way back has no lanes: its ends are joined as they are.
        for (qsizetype column = first; column < end; ++column) {
            const qsizetype item = addItem(column == first ? edge.label : QSizeF(0, 0), column);
            join(last, item);
            items.append(item);
            last = item;
        }
        if (first < end) {
            join(last, edge.to);
        }
        m_edgeItems.append(items);
    }
}

void Layouter::sortColumn(QList<qsizetype> &column, bool byBefore, const QList<qsizetype> &rank) const
{
    QHash<qsizetype, double> wish;
    for (const qsizetype item : column) {
        const QList<qsizetype> &joined = byBefore ? m_items[item].before : m_items[item].after;
        double sum = 0;
        for (const qsizetype other : joined) {
            sum += static_cast<double>(rank[other]);
        }
        wish.insert(item, joined.isEmpty() ? -1 : sum / static_cast<double>(joined.size()));
    }
    // What is joined with nothing on that side keeps its neighbour above.
    double above = 0;
    for (const qsizetype item : column) {
        above = wish[item] < 0 ? above : wish[item];
        wish[item] = above;
    }
    std::ranges::stable_sort(column, [&wish](qsizetype a, qsizetype b) { return wish[a] < wish[b]; });
}

/// Counts pairs of edges that cross between neighbouring columns, with a tree of prefix sums.
qsizetype Layouter::crossings(const QList<QList<qsizetype>> &columns) const
{
    QList<qsizetype> rank(m_items.size(), 0);
    for (const QList<qsizetype> &column : columns) {
        for (qsizetype i = 0; i < column.size(); ++i) {
            rank[column[i]] = i;
        }
    }
    qsizetype total = 0;
    for (qsizetype c = 0; c + 1 < columns.size(); ++c) {
        const qsizetype size = columns[c + 1].size();
        QList<qsizetype> sums(size + 1, 0);
        qsizetype seen = 0;
        for (const qsizetype item : columns[c]) {
            QList<qsizetype> ranks;
            for (const qsizetype other : m_items[item].after) {
                ranks.append(rank[other]);
            }
            for (const qsizetype r : ranks) {
                qsizetype notBelow = 0;
                for (qsizetype i = r + 1; i > 0; i -= i & -i) {
                    notBelow += sums[i];
                }
                total += seen - notBelow;
            }
            for (const qsizetype r : ranks) {
                for (qsizetype i = r + 1; i <= size; i += i & -i) {
                    ++sums[i];
                }
                ++seen;
            }
        }
    }
    return total;
}

void Layouter::orderColumns()
{
    QList<QList<qsizetype>> best = m_columns;
    qsizetype fewest = crossings(best);
    QList<qsizetype> rank(m_items.size(), 0);
    const auto takeRanks = [this, &rank](qsizetype column) {
        for (qsizetype i = 0; i < m_columns[column].size(); ++i) {
            rank[m_columns[column][i]] = i;
        }
    };
    for (qsizetype c = 0; c < m_columns.size(); ++c) {
        takeRanks(c);
    }
    for (int sweep = 0; sweep < kOrderSweeps && fewest > 0; ++sweep) {
        const bool forward = sweep % 2 == 0;
        for (qsizetype i = 1; i < m_columns.size(); ++i) {
            const qsizetype c = forward ? i : m_columns.size() - 1 - i;
            sortColumn(m_columns[c], forward, rank);
            takeRanks(c);
        }
        if (const qsizetype count = crossings(m_columns); count < fewest) {
            fewest = count;
            best = m_columns;
        }
    }
    m_columns = best;
}

double Layouter::distance(qsizetype upper, qsizetype lower) const
{
    const bool isBox = m_items[upper].isBox || m_items[lower].isBox;
    return (m_items[upper].size.height() + m_items[lower].size.height()) / 2 + (isBox ? kBoxGap : kLabelGap);
}

/// Gives the items of a column the heights nearest to their neighbours' that keep order and distances: an isotonic
/// regression, solved by pooling.
void Layouter::placeColumn(const QList<qsizetype> &column, bool useBefore, bool useAfter)
{
    struct Pool {
        double sum = 0;
        double weight = 0;
        qsizetype count = 0;
        double mean() const { return sum / weight; }
    };
    QList<Pool> pools;
    QList<double> offsets;
    double offset = 0;
    for (qsizetype i = 0; i < column.size(); ++i) {
        const Item &item = m_items[column[i]];
        offset += i == 0 ? 0 : distance(column[i - 1], column[i]);
        offsets.append(offset);
        double sum = 0;
        double weight = 0;
        const auto pull = [this, &sum, &weight](const QList<qsizetype> &joined) {
            for (const qsizetype other : joined) {
                sum += m_items[other].y;
                weight += 1;
            }
        };
        if (useBefore || item.after.isEmpty()) {
            pull(item.before);
        }
        if (useAfter || item.before.isEmpty()) {
            pull(item.after);
        }
        const double wish = weight > 0 ? sum / weight : item.y;
        Pool pool{wish - offset, 1, 1};
        while (!pools.isEmpty() && pools.last().mean() > pool.mean()) {
            pool = {pool.sum + pools.last().sum, pool.weight + pools.last().weight, pool.count + pools.last().count};
            pools.removeLast();
        }
        pools.append(pool);
    }
    qsizetype i = 0;
    for (const Pool &pool : pools) {
        for (qsizetype n = 0; n < pool.count; ++n, ++i) {
            m_items[column[i]].y = pool.mean() + offsets[i];
        }
    }
}

void Layouter::setHeights()
{
    for (const QList<qsizetype> &column : m_columns) {
        for (qsizetype i = 1; i < column.size(); ++i) {
            m_items[column[i]].y = m_items[column[i - 1]].y + distance(column[i - 1], column[i]);
        }
    }
    for (int sweep = 0; sweep < kHeightSweeps; ++sweep) {
        const bool isLast = sweep + 2 >= kHeightSweeps;
        for (qsizetype c = m_columns.size() - 1; c >= 0; --c) {
            placeColumn(m_columns[c], !isLast && sweep % 2 == 1, true);
        }
        if (sweep + 1 < kHeightSweeps) {
            for (const QList<qsizetype> &column : m_columns) {
                placeColumn(column, true, !isLast && sweep % 2 == 1);
            }
        }
    }
}

/// Edges that climb far in a narrow gap would lie on each other.
double Layouter::gapAfter(qsizetype column) const
{
    double climb = 0;
    for (const qsizetype item : m_columns[column]) {
        for (const qsizetype other : m_items[item].after) {
            climb = std::max(climb, std::abs(m_items[other].y - m_items[item].y));
        }
    }
    return std::clamp(climb * kGapPerHeight, kColumnGap, kMaxColumnGap);
}

QList<Layouter::Column> Layouter::columnPlaces() const
{
    QList<Column> places;
    double x = 0;
    for (qsizetype c = 0; c < m_columns.size(); ++c) {
        double width = 0;
        for (const qsizetype item : m_columns[c]) {
            width = std::max(width, m_items[item].size.width());
        }
        places.append({x, x + width});
        x += width + gapAfter(c);
    }
    return places;
}

Layout Layouter::collect() const
{
    Layout layout;
    const QList<Column> places = columnPlaces();
    double top = 0;
    for (qsizetype i = 0; i < m_items.size(); ++i) {
        const double itemTop = m_items[i].y - m_items[i].size.height() / 2;
        top = i == 0 ? itemTop : std::min(top, itemTop);
    }
    const auto rectOf = [this, &places, top](qsizetype index) {
        const Item &item = m_items[index];
        return QRectF(QPointF(places[item.column].start, item.y - item.size.height() / 2 - top), item.size);
    };
    QRectF all;
    for (qsizetype i = 0; i < m_request.boxes.size(); ++i) {
        layout.boxes.append(rectOf(i));
        all = all.united(layout.boxes.last());
    }
    for (qsizetype i = 0; i < m_request.edges.size(); ++i) {
        const LayoutRequest::Edge &edge = m_request.edges[i];
        Layout::Edge drawn;
        const QRectF from = layout.boxes[edge.from];
        const QRectF to = layout.boxes[edge.to];
        // Level to the end of the column first: the boxes above and below may be wider.
        drawn.way << QPointF(from.right(), from.center().y())
                  << QPointF(places[m_items[edge.from].column].end, from.center().y());
        for (const qsizetype index : m_edgeItems[i]) {
            const QRectF rect = rectOf(index);
            const double end = places[m_items[index].column].end;
            drawn.way << QPointF(rect.left(), rect.center().y()) << QPointF(end, rect.center().y());
            all = all.united(rect);
        }
        if (!m_edgeItems[i].isEmpty() && !edge.label.isEmpty()) {
            drawn.label = rectOf(m_edgeItems[i].first());
        }
        drawn.way.append({to.left(), to.center().y()});
        layout.edges.append(drawn);
    }
    layout.size = all.size();
    return layout;
}

} // namespace

QList<qsizetype> layersOf(const LayoutRequest &request)
{
    const qsizetype count = request.boxes.size();
    QList<qsizetype> layer(count, 0);
    QList<qsizetype> waiting(count, 0);
    QList<QList<qsizetype>> next(count);
    for (const LayoutRequest::Edge &edge : request.edges) {
        ++waiting[edge.to];
        next[edge.from].append(edge.to);
    }
    QList<qsizetype> ready;
    for (qsizetype i = 0; i < count; ++i) {
        if (waiting[i] == 0) {
            ready.append(i);
        }
    }
    for (qsizetype i = 0; i < ready.size(); ++i) {
        const qsizetype from = ready[i];
        for (const qsizetype to : std::as_const(next[from])) {
            layer[to] = std::max(layer[to], layer[from] + 1);
            if (--waiting[to] == 0) {
                ready.append(to);
            }
        }
    }
    return layer;
}

Layout layeredLayout(const LayoutRequest &request)
{
    return Layouter(request).layout();
}

} // namespace duodoctor
