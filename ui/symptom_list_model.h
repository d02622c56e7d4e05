#pragma once

#include "playbook/decision_tree.h"
#include "ui/status_item_role.h"

#include <QAbstractListModel>

namespace duodoctor
{

/// The symptoms that the guide begins with: those without a group first, then group by group, each in the playbook's
/// order.
class SymptomListModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        IdRole = FirstOwnRole, ///< the entry's id
        SearchRole             ///< what a search looks in: title and hint
    };

    using QAbstractListModel::QAbstractListModel;

    void setEntries(const QList<TreeEntry> &entries);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<TreeEntry> m_entries;
};

} // namespace duodoctor
