#include "ui/chain_view.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMargin = 12;
constexpr int kGap = 8;
constexpr int kMaxRows = 3;         ///< models and agent platform beside each other; more are counted
constexpr int kAddressColumns = 12; ///< characters from which on a shortened address still says something
constexpr qreal kRadius = 7;

} // namespace

ChainView::ChainView(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"chain"_s);
    setAccessibleName(tr("Chain"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMouseTracking(true);
}

void ChainView::setOverview(const ChainOverview &overview)
{
    if (overview == m_overview) {
        return;
    }
    const int rows = tallestColumn();
    m_overview = overview;
    setAccessibleDescription(overview.description());
    if (rows != tallestColumn()) {
        updateGeometry();
    }
    update();
}

int ChainView::rowHeight() const
{
    return fontMetrics().height() * 2 + 14;
}

int ChainView::tallestColumn() const
{
    const int last = static_cast<int>(std::ranges::count_if(m_overview.nodes, [](const ChainNode &node) {
        return node.kind == SubjectKind::Model || node.kind == SubjectKind::AgentPlatform;
    }));
    return std::clamp(last, 1, kMaxRows);
}

QSize ChainView::sizeHint() const
{
    const int rows = tallestColumn();
    return {fontMetrics().averageCharWidth() * 110, 2 * kMargin + rows * rowHeight() + (rows - 1) * kGap};
}

QSize ChainView::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 50, sizeHint().height()};
}

QList<ChainView::Placed> ChainView::place() const
{
    // Three columns: GitLab, gateway, and whatever the gateway speaks to.
    const qreal column = (width() - 2 * kMargin) / 3.0;
    const qreal linkWidth = std::clamp(column * 0.34, 44.0, 150.0);
    const qreal boxWidth =
        std::min((width() - 2 * kMargin - 2 * linkWidth) / 3.0, fontMetrics().averageCharWidth() * 46.0);
    const qreal used = 3 * boxWidth + 2 * linkWidth;
    const qreal left = (width() - used) / 2;
    QList<Placed> placed;
    int row = 0;
    int hidden = 0;
    for (qsizetype i = 0; i < m_overview.nodes.size(); ++i) {
        const SubjectKind kind = m_overview.nodes.at(i).kind;
        const int columnIndex = kind == SubjectKind::GitLab ? 0 : kind == SubjectKind::AiGateway ? 1 : 2;
        if (columnIndex == 2 && row >= kMaxRows) {
            ++hidden;
            continue;
        }
        const qreal x = left + columnIndex * (boxWidth + linkWidth);
        const qreal y = columnIndex < 2 ? (height() - rowHeight()) / 2.0 : kMargin + row * (rowHeight() + kGap);
        row += columnIndex == 2 ? 1 : 0;
        const QRectF box(x, y, boxWidth, rowHeight());
        const QRectF link = columnIndex == 0 ? QRectF{} : QRectF(x - linkWidth, y, linkWidth, rowHeight());
        placed << Placed{box, link, i, false, 0};
    }
    if (hidden > 0) {
        placed.last().standsForMore = true;
        placed.last().more = hidden + 1;
    }
    if (layoutDirection() == Qt::RightToLeft) {
        for (Placed &item : placed) {
            item.box.moveLeft(width() - item.box.right());
            item.link.moveLeft(item.link.isNull() ? 0 : width() - item.link.right());
        }
    }
    return placed;
}

void ChainView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    painter.setPen(mixed(palette().color(QPalette::Base), palette().color(QPalette::Text), 0.2));
    painter.drawLine(0, height() - 1, width(), height() - 1);
    const QList<Placed> all = place();
    for (const Placed &placed : all) {
        if (!placed.link.isNull()) {
            const SubjectKind kind = m_overview.nodes.at(placed.node).kind;
            paintLink(painter, placed, kind == SubjectKind::AiGateway ? all.at(0).box : all.at(1).box);
        }
    }
    for (const Placed &placed : all) {
        paintNode(painter, placed);
    }
}

void ChainView::paintNode(QPainter &painter, const Placed &placed) const
{
    const ChainNode &node = m_overview.nodes.at(placed.node);
    const bool isEmpty = node.address.isEmpty() && !placed.standsForMore;
    const QColor outline = isProblem(node.sign)
                               ? colorFor(node.sign, palette())
                               : mixed(palette().color(QPalette::Base), palette().color(QPalette::Text), 0.28);
    QPen pen(outline, isProblem(node.sign) ? 1.6 : 1.0);
    pen.setStyle(isEmpty ? Qt::DashLine : Qt::SolidLine);
    painter.setPen(pen);
    painter.setBrush(isEmpty ? palette().color(QPalette::Base) : tintFor(node.sign, palette()));
    painter.drawRoundedRect(placed.box.adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);

    const qreal side = fontMetrics().height() * 1.25;
    const bool rightToLeft = layoutDirection() == Qt::RightToLeft;
    const qreal iconX = rightToLeft ? placed.box.right() - 10 - side : placed.box.left() + 10;
    paintSign(painter, QRectF(iconX, placed.box.center().y() - side / 2, side, side), node.sign, palette());
    const QRectF text =
        rightToLeft ? placed.box.adjusted(8, 0, -(side + 20), 0) : placed.box.adjusted(side + 20, 0, -8, 0);
    const QRectF upper(text.left(), placed.box.center().y() - fontMetrics().height() - 0.5, text.width(),
                       fontMetrics().height());
    const QRectF lower(text.left(), placed.box.center().y() + 0.5, text.width(), fontMetrics().height());
    const auto align = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter);

    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(palette().color(QPalette::Text));
    const QString title =
        placed.standsForMore ? tr("%n more services", "boxes that found no room", placed.more) : node.title;
    const QString word = isEmpty ? tr("no address yet") : wordFor(node.sign);
    const QFontMetricsF boldMetrics(bold);
    painter.drawText(upper, align, boldMetrics.elidedText(title, Qt::ElideMiddle, text.width()));
    painter.setFont(font());
    painter.setPen(isEmpty ? palette().color(QPalette::PlaceholderText) : colorFor(node.sign, palette()));
    painter.drawText(lower, align, fontMetrics().elidedText(word, Qt::ElideRight, static_cast<int>(text.width())));
    const qreal wordWidth = fontMetrics().horizontalAdvance(word) + 12;
    if (!isEmpty && text.width() - wordWidth > fontMetrics().averageCharWidth() * kAddressColumns) {
        painter.setPen(mixed(palette().color(QPalette::Text), palette().color(QPalette::Base), 0.35));
        const QRectF rest = rightToLeft ? lower.adjusted(0, 0, -wordWidth, 0) : lower.adjusted(wordWidth, 0, 0, 0);
        painter.drawText(rest, align,
                         fontMetrics().elidedText(node.address, Qt::ElideRight, static_cast<int>(rest.width())));
    }
}

void ChainView::paintLink(QPainter &painter, const Placed &placed, const QRectF &from) const
{
    const ChainNode &node = m_overview.nodes.at(placed.node);
    const bool rightToLeft = layoutDirection() == Qt::RightToLeft;
    const qreal inset = 6;
    const QPointF start(rightToLeft ? from.left() - inset : from.right() + inset, from.center().y());
    const QPointF end(rightToLeft ? placed.box.right() + inset : placed.box.left() - inset, placed.box.center().y());
    const qreal middle = (start.x() + end.x()) / 2;
    QPen pen(colorFor(node.linkSign, palette()), isProblem(node.linkSign) ? 2.4 : 1.6);
    const bool isKnown = node.linkSign == StatusSign::Passed || isProblem(node.linkSign);
    pen.setStyle(isKnown ? Qt::SolidLine : Qt::DotLine);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    QPainterPath path(start);
    path.cubicTo(QPointF(middle, start.y()), QPointF(middle, end.y()), end);
    painter.drawPath(path);
    const qreal tip = rightToLeft ? 5 : -5;
    pen.setStyle(Qt::SolidLine);
    painter.setPen(pen);
    painter.drawLine(end, end + QPointF(tip, -4));
    painter.drawLine(end, end + QPointF(tip, 4));
    if (node.linkSign != StatusSign::NotChecked) {
        const qreal side = fontMetrics().height();
        const QPointF centre = path.pointAtPercent(0.5);
        const QRectF box(centre.x() - side / 2, centre.y() - side / 2, side, side);
        painter.setPen(Qt::NoPen);
        painter.setBrush(palette().color(QPalette::Base));
        painter.drawEllipse(box.adjusted(-3, -3, 3, 3));
        paintSign(painter, box, node.linkSign, palette());
        const QString word = wordFor(node.linkSign);
        const qreal wordWidth = fontMetrics().horizontalAdvance(word);
        if (wordWidth < std::abs(end.x() - start.x()) - 12 && isProblem(node.linkSign)) {
            painter.setPen(colorFor(node.linkSign, palette()));
            painter.drawText(QPointF(centre.x() - wordWidth / 2, box.bottom() + fontMetrics().ascent() + 2), word);
        }
    }
}

void ChainView::mouseReleaseEvent(QMouseEvent *event)
{
    for (const Placed &placed : place()) {
        if (placed.box.contains(event->position())) {
            Q_EMIT nodeActivated(m_overview.nodes.at(placed.node));
            return;
        }
    }
    QWidget::mouseReleaseEvent(event);
}

bool ChainView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip) {
        return QWidget::event(event);
    }
    const auto *help = static_cast<QHelpEvent *>(event);
    for (const Placed &placed : place()) {
        const ChainNode &node = m_overview.nodes.at(placed.node);
        if (placed.box.contains(help->pos())) {
            const QString text = ChainOverview{{node}}.description();
            QToolTip::showText(help->globalPos(), text.toHtmlEscaped(), this);
            return true;
        }
        if (placed.link.contains(help->pos())) {
            const QString text =
                tr("The way to %1, as seen from this workstation: %2.").arg(node.title, wordFor(node.linkSign));
            QToolTip::showText(help->globalPos(), text.toHtmlEscaped(), this);
            return true;
        }
    }
    QToolTip::hideText();
    return true;
}

} // namespace duodoctor
