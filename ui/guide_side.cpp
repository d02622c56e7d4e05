#include "ui/guide_side.h"

#include "session/session.h"
#include "ui/check_filter_proxy.h"
#include "ui/check_list_model.h"
#include "ui/evidence_pane.h"
#include "ui/status_delegate.h"

#include <QListView>

namespace duodoctor
{

GuideSide::GuideSide(Session &session, CheckListModel &checks, QWidget *parent)
    : QSplitter(Qt::Vertical, parent)
    , m_session(session)
    , m_filter(new CheckFilterProxy(this))
    , m_checks(new QListView(this))
    , m_evidence(new EvidencePane(session, this))
{
    m_filter->setSourceModel(&checks);
    m_checks->setModel(m_filter);
    m_checks->setItemDelegate(new StatusDelegate(1, m_checks));
    m_checks->setAccessibleName(tr("Checks"));
    m_checks->setResizeMode(QListView::Adjust);
    m_checks->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_checks->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setChildrenCollapsible(false);
    connect(m_checks->selectionModel(), &QItemSelectionModel::currentChanged, this, &GuideSide::showCheck);
}

void GuideSide::setCheckIds(const QStringList &ids)
{
    m_filter->setCheckIds(ids);
}

void GuideSide::showEvidence(const QList<EvidencePtr> &evidence, const QString &otherwise)
{
    m_evidence->showEvidence(evidence, otherwise);
}

void GuideSide::showCheck(const QModelIndex &index)
{
    const CheckResult *result = m_session.result(index.data(CheckListModel::KeyRole).value<CheckKey>());
    showEvidence(result ? result->evidence : QList<EvidencePtr>{}, tr("Nothing was looked at for this check."));
}

} // namespace duodoctor
