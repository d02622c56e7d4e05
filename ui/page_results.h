#pragma once

#include "check/check_definition.h"
#include "check/check_result.h"
#include "evidence/evidence.h"
#include "session/hand_reading.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

class QListView;
class QPushButton;
class QSplitter;

namespace duodoctor
{

class AnswerPane;
class CheckListModel;
class CheckPresenter;
class ChecksSide;
class EvidencePane;
class DialogPort;
class FindingListModel;
class RemedyPane;
class Session;
class SummaryBanner;
class WindowSettings;
struct ChainNode;

/// Live results: the checks at the side, what was found, the repair, and what it stands on.
class PageResults : public QWidget
{
    Q_OBJECT
public:
    /// All must outlive the page.
    PageResults(Session &session, CheckListModel &checks, WindowSettings &settings, DialogPort &dialogs,
                QWidget *parent = nullptr);
    ~PageResults() override;

    /// Scrolls to the checks of a box of the chain and selects the first that needs attention.
    void showNode(const ChainNode &node);
    /// Selects this check.
    void showCheck(const CheckKey &key);
    /// Offers the box for any captured text.
    void offerPaste();
    /// Reads files that were dropped: as the answer to the check that asks for one, else as any captured text.
    void readFiles(const QStringList &paths);
    /// The check whose row is current; none when there is none.
    std::optional<CheckKey> currentCheck() const;
    void rememberSizes();

Q_SIGNALS:
    void runRequested();
    void runCheckRequested();
    void exportRequested();
    void noticeRaised(const QString &sentence);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    /// Which of the two lists was used last: it decides what the panes show.
    enum class Subject { Nothing, Check, Finding, Paste };

    QWidget *makeFindingsSide();
    void onRunStarted();
    void refresh();
    void showCurrent();
    void showEmpty();
    void take(const CapturedInput &input);
    void onHandRead(const HandReading &reading);
    void selectRow(const CheckKey &key);
    void selectCheck();
    void selectFinding(const QModelIndex &index);

    Session &m_session;
    WindowSettings &m_settings;
    DialogPort &m_dialogs;
    FindingListModel *m_findings;
    SummaryBanner *m_banner;
    QListView *m_findingList = nullptr;
    ChecksSide *m_checksSide = nullptr;
    QWidget *m_findingsSide = nullptr;
    AnswerPane *m_answer = nullptr;
    RemedyPane *m_remedy = nullptr; ///< of the answer pane
    EvidencePane *m_evidence = nullptr;
    std::unique_ptr<CheckPresenter> m_presenter; ///< of the panes
    QPushButton *m_export = nullptr;
    QSplitter *m_sides;
    QSplitter *m_rows = nullptr;
    QSplitter *m_panes = nullptr;
    QTimer m_refresh; ///< gathers a burst of results into one repaint
    Subject m_subject = Subject::Nothing;
    int m_done = 0;
    int m_total = 0;
};

} // namespace duodoctor
