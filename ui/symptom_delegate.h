#pragma once

#include <QStyledItemDelegate>

namespace duodoctor
{

/// Paints a symptom: its title, its hint below it, both wrapped to the view's width, and the group's heading above its
/// first row.
class SymptomDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace duodoctor
