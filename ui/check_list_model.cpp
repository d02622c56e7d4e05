#include "ui/check_list_model.h"

#include "check/check_definition.h"
#include "session/session.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

CheckListModel::CheckListModel(Session &session, QObject *parent)
    : QAbstractListModel(parent)
    , m_session(session)
{
    connect(&session, &Session::deploymentChanged, this, &CheckListModel::reload);
    connect(&session, &Session::runStarted, this, &CheckListModel::onRunStarted);
    connect(&session, &Session::checkStarted, this, &CheckListModel::onCheckStarted);
    connect(&session, &Session::checkFinished, this, &CheckListModel::onCheckFinished);
    connect(&session, &Session::runFinished, this, &CheckListModel::onRunFinished);
    reload();
}

int CheckListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant CheckListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return row.title;
    case Qt::AccessibleTextRole:
        //: Read by screen readers: status, what was checked, of which service
        return tr("%1: %2, %3").arg(wordFor(row.sign), row.title, row.section);
    case Qt::AccessibleDescriptionRole:
        return row.detail;
    case Qt::ToolTipRole:
        return QString(row.detail.isEmpty() ? row.title : u"%1\n%2"_s.arg(row.title, row.detail)).toHtmlEscaped();
    case SignRole:
        return static_cast<int>(row.sign);
    case DetailRole:
        return row.detail;
    case SectionRole:
        return row.section;
    case EmphasisRole:
        return false;
    case KeyRole:
        return QVariant::fromValue(row.key);
    case CheckIdRole:
        return row.key.check.toString();
    default:
        return {};
    }
}

QHash<int, QByteArray> CheckListModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    names.insert({{SignRole, "sign"},
                  {DetailRole, "detail"},
                  {SectionRole, "section"},
                  {KeyRole, "key"},
                  {CheckIdRole, "checkId"}});
    return names;
}

QModelIndex CheckListModel::indexOf(const CheckKey &key) const
{
    const auto row = m_rowOfKey.constFind(key);
    return row == m_rowOfKey.cend() ? QModelIndex{} : index(*row);
}

void CheckListModel::reload()
{
    beginResetModel();
    m_rows.clear();
    m_rowOfKey.clear();
    m_open.clear();
    // The plan has the catalogue's order, in which the models' checks alternate: rows of one subject are put together.
    QStringList sections;
    QList<CheckKey> keys = m_session.plannedChecks();
    for (const CheckResult &result : m_session.results()) {
        if (!keys.contains(result.key)) {
            keys << result.key;
        }
    }
    for (const CheckKey &key : std::as_const(keys)) {
        Row row{key, m_session.checkTitle(key), sectionTitle(key), {}, StatusSign::NotChecked};
        describe(row);
        if (!sections.contains(row.section)) {
            sections << row.section;
        }
        m_rows << row;
    }
    std::ranges::stable_sort(m_rows, {}, [&](const Row &row) { return sections.indexOf(row.section); });
    for (int i = 0; i < m_rows.size(); ++i) {
        m_rowOfKey.insert(m_rows.at(i).key, i);
    }
    endResetModel();
}

void CheckListModel::describe(Row &row) const
{
    const CheckResult *result = m_session.result(row.key);
    row.sign = m_open.value(row.key, result ? signOf(*result) : StatusSign::NotChecked);
    const bool isOpen = m_open.contains(row.key);
    row.detail = result && !isOpen ? detailOf(*result, m_session) : QString{};
}

void CheckListModel::refresh(int row)
{
    describe(m_rows[row]);
    Q_EMIT dataChanged(index(row), index(row),
                       {Qt::AccessibleTextRole, Qt::AccessibleDescriptionRole, Qt::ToolTipRole, SignRole, DetailRole});
}

void CheckListModel::onRunStarted()
{
    for (int row = 0; row < m_rows.size(); ++row) {
        const CheckKey &key = m_rows.at(row).key;
        if (!m_session.result(key)) {
            m_open.insert(key, StatusSign::Waiting);
            refresh(row);
        }
    }
}

void CheckListModel::onCheckStarted(const CheckKey &key)
{
    const auto row = m_rowOfKey.constFind(key);
    if (row != m_rowOfKey.cend()) {
        m_open.insert(key, StatusSign::Running);
        refresh(*row);
    }
}

void CheckListModel::onCheckFinished(const CheckResult &result)
{
    m_open.remove(result.key);
    const auto row = m_rowOfKey.constFind(result.key);
    if (row != m_rowOfKey.cend()) {
        refresh(*row);
    } else {
        reload(); // of a captured text, which is in no plan
    }
}

void CheckListModel::onRunFinished()
{
    const QList<CheckKey> left = m_open.keys();
    m_open.clear();
    for (const CheckKey &key : left) {
        refresh(m_rowOfKey.value(key));
    }
}

StatusSign signOf(const CheckResult &result)
{
    const bool isUnknown = std::ranges::any_of(
        result.evidence, [](const EvidencePtr &piece) { return piece->kind == EvidenceKind::Unrecognised; });
    return isUnknown && result.status == CheckStatus::Skipped ? StatusSign::Note : signFor(result.status);
}

QString sectionTitle(const CheckKey &key)
{
    const CheckDefinition *definition = checkDefinition(key.check);
    if (!definition) {
        return CheckListModel::tr("Captured output");
    }
    switch (definition->subject) {
    case SubjectKind::GitLab:
        return CheckListModel::tr("GitLab");
    case SubjectKind::AiGateway:
        return CheckListModel::tr("AI Gateway");
    case SubjectKind::AgentPlatform:
        return CheckListModel::tr("Agent Platform");
    case SubjectKind::MetricsUrl:
        return CheckListModel::tr("Metrics");
    case SubjectKind::Model:
        return CheckListModel::tr("Model %1").arg(key.subject);
    case SubjectKind::TrustFile:
        return CheckListModel::tr("Trust files");
    }
    return {};
}

QString detailOf(const CheckResult &result, const Session &session)
{
    switch (result.status) {
    case CheckStatus::Skipped:
        return result.skipDetail.isEmpty() ? session.skipReasonText(result.skipReason) : result.skipDetail;
    case CheckStatus::Blocked: {
        QStringList before;
        for (const CheckKey &key : result.blockedBy) {
            before << session.checkTitle(key);
        }
        return CheckListModel::tr("Cannot be known until this holds: %1").arg(before.join(u"; "_s));
    }
    case CheckStatus::Failed:
    case CheckStatus::Warning:
        break;
    case CheckStatus::Passed:
        if (result.findings.isEmpty()) {
            return result.duration.count() > 0 ? CheckListModel::tr("%1 ms").arg(result.duration.count()) : QString{};
        }
        break;
    }
    return result.findings.isEmpty() ? QString{}
                                     : session.playbook().messageFor(result.findings.first(), session.deployment());
}

} // namespace duodoctor
