#pragma once

#include "ui/tree_picture.h"
#include "ui/tree_walk.h"

#include <QAbstractListModel>

#include <memory>

namespace duodoctor
{

/// The steps of a picture of the tree as a list, in reading order, with what was walked: the same for those who cannot
/// see the picture, or search in it. The small boxes that stand for others are left out.
class TreeStepModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { BoxRole = Qt::UserRole, WalkedRole };

    explicit TreeStepModel(QObject *parent = nullptr);

    /// @param picture  never null.
    void setPicture(std::shared_ptr<const TreePicture> picture, const TreeWalk &walk);
    void setWalk(const TreeWalk &walk);
    /// The row of a box, or of the one that it stands for; invalid for none.
    QModelIndex indexOf(qsizetype box) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QString spokenName(qsizetype box) const;

    std::shared_ptr<const TreePicture> m_picture;
    TreeWalk m_walk;
    QList<qsizetype> m_boxes;
};

} // namespace duodoctor
