#include "ui/symptom_list_model.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

void SymptomListModel::setEntries(const QList<TreeEntry> &entries)
{
    QList<TreeEntry> sorted = entries;
    QStringList groups{QString()};
    for (const TreeEntry &entry : entries) {
        if (!groups.contains(entry.group)) {
            groups << entry.group;
        }
    }
    std::ranges::stable_sort(sorted, {}, [&](const TreeEntry &entry) { return groups.indexOf(entry.group); });
    beginResetModel();
    m_entries = sorted;
    endResetModel();
}

int SymptomListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant SymptomListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const TreeEntry &entry = m_entries.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return entry.title;
    case Qt::AccessibleTextRole:
        //: Read by screen readers: a symptom, and the heading that it stands under
        return entry.group.isEmpty() ? entry.title : tr("%1, %2").arg(entry.title, entry.group);
    case Qt::AccessibleDescriptionRole:
    case DetailRole:
        return entry.hint;
    case SectionRole:
        return entry.group;
    case IdRole:
        return entry.id;
    case SearchRole:
        return u"%1 %2"_s.arg(entry.title, entry.hint);
    default:
        return {};
    }
}

} // namespace duodoctor
