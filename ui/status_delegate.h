#pragma once

#include <QStyledItemDelegate>

namespace duodoctor
{

/// Paints a row of checks or findings: the status as shape and word, the title, one line of detail, and the group's
/// heading above its first row. Reads the roles of status_item_role.h.
class StatusDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    /// @param titleLines  how many lines a title may take, 1 or 2.
    explicit StatusDelegate(int titleLines, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int headingHeight(const QStyleOptionViewItem &option, const QModelIndex &index) const;

    int m_titleLines;
};

} // namespace duodoctor
