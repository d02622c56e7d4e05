#include "ui/status_delegate.h"

#include "ui/status_item_role.h"
#include "ui/status_sign.h"

#include <QApplication>
#include <QPainter>
#include <QTextLayout>

namespace duodoctor
{

namespace
{

constexpr int kPadding = 7;

QFont emphasised(const QFont &font)
{
    QFont bold = font;
    bold.setWeight(QFont::DemiBold);
    return bold;
}

/// Draws plain text in at most `lines` lines, the last one elided. @return the height used.
qreal drawWrapped(QPainter *painter, const QRectF &room, const QString &text, const QFont &font, int lines,
                  Qt::LayoutDirection direction)
{
    QTextOption options;
    options.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    options.setTextDirection(direction);
    QTextLayout layout(text, font);
    layout.setTextOption(options);
    const QFontMetricsF metrics(font);
    qreal y = 0;
    layout.beginLayout();
    for (int number = 1;; ++number) {
        QTextLine line = layout.createLine();
        if (!line.isValid()) {
            break;
        }
        line.setLineWidth(room.width());
        const bool hasMore = line.textStart() + line.textLength() < text.size();
        if (number == lines && hasMore) {
            const QString rest = metrics.elidedText(text.mid(line.textStart()), Qt::ElideRight, room.width());
            painter->setFont(font);
            painter->drawText(QRectF(room.left(), room.top() + y, room.width(), metrics.height()),
                              QStyle::visualAlignment(direction, Qt::AlignLeft) | Qt::TextSingleLine, rest);
            y += metrics.height();
            break;
        }
        line.draw(painter, room.topLeft() + QPointF(0, y));
        y += metrics.height();
    }
    layout.endLayout();
    return y;
}

} // namespace

StatusDelegate::StatusDelegate(int titleLines, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_titleLines(titleLines)
{
}

int StatusDelegate::headingHeight(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString section = index.data(SectionRole).toString();
    if (section.isEmpty()) {
        return 0;
    }
    const bool isFirst =
        index.row() == 0 || index.siblingAtRow(index.row() - 1).data(SectionRole).toString() != section;
    return isFirst ? option.fontMetrics.height() + 2 * kPadding : 0;
}

QSize StatusDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    int lines = m_titleLines + 1;
    if (m_titleLines > 1 && option.widget) {
        const QFontMetrics metrics(index.data(EmphasisRole).toBool() ? emphasised(option.font) : option.font);
        const int room = option.widget->contentsRect().width() - 4 * kPadding - 2 * metrics.height();
        const bool fitsInOne = metrics.horizontalAdvance(index.data(Qt::DisplayRole).toString()) < room;
        lines = fitsInOne ? 2 : lines;
    }
    return {option.fontMetrics.averageCharWidth() * 24,
            headingHeight(option, index) + lines * option.fontMetrics.height() + 2 * kPadding};
}

void StatusDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QPalette &palette = item.palette;
    painter->save();
    const int heading = headingHeight(item, index);
    const bool rightToLeft = item.direction == Qt::RightToLeft;
    const auto align = QStyle::visualAlignment(item.direction, Qt::AlignLeft | Qt::AlignVCenter);
    if (heading > 0) {
        const QRect room(item.rect.left() + kPadding, item.rect.top(), item.rect.width() - 2 * kPadding, heading);
        painter->setFont(emphasised(item.font));
        painter->setPen(mixed(palette.color(QPalette::Text), palette.color(QPalette::Base), 0.3));
        const QString title = index.data(SectionRole).toString();
        painter->drawText(room, align | Qt::TextSingleLine,
                          QFontMetrics(painter->font()).elidedText(title, Qt::ElideRight, room.width()));
        item.rect.setTop(item.rect.top() + heading);
    }
    item.text.clear();
    item.icon = {};
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &item, painter, item.widget);

    const bool isSelected = item.state.testFlag(QStyle::State_Selected);
    const auto sign = static_cast<StatusSign>(index.data(SignRole).toInt());
    const qreal side = item.fontMetrics.height() * 1.15;
    const QRectF inner = QRectF(item.rect).adjusted(kPadding, kPadding, -kPadding, -kPadding);
    const qreal iconX = rightToLeft ? inner.right() - side : inner.left();
    const QRectF iconBox(iconX, inner.top() + 1, side, side);
    if (isSelected) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(palette.color(QPalette::Base));
        painter->drawEllipse(iconBox.adjusted(-2, -2, 2, 2));
    }
    paintSign(*painter, iconBox, sign, palette);

    const qreal indent = side + 9;
    const QRectF text = rightToLeft ? inner.adjusted(0, 0, -indent, 0) : inner.adjusted(indent, 0, 0, 0);
    const QColor ink = palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
    painter->setPen(ink);
    const QFont titleFont = index.data(EmphasisRole).toBool() ? emphasised(item.font) : item.font;
    const qreal used =
        drawWrapped(painter, text, index.data(Qt::DisplayRole).toString(), titleFont, m_titleLines, item.direction);

    painter->setFont(item.font);
    const QString word = wordFor(sign);
    const QRectF lower(text.left(), text.top() + used, text.width(), item.fontMetrics.height());
    painter->setPen(isSelected ? ink : colorFor(sign, palette));
    painter->drawText(lower, align | Qt::TextSingleLine, word);
    const qreal wordWidth = item.fontMetrics.horizontalAdvance(word) + 9;
    const QRectF rest = rightToLeft ? lower.adjusted(0, 0, -wordWidth, 0) : lower.adjusted(wordWidth, 0, 0, 0);
    painter->setPen(isSelected ? ink : mixed(ink, palette.color(QPalette::Base), 0.3));
    painter->drawText(
        rest, align | Qt::TextSingleLine,
        item.fontMetrics.elidedText(index.data(DetailRole).toString(), Qt::ElideRight, static_cast<int>(rest.width())));
    if (item.state.testFlag(QStyle::State_HasFocus)) {
        QStyleOptionFocusRect focus;
        focus.QStyleOption::operator=(item);
        focus.rect = item.rect.adjusted(1, 1, -1, -1);
        focus.backgroundColor = palette.color(isSelected ? QPalette::Highlight : QPalette::Base);
        style->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, item.widget);
    }
    painter->restore();
}

} // namespace duodoctor
