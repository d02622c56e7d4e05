#pragma once

#include "ui/status_sign.h"

#include <QFrame>

class QLabel;
class QProgressBar;

namespace duodoctor
{

/// What the banner says: made by the page, shown as it stands.
struct SummaryState {
    StatusSign sign = StatusSign::NotChecked;
    QString headline;
    QString sentence; ///< plain text; may hold values from servers
    int done = 0;
    int total = 0;
    bool isRunning = false;
};

/// The result in one look: sign, headline, the first root cause in a sentence, and the progress of a run.
class SummaryBanner : public QFrame
{
    Q_OBJECT
public:
    explicit SummaryBanner(QWidget *parent = nullptr);
    void setState(const SummaryState &state);

protected:
    void changeEvent(QEvent *event) override;

private:
    void colour();

    SummaryState m_state;
    QLabel *m_icon;
    QLabel *m_headline;
    QLabel *m_sentence;
    QProgressBar *m_progress;
};

class Session;

/// The banner's words for a session's state.
SummaryState summaryOf(const Session &session, int done, int total);

} // namespace duodoctor
