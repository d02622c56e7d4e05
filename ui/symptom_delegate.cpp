#include "ui/symptom_delegate.h"

#include "ui/status_item_role.h"
#include "ui/status_sign.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QPainter>

namespace duodoctor
{

namespace
{

constexpr int kPadding = 6;
constexpr int kAnyHeight = 10'000;

QFont headingFont(const QFont &font)
{
    QFont bold = font;
    bold.setWeight(QFont::DemiBold);
    return bold;
}

int wrappedHeight(const QFontMetrics &metrics, int width, const QString &text)
{
    return text.isEmpty() ? 0 : metrics.boundingRect(0, 0, width, kAnyHeight, Qt::TextWordWrap, text).height();
}

/// Zero for a row that does not begin a group.
int headingHeight(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QString section = index.data(SectionRole).toString();
    const bool isFirst =
        index.row() == 0 || index.siblingAtRow(index.row() - 1).data(SectionRole).toString() != section;
    return isFirst && !section.isEmpty() ? option.fontMetrics.height() * 2 + kPadding : 0;
}

} // namespace

QSize SymptomDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const int width = (view ? view->viewport()->width() : option.rect.width()) - 4 * kPadding;
    const int room = qMax(width, option.fontMetrics.averageCharWidth() * 12);
    return {option.fontMetrics.averageCharWidth() * 12,
            headingHeight(option, index) +
                wrappedHeight(option.fontMetrics, room, index.data(Qt::DisplayRole).toString()) +
                wrappedHeight(option.fontMetrics, room, index.data(DetailRole).toString()) + 2 * kPadding};
}

void SymptomDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QPalette &palette = item.palette;
    const auto side = QStyle::visualAlignment(item.direction, Qt::AlignLeft);
    painter->save();
    if (const int heading = headingHeight(item, index); heading > 0) {
        const QRect room = item.rect.adjusted(2 * kPadding, 0, -2 * kPadding, 0);
        painter->setFont(headingFont(item.font));
        painter->setPen(mixed(palette.color(QPalette::Text), palette.color(QPalette::Base), 0.3));
        painter->drawText(QRect(room.left(), room.top(), room.width(), heading - kPadding / 2),
                          side | Qt::AlignBottom | Qt::TextSingleLine, index.data(SectionRole).toString());
        item.rect.setTop(item.rect.top() + heading);
    }
    item.text.clear();
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &item, painter, item.widget);

    const bool isSelected = item.state.testFlag(QStyle::State_Selected);
    const QColor ink = palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
    QRect room = item.rect.adjusted(2 * kPadding, kPadding, -2 * kPadding, -kPadding);
    QRect used;
    painter->setFont(item.font);
    painter->setPen(ink);
    painter->drawText(room, side | Qt::AlignTop | Qt::TextWordWrap, index.data(Qt::DisplayRole).toString(), &used);
    room.setTop(used.bottom() + 1);
    painter->setPen(isSelected ? ink : mixed(ink, palette.color(QPalette::Base), 0.3));
    painter->drawText(room, side | Qt::AlignTop | Qt::TextWordWrap, index.data(DetailRole).toString());
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
