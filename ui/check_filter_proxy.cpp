#include "ui/check_filter_proxy.h"

#include "ui/check_list_model.h"

namespace duodoctor
{

CheckFilterProxy::CheckFilterProxy(QObject *parent)
    : QSortFilterProxyModel(parent)
{
}

void CheckFilterProxy::setProblemsOnly(bool problemsOnly)
{
    if (m_problemsOnly != problemsOnly) {
        m_problemsOnly = problemsOnly;
        invalidateRowsFilter();
    }
}

void CheckFilterProxy::setCheckIds(const QStringList &ids)
{
    if (m_checkIds != ids) {
        m_checkIds = ids;
        invalidateRowsFilter();
    }
}

bool CheckFilterProxy::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const QModelIndex row = sourceModel()->index(sourceRow, 0, sourceParent);
    if (!m_checkIds.isEmpty() && !m_checkIds.contains(row.data(CheckListModel::CheckIdRole).toString())) {
        return false;
    }
    const auto sign = static_cast<StatusSign>(row.data(SignRole).toInt());
    return !m_problemsOnly || isProblem(sign) || sign == StatusSign::Running;
}

} // namespace duodoctor
