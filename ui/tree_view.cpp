#include "ui/tree_view.h"

#include "ui/tree_painter.h"

#include <QAccessibleWidget>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr double kMargin = 22;     ///< units round the picture
constexpr double kLeastType = 3.2; ///< pixels from which on texts are drawn
constexpr int kSight = 16;         ///< pixels that stay free round a box that is brought into sight

/// Qt owns what it returns. That of a scroll area takes its bars by an unchecked index in Qt 6.4 (page_scroll_area.h).
QAccessibleInterface *makeAccessible(const QString &className, QObject *object)
{
    if (className != QLatin1StringView(TreeView::staticMetaObject.className())) {
        return nullptr;
    }
    return new QAccessibleWidget(static_cast<QWidget *>(object), QAccessible::Graphic);
}

} // namespace

TreeView::TreeView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_picture(std::make_shared<TreePicture>())
{
    QAccessible::installFactory(makeAccessible); // the same factory again is ignored
    setObjectName(u"tree"_s);
    setFocusPolicy(Qt::StrongFocus);
    setLayoutDirection(Qt::LeftToRight); // the picture leads from left to right in every language
    viewport()->setCursor(Qt::OpenHandCursor);
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setAutoFillBackground(true);
}

void TreeView::setPicture(std::shared_ptr<const TreePicture> picture, const TreeWalk &walk)
{
    m_picture = std::move(picture);
    m_walk = walk;
    m_chosen = -1;
    updateBars();
    horizontalScrollBar()->setValue(0);
    verticalScrollBar()->setValue(0);
    viewport()->update();
}

void TreeView::setWalk(const TreeWalk &walk)
{
    m_walk = walk;
    viewport()->update();
}

double TreeView::scale() const
{
    return m_zoom * fontMetrics().height() / TreeGraph::kLineHeight;
}

QPointF TreeView::shown(const QPointF &point) const
{
    return (point + QPointF(kMargin, kMargin)) * scale() -
           QPointF(horizontalScrollBar()->value(), verticalScrollBar()->value());
}

QRectF TreeView::shown(const QRectF &box) const
{
    return {shown(box.topLeft()), box.size() * scale()};
}

QPointF TreeView::unitAt(const QPointF &pixel) const
{
    return (pixel + QPointF(horizontalScrollBar()->value(), verticalScrollBar()->value())) / scale() -
           QPointF(kMargin, kMargin);
}

void TreeView::updateBars()
{
    const QSizeF whole = (m_picture->graph().size() + QSizeF(2 * kMargin, 2 * kMargin)) * scale();
    const auto update = [this](QScrollBar *bar, double length, int room) {
        bar->setRange(0, std::max(0, static_cast<int>(std::ceil(length)) - room));
        bar->setPageStep(room);
        bar->setSingleStep(fontMetrics().height() * 2);
    };
    update(horizontalScrollBar(), whole.width(), viewport()->width());
    update(verticalScrollBar(), whole.height(), viewport()->height());
}

void TreeView::scrollTo(const QPointF &unit, const QPointF &pixel)
{
    const QPointF offset = (unit + QPointF(kMargin, kMargin)) * scale() - pixel;
    horizontalScrollBar()->setValue(static_cast<int>(std::lround(offset.x())));
    verticalScrollBar()->setValue(static_cast<int>(std::lround(offset.y())));
}

void TreeView::centreOn(qsizetype box)
{
    if (box < 0) {
        return;
    }
    const QRectF room(QPointF(0, 0), QSizeF(viewport()->size()));
    const QRectF rect = m_picture->box(box).box;
    const bool fits = rect.width() * scale() < room.width();
    fits ? scrollTo(rect.center(), room.center()) : scrollTo(rect.topLeft(), {kSight, room.height() / 3});
}

void TreeView::bringIntoSight(qsizetype box)
{
    const QRectF room = QRectF(viewport()->rect()).adjusted(kSight, kSight, -kSight, -kSight);
    if (!room.contains(shown(m_picture->box(box).box))) {
        centreOn(box);
    }
}

void TreeView::choose(qsizetype box)
{
    if (box >= 0) {
        bringIntoSight(box);
    }
    if (box != m_chosen) {
        m_chosen = box;
        tell();
        viewport()->update();
    }
}

void TreeView::chooseByUser(qsizetype box)
{
    if (box >= 0 && box != m_chosen) {
        choose(box);
        Q_EMIT boxChosen(box);
    }
}

/// What is chosen is the description of the picture for those who hear it.
void TreeView::tell()
{
    QString words;
    if (m_chosen >= 0) {
        const TreeGraphNode &node = m_picture->box(m_chosen);
        words = u"%1: %2"_s.arg(wordForTree(node.kind), node.title);
        if (m_walk.marks.nodes.contains(m_chosen)) {
            words = tr("%1, walked").arg(words);
        }
    }
    setAccessibleDescription(words);
}

void TreeView::setZoom(double zoom)
{
    QPointF around = QRectF(viewport()->rect()).center();
    if (m_chosen >= 0) {
        const QPointF chosen = shown(m_picture->box(m_chosen).box.center());
        around = QRectF(viewport()->rect()).contains(chosen) ? chosen : around;
    }
    zoomAround(zoom, around);
}

void TreeView::zoomAround(double zoom, const QPointF &pixel)
{
    const double wanted = std::clamp(zoom, kLeastZoom, kMostZoom);
    if (qFuzzyCompare(wanted, m_zoom)) {
        return;
    }
    const QPointF unit = unitAt(pixel);
    m_zoom = wanted;
    updateBars();
    scrollTo(unit, pixel);
    viewport()->update();
    Q_EMIT zoomChanged(m_zoom);
}

void TreeView::fit()
{
    const QSizeF size = m_picture->graph().size() + QSizeF(2 * kMargin, 2 * kMargin);
    const double unit = scale() / m_zoom;
    setZoom(
        std::min({1.0, viewport()->width() / (size.width() * unit), viewport()->height() / (size.height() * unit)}));
}

TreeBoxLook TreeView::lookOf(qsizetype box) const
{
    return {m_walk.numbers.value(box), m_walk.marks.nodes.contains(box), box == m_walk.current, box == m_chosen,
            hasFocus()};
}

void TreeView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.translate(-horizontalScrollBar()->value(), -verticalScrollBar()->value());
    painter.scale(scale(), scale());
    painter.translate(kMargin, kMargin);
    const QRectF exposed = QRectF(unitAt(event->rect().topLeft()), unitAt(event->rect().bottomRight()))
                               .adjusted(-kMargin, -kMargin, kMargin, kMargin);
    TreePainter tree(painter, palette(), font(), scale() * TreeGraph::kTypeSize >= kLeastType);
    const TreeGraph &graph = m_picture->graph();
    const auto paintEdges = [&](bool isLit) {
        for (qsizetype i = 0; i < graph.edges().size(); ++i) {
            const TreeGraphEdge &edge = graph.edges().at(i);
            const QRectF bounds = QPolygonF(edge.way).boundingRect().united(edge.label).adjusted(-9, -9, 9, 9);
            if (m_walk.marks.edges.contains(i) == isLit && bounds.intersects(exposed)) {
                tree.paintEdge(edge, isLit);
            }
        }
    };
    paintEdges(false);
    paintEdges(true); // on top
    for (qsizetype i = 0; i < graph.nodes().size(); ++i) {
        if (graph.nodes().at(i).box.intersects(exposed)) {
            tree.paintBox(graph.nodes().at(i), lookOf(i));
        }
    }
}

void TreeView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateBars();
}

void TreeView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        updateBars();
    }
}

} // namespace duodoctor
