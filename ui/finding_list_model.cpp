#include "ui/finding_list_model.h"

#include "session/session.h"
#include "ui/check_list_model.h"
#include "ui/status_sign.h"

#include <algorithm>

namespace duodoctor
{

FindingListModel::FindingListModel(Session &session, QObject *parent)
    : QAbstractListModel(parent)
    , m_session(session)
    , m_rows(read())
{
}

bool FindingListModel::Row::hasSameIdentity(const Row &other) const
{
    return finding.id == other.finding.id && finding.vantage == other.finding.vantage &&
           finding.subject == other.finding.subject && checks.first().check == other.checks.first().check;
}

int FindingListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant FindingListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row &row = m_rows.at(index.row());
    const StatusSign sign = signFor(row.finding.severity);
    switch (role) {
    case Qt::DisplayRole:
        return m_session.playbook().messageFor(row.finding, m_session.deployment());
    case Qt::ToolTipRole:
        return data(index, Qt::DisplayRole).toString().toHtmlEscaped();
    case Qt::AccessibleTextRole:
        return tr("%1: %2").arg(wordFor(sign), data(index, Qt::DisplayRole).toString());
    case Qt::AccessibleDescriptionRole:
        return data(index, DetailRole);
    case SignRole:
        return static_cast<int>(sign);
    case DetailRole: {
        const QString section = sectionTitle(row.checks.first());
        if (row.isRootCause) {
            //: Under a finding: it causes others, and which service it belongs to
            return tr("Root cause, %1").arg(section);
        }
        //: Under a finding: which service it belongs to
        return row.finding.severity == Severity::Info ? section : tr("Follows from another, %1").arg(section);
    }
    case EmphasisRole:
    case RootCauseRole:
        return row.isRootCause;
    case KeyRole:
        return QVariant::fromValue(row.checks.first());
    default:
        return {};
    }
}

const Finding *FindingListModel::findingAt(const QModelIndex &index) const
{
    return index.isValid() && checkIndex(index) ? &m_rows.at(index.row()).finding : nullptr;
}

QModelIndex FindingListModel::indexOf(const CheckKey &check) const
{
    const auto row =
        std::ranges::find_if(m_rows, [&](const Row &candidate) { return candidate.checks.contains(check); });
    return row == m_rows.end() ? QModelIndex{} : index(static_cast<int>(row - m_rows.begin()));
}

QList<FindingListModel::Row> FindingListModel::read() const
{
    QList<Row> rows;
    for (const RootCause &cause : m_session.diagnosis().rootCauses) {
        rows << Row{cause.finding, QList<CheckKey>{cause.check} + cause.alsoSeenBy, true};
    }
    for (const CheckResult &result : m_session.results()) {
        for (const Finding &finding : result.findings) {
            const auto known = std::ranges::find_if(rows, [&](const Row &row) {
                return row.finding.id == finding.id &&
                       (row.checks.contains(result.key) || row.finding.subject == finding.subject);
            });
            if (known == rows.end()) {
                rows << Row{finding, {result.key}, false};
            } else if (!known->checks.contains(result.key)) {
                known->checks << result.key;
            }
        }
    }
    return rows;
}

void FindingListModel::reload()
{
    const QList<Row> wanted = read();
    for (int i = 0; i < wanted.size(); ++i) {
        int from = i;
        while (from < m_rows.size() && !m_rows.at(from).hasSameIdentity(wanted.at(i))) {
            ++from;
        }
        if (from == m_rows.size()) {
            beginInsertRows({}, i, i);
            m_rows.insert(i, wanted.at(i));
            endInsertRows();
            continue;
        }
        if (from != i) {
            beginMoveRows({}, from, from, {}, i);
            m_rows.move(from, i);
            endMoveRows();
        }
        m_rows[i] = wanted.at(i);
        Q_EMIT dataChanged(index(i), index(i));
    }
    if (m_rows.size() > wanted.size()) {
        beginRemoveRows({}, static_cast<int>(wanted.size()), static_cast<int>(m_rows.size()) - 1);
        m_rows.resize(wanted.size());
        endRemoveRows();
    }
}

} // namespace duodoctor
