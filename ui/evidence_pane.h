#pragma once

#include "evidence/evidence.h"

#include <QList>
#include <QWidget>

class QComboBox;
class QPlainTextEdit;
class QPushButton;

namespace duodoctor
{

/// What was seen, as plain text: one piece of evidence at a time, with a choice where a finding stands on several.
class EvidencePane : public QWidget
{
    Q_OBJECT
public:
    explicit EvidencePane(QWidget *parent = nullptr);

    /// @param emptyText  shown when there is none; says why.
    void showEvidence(const QList<EvidencePtr> &evidence, const QString &emptyText);

Q_SIGNALS:
    /// Another piece is shown; null when there is none.
    void evidenceShown(const duodoctor::EvidencePtr &evidence);

private:
    void showChosen();

    QComboBox *m_choice;
    QPushButton *m_copy;
    QPlainTextEdit *m_text;
    QList<EvidencePtr> m_evidence;
};

/// One line that tells a piece from the others: "GET https://aigw.example.com/monitoring/healthz".
QString titleOf(const Evidence &evidence);

} // namespace duodoctor
