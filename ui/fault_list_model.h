#pragma once

#include "practice/practice_deployment.h"

#include <QAbstractListModel>
#include <QList>
#include <QSet>

namespace duodoctor
{

/// The faults that the practice deployment can have, each with a check box.
class FaultListModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole + 1, ///< QString
        SearchRole                 ///< QString, what a search looks through
    };

    explicit FaultListModel(const QList<PracticeFault> &faults, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// In the list's order.
    QStringList chosenIds() const;
    void setChosenIds(const QStringList &ids);

Q_SIGNALS:
    void choiceChanged();

private:
    QList<PracticeFault> m_faults;
    QSet<QString> m_chosen;
};

} // namespace duodoctor
