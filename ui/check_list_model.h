#pragma once

#include "check/check_result.h"
#include "ui/status_item_role.h"
#include "ui/status_sign.h"

#include <QAbstractListModel>
#include <QHash>
#include <QList>
#include <QSet>

namespace duodoctor
{

class Session;

/// Every check that the session plans, grouped by what it looks at, with its latest state. Live: rows change as results
/// arrive; rows come and go only with the deployment.
class CheckListModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        KeyRole = FirstOwnRole, ///< CheckKey
        CheckIdRole             ///< QString, the check's id
    };

    /// @param session  must outlive the model.
    explicit CheckListModel(Session &session, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    QModelIndex indexOf(const CheckKey &key) const;
    /// The checks of the run under way that have no result yet, with Waiting or Running.
    const QHash<CheckKey, StatusSign> &openChecks() const { return m_open; }

private:
    struct Row {
        CheckKey key;
        QString title;
        QString section;
        QString detail;
        StatusSign sign = StatusSign::NotChecked;
    };

    void reload();
    void refresh(int row);
    void onRunStarted();
    void onCheckStarted(const CheckKey &key);
    void onCheckFinished(const CheckResult &result);
    void onRunFinished();
    void describe(Row &row) const;

    Session &m_session;
    QList<Row> m_rows;
    QHash<CheckKey, int> m_rowOfKey;
    QHash<CheckKey, StatusSign> m_open;
};

/// The heading under which a check stands: "AI Gateway", "Model mistral".
QString sectionTitle(const CheckKey &key);
/// The sign of a result; a captured text that nobody knows has passed nothing.
StatusSign signOf(const CheckResult &result);
/// What a result says in one line besides its status: the first finding, the reason, what blocks it, or its duration.
QString detailOf(const CheckResult &result, const Session &session);

} // namespace duodoctor
