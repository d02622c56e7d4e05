#pragma once

#include "evidence/evidence.h"

#include <QList>
#include <QSplitter>
#include <QStringList>

class QListView;

namespace duodoctor
{

class CheckFilterProxy;
class CheckListModel;
class EvidencePane;
class Session;

/// What stands beside the remedy of the guide: the checks of the current step, and what the chosen one saw.
class GuideSide : public QSplitter
{
    Q_OBJECT
public:
    /// Both must outlive the side.
    GuideSide(Session &session, CheckListModel &checks, QWidget *parent = nullptr);

    /// Shows only these checks; empty: all.
    void setCheckIds(const QStringList &ids);
    /// @param otherwise  a sentence for where there is none.
    void showEvidence(const QList<EvidencePtr> &evidence, const QString &otherwise);

private:
    void showCheck(const QModelIndex &index);

    Session &m_session;
    CheckFilterProxy *m_filter;
    QListView *m_checks;
    EvidencePane *m_evidence;
};

} // namespace duodoctor
