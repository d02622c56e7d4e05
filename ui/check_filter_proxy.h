#pragma once

#include <QSortFilterProxyModel>
#include <QStringList>

namespace duodoctor
{

/// Narrows the list of checks to problems, or to the checks of one question of the guide. Order is the source's.
class CheckFilterProxy : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit CheckFilterProxy(QObject *parent = nullptr);

    /// Shows what failed, warned or is blocked, and what still runs.
    void setProblemsOnly(bool problemsOnly);
    bool isProblemsOnly() const { return m_problemsOnly; }
    /// Limits the rows to these ids of checks; empty: all.
    void setCheckIds(const QStringList &ids);

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    bool m_problemsOnly = false;
    QStringList m_checkIds;
};

} // namespace duodoctor
