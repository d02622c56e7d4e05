#pragma once

#include "playbook/quick_commands.h"
#include "ui/status_item_role.h"

#include <QAbstractListModel>

namespace duodoctor
{

/// The quick commands, place by place, for a SymptomDelegate: title, what it asks about, and the place as heading.
class QuickCommandModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        SearchRole = FirstOwnRole ///< what a search looks in
    };

    using QAbstractListModel::QAbstractListModel;

    void setGroups(const QList<QuickCommandGroup> &groups);
    /// Null for an invalid index.
    const QuickCommand *commandAt(const QModelIndex &index) const;
    /// What has to be known of every command of the same place; may be empty.
    QString groupNoteAt(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Row {
        QuickCommand command;
        QString detail;
        qsizetype group = 0;
    };

    QList<QuickCommandGroup> m_groups;
    QList<Row> m_rows;
};

} // namespace duodoctor
