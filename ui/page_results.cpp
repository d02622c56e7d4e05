#include "ui/page_results.h"

#include "session/session.h"
#include "ui/answer_pane.h"
#include "ui/check_list_model.h"
#include "ui/check_presenter.h"
#include "ui/checks_side.h"
#include "ui/evidence_pane.h"
#include "ui/finding_list_model.h"
#include "ui/page_scroll_area.h"
#include "ui/paste_box.h"
#include "ui/remedy_pane.h"
#include "ui/summary_banner.h"
#include "ui/window_settings.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QResizeEvent>
#include <QSplitter>
#include <QVBoxLayout>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kRefreshMs = 30;
constexpr int kWideColumns = 105;  ///< average characters from which on checks stand beside findings
constexpr int kNarrowLines = 64;   ///< height of the narrow page
constexpr int kNarrowChecks = 12;  ///< lines of its list of checks
constexpr int kGap = 4;            ///< pixels between a side and the handle
constexpr int kPanesColumns = 150; ///< from which on evidence stands beside the remedy

} // namespace

PageResults::PageResults(Session &session, CheckListModel &checks, WindowSettings &settings, DialogPort &dialogs,
                         QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_settings(settings)
    , m_dialogs(dialogs)
    , m_findings(new FindingListModel(session, this))
    , m_banner(new SummaryBanner(this))
    , m_sides(new QSplitter(Qt::Horizontal, this))
{
    m_checksSide = new ChecksSide(session, checks, m_sides);
    m_sides->addWidget(m_checksSide);
    m_sides->addWidget(makeFindingsSide());
    m_sides->setStretchFactor(0, 2);
    m_sides->setStretchFactor(1, 5);
    m_sides->setChildrenCollapsible(false);
    auto *inner = new QWidget(this);
    auto *innerLayout = new QVBoxLayout(inner);
    innerLayout->setContentsMargins(12, 10, 12, 6);
    innerLayout->addWidget(m_sides);
    auto *scroll = new PageScrollArea(this);
    scroll->setWidget(inner);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(scroll, 1);
    connect(m_checksSide, &ChecksSide::checkSelected, this, &PageResults::selectCheck);
    connect(m_checksSide, &ChecksSide::runRequested, this, &PageResults::runRequested);
    connect(m_checksSide, &ChecksSide::runCheckRequested, this, &PageResults::runCheckRequested);
    m_sides->restoreState(settings.state(u"sides"_s));
    m_rows->restoreState(settings.state(u"rows"_s));

    m_refresh.setSingleShot(true);
    m_refresh.setInterval(kRefreshMs);
    connect(&m_refresh, &QTimer::timeout, this, &PageResults::refresh);
    const auto refreshSoon = [this] {
        if (!m_refresh.isActive()) {
            m_refresh.start();
        }
    };
    connect(&session, &Session::diagnosisChanged, this, refreshSoon);
    connect(&session, &Session::runStarted, this, &PageResults::onRunStarted);
    connect(&session, &Session::runFinished, this, &PageResults::refresh);
    connect(&session, &Session::handRead, this, &PageResults::onHandRead);
    connect(&session, &Session::deploymentChanged, this, [this] {
        m_subject = Subject::Nothing;
        m_answer->paste()->reset();
        refresh();
    });
    connect(&session, &Session::progressChanged, this, [this, refreshSoon](int done, int total) {
        m_done = done;
        m_total = total;
        refreshSoon(); // the summary weighs every result: not once for each
    });
    refresh();
}

PageResults::~PageResults() = default;

QWidget *PageResults::makeFindingsSide()
{
    m_findingsSide = new QWidget(m_sides);
    m_rows = new QSplitter(Qt::Vertical, m_findingsSide);
    m_rows->setChildrenCollapsible(false);
    auto *findings = new QWidget(m_rows);
    m_findingList = makeStatusList(m_findings, tr("Findings"), 2, findings);
    m_findingList->setObjectName(u"findings"_s);
    m_export = new QPushButton(tr("E&xport report…"), findings);
    m_export->setAccessibleName(tr("Export report…"));
    auto *top = new QHBoxLayout;
    top->addWidget(makeHeading(tr("Fin&dings"), m_findingList, findings));
    top->addStretch();
    top->addWidget(m_export);
    auto *findingsLayout = new QVBoxLayout(findings);
    findingsLayout->setContentsMargins(0, 0, 0, 0);
    findingsLayout->addLayout(top);
    findingsLayout->addWidget(m_findingList, 1);

    m_panes = new QSplitter(Qt::Vertical, m_rows);
    m_panes->setChildrenCollapsible(false);
    auto *remedySide = new QWidget(m_panes);
    m_answer = new AnswerPane(m_dialogs, remedySide);
    m_remedy = m_answer->remedy();
    auto *remedyLayout = new QVBoxLayout(remedySide);
    remedyLayout->setContentsMargins(0, 4, 0, 0);
    remedyLayout->addWidget(makeHeading(tr("Re&medy"), m_remedy, remedySide));
    remedyLayout->addWidget(m_answer, 1);
    m_evidence = new EvidencePane(m_session, m_panes);
    m_presenter = std::make_unique<CheckPresenter>(m_session, *m_answer, m_evidence);
    m_panes->setStretchFactor(0, 5);
    m_panes->setStretchFactor(1, 4);
    m_panes->setSizes({500, 400});
    m_rows->setStretchFactor(0, 1);
    m_rows->setStretchFactor(1, 4);
    m_rows->setSizes({fontMetrics().height() * 10, fontMetrics().height() * 26});
    auto *layout = new QVBoxLayout(m_findingsSide);
    layout->setContentsMargins(4, 0, 0, 0);
    layout->addWidget(m_rows);
    connect(m_export, &QPushButton::clicked, this, &PageResults::exportRequested);
    connect(m_answer, &AnswerPane::commandCopied, this, [this] { Q_EMIT noticeRaised(tr("The command was copied.")); });
    connect(m_answer, &AnswerPane::given, this, &PageResults::take);
    connect(m_findingList->selectionModel(), &QItemSelectionModel::currentChanged, this, &PageResults::selectFinding);
    connect(m_findingList, &QListView::clicked, this, &PageResults::selectFinding);
    return m_findingsSide;
}

void PageResults::onRunStarted()
{
    m_done = 0;
    m_total = 0;
    refresh();
}

void PageResults::refresh()
{
    m_refresh.stop();
    m_findings->reload();
    m_banner->setState(summaryOf(m_session, m_done, m_total));
    const bool hasResults = !m_session.results().isEmpty();
    m_checksSide->updateButtons();
    m_export->setEnabled(hasResults && !m_session.isRunning());
    if (m_subject == Subject::Nothing && m_findings->rowCount() > 0) {
        m_findingList->setCurrentIndex(m_findings->index(0, 0));
    }
    showCurrent();
}

void PageResults::selectCheck()
{
    m_subject = Subject::Check;
    m_checksSide->updateButtons();
    showCurrent();
}

void PageResults::selectFinding(const QModelIndex &index)
{
    if (!index.isValid()) {
        return;
    }
    // A finding that selected itself because it was the first gives way to a more likely one.
    const bool wasChosen = m_findingList->hasFocus();
    m_subject = wasChosen ? Subject::Finding : Subject::Nothing;
    showCurrent();
}

void PageResults::showCurrent()
{
    if (m_subject == Subject::Paste) {
        m_answer->showOffer();
        m_evidence->showEvidence({}, tr("What was recognised appears here."));
        return;
    }
    const std::optional<CheckKey> key = m_subject == Subject::Check ? currentCheck() : std::nullopt;
    if (key) {
        m_presenter->showCheck(*key);
        return;
    }
    if (const Finding *finding = m_findings->findingAt(m_findingList->currentIndex())) {
        m_presenter->showFinding(*finding);
        return;
    }
    m_answer->hidePaste();
    showEmpty();
}

void PageResults::showEmpty()
{
    const bool isHealthy = !m_session.results().isEmpty() && !m_session.isRunning();
    if (isHealthy) {
        m_remedy->showText(tr("Nothing to repair"), tr("Select a check to see what it saw, or export the report."));
    } else if (m_session.isRunning()) {
        m_remedy->showText(tr("Checking"), tr("What is found appears here as soon as it is known."));
    } else {
        m_remedy->showText(tr("Nothing has been checked yet"),
                           tr("Press “Check everything”, or go back and enter the addresses of your deployment."));
    }
    m_evidence->showEvidence({}, tr("Select a check or a finding to see what it stands on."));
}

void PageResults::offerPaste()
{
    m_subject = Subject::Paste;
    m_checksSide->list()->clearSelection();
    m_findingList->clearSelection();
    showCurrent();
    m_answer->paste()->focusText();
}

void PageResults::readFiles(const QStringList &paths)
{
    if (m_answer->paste()->isHidden()) {
        offerPaste();
    }
    for (const QString &path : paths) {
        m_answer->paste()->give({{}, path});
    }
}

void PageResults::take(const CapturedInput &input)
{
    m_session.readLater(input, m_subject == Subject::Check ? currentCheck() : std::nullopt);
}

void PageResults::onHandRead(const HandReading &reading)
{
    if (!m_answer->paste()->isReading()) {
        return; // another page's
    }
    m_answer->paste()->finish(reading);
    if (!reading.isRecognised()) {
        return;
    }
    Q_EMIT noticeRaised(reading.notice);
    if (!reading.isAnswer) {
        selectRow(reading.judged.first());
    }
    refresh();
}

void PageResults::selectRow(const CheckKey &key)
{
    if (!m_checksSide->selectRow(key)) {
        m_subject = Subject::Nothing;
    }
}

void PageResults::showCheck(const CheckKey &key)
{
    selectRow(key);
    showCurrent();
}

std::optional<CheckKey> PageResults::currentCheck() const
{
    return m_checksSide->currentCheck();
}

void PageResults::showNode(const ChainNode &node)
{
    m_checksSide->selectNode(node);
}

void PageResults::rememberSizes()
{
    if (m_sides->orientation() == Qt::Horizontal) {
        m_settings.setState(u"sides"_s, m_sides->saveState());
    }
    m_settings.setState(u"rows"_s, m_rows->saveState());
}

void PageResults::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int columns = event->size().width() / qMax(1, fontMetrics().averageCharWidth());
    const bool isWide = columns >= kWideColumns;
    m_sides->setOrientation(isWide ? Qt::Horizontal : Qt::Vertical);
    m_checksSide->list()->setMinimumHeight(fontMetrics().height() * (isWide ? 4 : kNarrowChecks));
    m_checksSide->layout()->setContentsMargins(0, 0, isWide ? kGap : 0, 0);
    m_findingsSide->layout()->setContentsMargins(isWide ? kGap : 0, 0, 0, 0);
    // Below each other, the lists keep a readable height and the page scrolls.
    m_sides->setMinimumHeight(isWide ? 0 : fontMetrics().height() * kNarrowLines);
    m_panes->setOrientation(columns >= kPanesColumns ? Qt::Horizontal : Qt::Vertical);
}

} // namespace duodoctor
