#pragma once

#include "evidence/evidence.h"

#include <QList>
#include <QWidget>

class QComboBox;
class QPlainTextEdit;
class QPushButton;
class QSplitter;

namespace duodoctor
{

class CertificateChainView;
class PageScrollArea;
class Session;

/// What was seen, as plain text: one piece of evidence at a time, with a choice where a finding stands on several;
/// above it the certificate chain, where a server sent one.
class EvidencePane : public QWidget
{
    Q_OBJECT
public:
    /// @param session  draws the chains; must outlive the pane.
    explicit EvidencePane(const Session &session, QWidget *parent = nullptr);

    /// @param emptyText  shown when there is none; says why.
    void showEvidence(const QList<EvidencePtr> &evidence, const QString &emptyText);

private:
    void showChosen();
    void showChain(const EvidencePtr &piece);

    const Session &m_session;

    QComboBox *m_choice;
    QPushButton *m_copy;
    QSplitter *m_split;
    PageScrollArea *m_chainRoom;
    CertificateChainView *m_chain;
    QPlainTextEdit *m_text;
    QList<EvidencePtr> m_evidence;
};

/// One line that tells a piece from the others: "GET https://aigw.example.com/monitoring/healthz".
QString titleOf(const Evidence &evidence);

} // namespace duodoctor
