#include "ui/fault_list_model.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

FaultListModel::FaultListModel(const QList<PracticeFault> &faults, QObject *parent)
    : QAbstractListModel(parent)
    , m_faults(faults)
{
}

int FaultListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_faults.size());
}

QVariant FaultListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const PracticeFault &fault = m_faults.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return fault.title;
    case Qt::ToolTipRole:
    case IdRole:
        return fault.id;
    case SearchRole:
        return u"%1 %2 %3"_s.arg(fault.title, fault.id, fault.finding);
    case Qt::CheckStateRole:
        return m_chosen.contains(fault.id) ? Qt::Checked : Qt::Unchecked;
    default:
        return {};
    }
}

bool FaultListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return false;
    }
    const QString &id = m_faults.at(index.row()).id;
    if (value.toInt() == static_cast<int>(Qt::Checked)) {
        m_chosen.insert(id);
    } else {
        m_chosen.remove(id);
    }
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT choiceChanged();
    return true;
}

Qt::ItemFlags FaultListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return QAbstractListModel::flags(index);
    }
    return QAbstractListModel::flags(index) | Qt::ItemIsUserCheckable | Qt::ItemNeverHasChildren;
}

QStringList FaultListModel::chosenIds() const
{
    QStringList ids;
    for (const PracticeFault &fault : m_faults) {
        if (m_chosen.contains(fault.id)) {
            ids << fault.id;
        }
    }
    return ids;
}

void FaultListModel::setChosenIds(const QStringList &ids)
{
    m_chosen = QSet<QString>(ids.begin(), ids.end());
    if (!m_faults.isEmpty()) {
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {Qt::CheckStateRole});
    }
    Q_EMIT choiceChanged();
}

} // namespace duodoctor
