#include "ui/page_results.h"

#include "session/session.h"
#include "ui/answer_pane.h"
#include "ui/chain_overview.h"
#include "ui/check_filter_proxy.h"
#include "ui/check_list_model.h"
#include "ui/evidence_pane.h"
#include "ui/finding_list_model.h"
#include "ui/page_scroll_area.h"
#include "ui/paste_box.h"
#include "ui/remedy_pane.h"
#include "ui/status_delegate.h"
#include "ui/summary_banner.h"
#include "ui/window_settings.h"

#include <QCheckBox>
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

QListView *makeList(QAbstractItemModel *model, const QString &name, int titleLines, QWidget *parent)
{
    auto *list = new QListView(parent);
    list->setModel(model);
    list->setAccessibleName(name);
    list->setItemDelegate(new StatusDelegate(titleLines, list));
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setResizeMode(QListView::Adjust);
    list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list->setMinimumSize(160, 60);
    return list;
}

QLabel *makeHeading(const QString &text, QWidget *buddy, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    QFont bold = label->font();
    bold.setWeight(QFont::DemiBold);
    label->setFont(bold);
    label->setBuddy(buddy);
    label->setAccessibleName(QString(text).remove(u'&') + u':'); // told apart from what it heads
    return label;
}

} // namespace

PageResults::PageResults(Session &session, CheckListModel &checks, WindowSettings &settings, DialogPort &dialogs,
                         QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_checks(checks)
    , m_settings(settings)
    , m_dialogs(dialogs)
    , m_filter(new CheckFilterProxy(this))
    , m_findings(new FindingListModel(session, this))
    , m_banner(new SummaryBanner(this))
    , m_sides(new QSplitter(Qt::Horizontal, this))
{
    m_filter->setSourceModel(&checks);
    m_sides->addWidget(makeChecksSide());
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

QWidget *PageResults::makeChecksSide()
{
    m_checksSide = new QWidget(m_sides);
    QWidget *side = m_checksSide;
    m_checkList = makeList(m_filter, tr("Checks"), 1, side);
    m_checkList->setObjectName(u"checks"_s);
    m_problemsOnly = new QCheckBox(tr("Pr&oblems only"), side);
    m_runAgain = new QPushButton(side);
    m_runCheck = new QPushButton(tr("Run &this check"), side);
    m_runCheck->setToolTip(tr("Runs the selected check again (Ctrl+R)."));
    auto *top = new QHBoxLayout;
    top->addWidget(makeHeading(tr("Chec&ks"), m_checkList, side));
    top->addStretch();
    top->addWidget(m_problemsOnly);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_runAgain, 1);
    bottom->addWidget(m_runCheck, 1);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, kGap, 0);
    layout->addLayout(top);
    layout->addWidget(m_checkList, 1);
    layout->addLayout(bottom);
    connect(m_problemsOnly, &QCheckBox::toggled, m_filter, &CheckFilterProxy::setProblemsOnly);
    connect(m_runAgain, &QPushButton::clicked, this, &PageResults::runRequested);
    connect(m_runCheck, &QPushButton::clicked, this, &PageResults::runCheckRequested);
    connect(m_checkList->selectionModel(), &QItemSelectionModel::currentChanged, this, &PageResults::selectCheck);
    connect(m_checkList, &QListView::clicked, this, &PageResults::selectCheck);
    return side;
}

QWidget *PageResults::makeFindingsSide()
{
    m_findingsSide = new QWidget(m_sides);
    m_rows = new QSplitter(Qt::Vertical, m_findingsSide);
    m_rows->setChildrenCollapsible(false);
    auto *findings = new QWidget(m_rows);
    m_findingList = makeList(m_findings, tr("Findings"), 2, findings);
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
    const QString words = hasResults || m_session.isRunning() ? tr("&Run again") : tr("Check ever&ything");
    m_runAgain->setText(words);
    m_runAgain->setAccessibleName(QString(words).remove(u'&'));
    m_runAgain->setEnabled(!m_session.isRunning() && !m_session.plannedChecks().isEmpty());
    m_runCheck->setEnabled(!m_session.isRunning() && currentCheck().has_value());
    m_export->setEnabled(hasResults && !m_session.isRunning());
    if (m_subject == Subject::Nothing && m_findings->rowCount() > 0) {
        m_findingList->setCurrentIndex(m_findings->index(0, 0));
    }
    showCurrent();
}

void PageResults::selectCheck(const QModelIndex &index)
{
    if (!index.isValid()) {
        return;
    }
    m_subject = Subject::Check;
    m_runCheck->setEnabled(!m_session.isRunning());
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
    if (m_subject == Subject::Check) {
        const std::optional<CheckKey> key = currentCheck();
        const CheckResult *result = key ? m_session.result(*key) : nullptr;
        if (!key || !showByHand(*key, result)) {
            m_answer->hidePaste();
            showCheck(result);
        }
        return;
    }
    m_answer->hidePaste();
    if (const Finding *finding = m_findings->findingAt(m_findingList->currentIndex())) {
        m_remedy->showRemedy(m_session.remedyFor(*finding), signFor(finding->severity));
        m_evidence->showEvidence(finding->evidence,
                                 tr("This follows from the deployment itself; nothing had to be looked at."));
        return;
    }
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

/// Shows what a person can do for this check. @return false when there is nothing, or nothing is missing.
bool PageResults::showByHand(const CheckKey &key, const CheckResult *result)
{
    const bool isMissing = !result || (result->status == CheckStatus::Skipped && result->findings.isEmpty());
    const bool isBrought = result && isBroughtByHand(*result);
    const auto instruction =
        (isMissing || isBrought) && !m_session.isRunning() ? m_session.handInstruction(key) : std::nullopt;
    if (!instruction) {
        return false;
    }
    const QString noEvidence = tr("There is none yet.");
    m_evidence->showEvidence(result ? result->evidence : QList<EvidencePtr>{}, noEvidence);
    if (!isBrought) {
        const QString why = result ? detailOf(*result, m_session) : tr("This was not looked at yet.");
        m_answer->showInstruction(*instruction, m_session.checkTitle(key), why);
    } else if (result->findings.isEmpty()) {
        m_answer->showInstruction(*instruction, tr("Passed: %1").arg(m_session.checkTitle(key)),
                                  tr("So says the output that was brought. To look again, run the command once more."));
    } else {
        const Finding &finding = result->findings.first();
        m_answer->showAnswered(m_session.remedyFor(finding), signFor(finding.severity), *instruction);
    }
    return true;
}

void PageResults::offerPaste()
{
    m_subject = Subject::Paste;
    m_checkList->clearSelection();
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
    const QModelIndex row = m_filter->mapFromSource(m_checks.indexOf(key));
    if (row.isValid()) {
        m_checkList->setCurrentIndex(row);
        m_checkList->scrollTo(row);
    } else {
        m_subject = Subject::Nothing; // hidden among what has no problem
    }
}

void PageResults::showCheck(const CheckResult *result)
{
    if (!result) {
        m_remedy->showText(tr("Not checked yet"),
                           tr("Press “Run this check” to run it, with the checks that it needs before it."));
        m_evidence->showEvidence({}, tr("There is none yet."));
        return;
    }
    if (result->findings.isEmpty()) {
        m_remedy->showText(tr("%1: %2").arg(wordFor(signFor(result->status)), m_session.checkTitle(result->key)),
                           detailOf(*result, m_session));
    } else {
        const Finding &finding = result->findings.first();
        m_remedy->showRemedy(m_session.remedyFor(finding), signFor(finding.severity));
    }
    m_evidence->showEvidence(result->evidence, tr("Nothing was looked at for this check."));
}

std::optional<CheckKey> PageResults::currentCheck() const
{
    const QModelIndex index = m_checkList->currentIndex();
    return index.isValid() ? std::optional(index.data(CheckListModel::KeyRole).value<CheckKey>()) : std::nullopt;
}

void PageResults::showNode(const ChainNode &node)
{
    QModelIndex chosen;
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        const QModelIndex index = m_filter->index(row, 0);
        const auto key = index.data(CheckListModel::KeyRole).value<CheckKey>();
        const CheckDefinition *definition = checkDefinition(key.check);
        if (!definition || definition->subject != node.kind || key.subject != node.subject) {
            continue;
        }
        const auto sign = static_cast<StatusSign>(index.data(SignRole).toInt());
        if (!chosen.isValid() ||
            (isProblem(sign) && !isProblem(static_cast<StatusSign>(chosen.data(SignRole).toInt())))) {
            chosen = index;
        }
    }
    if (chosen.isValid()) {
        m_checkList->setCurrentIndex(chosen);
        m_checkList->scrollTo(chosen, QAbstractItemView::PositionAtTop);
        m_checkList->setFocus();
    }
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
    m_checkList->setMinimumHeight(fontMetrics().height() * (isWide ? 4 : kNarrowChecks));
    m_checksSide->layout()->setContentsMargins(0, 0, isWide ? kGap : 0, 0);
    m_findingsSide->layout()->setContentsMargins(isWide ? kGap : 0, 0, 0, 0);
    // Below each other, the lists keep a readable height and the page scrolls.
    m_sides->setMinimumHeight(isWide ? 0 : fontMetrics().height() * kNarrowLines);
    m_panes->setOrientation(columns >= kPanesColumns ? Qt::Horizontal : Qt::Vertical);
}

} // namespace duodoctor
