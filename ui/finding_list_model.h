#pragma once

#include "check/check_result.h"
#include "ui/status_item_role.h"

#include <QAbstractListModel>
#include <QList>

namespace duodoctor
{

class Session;

/// What was found: root causes in the diagnosis's order, then what follows from them or is only a note. Live and
/// precise: a row that stays keeps its place in views, whatever arrives around it.
class FindingListModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        RootCauseRole = FirstOwnRole, ///< bool
        KeyRole                       ///< CheckKey of the check that found it
    };

    /// @param session  must outlive the model.
    explicit FindingListModel(Session &session, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    /// The finding of a row, or null.
    const Finding *findingAt(const QModelIndex &index) const;
    /// The first finding that this check contributed, or an invalid index.
    QModelIndex indexOf(const CheckKey &check) const;

    /// Reads the session's findings again; called when the diagnosis changed.
    void reload();

private:
    struct Row {
        Finding finding;
        QList<CheckKey> checks; ///< that saw it, the first one first
        bool isRootCause = false;
        bool hasSameIdentity(const Row &other) const;
    };

    QList<Row> read() const;

    Session &m_session;
    QList<Row> m_rows;
};

} // namespace duodoctor
