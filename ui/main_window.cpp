#include "ui/main_window.h"

#include "session/session.h"
#include "ui/app_icon.h"
#include "ui/chain_view.h"
#include "ui/check_list_model.h"
#include "ui/dropped_files.h"
#include "ui/notice_strip.h"
#include "ui/page_deployment.h"
#include "ui/page_guide.h"
#include "ui/page_results.h"
#include "ui/prompt_dialogs.h"
#include "ui/report_exporter.h"

#include <QCloseEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kChainRefreshMs = 30;

} // namespace

MainWindow::MainWindow(Session &session, std::unique_ptr<DialogPort> dialogs, QWidget *parent)
    : QMainWindow(parent)
    , m_session(session)
    , m_dialogs(dialogs ? std::move(dialogs) : makeNativeDialogs())
    , m_checks(new CheckListModel(session, this))
    , m_exporter(new ReportExporter(session, *m_dialogs, m_settings, this))
    , m_chain(new ChainView(this))
    , m_notice(new NoticeStrip(this))
    , m_stack(new QStackedWidget(this))
    , m_deploymentPage(new PageDeployment(session, *m_dialogs, this))
{
    setAcceptDrops(true);
    setWindowIcon(makeAppIcon());
    auto *central = new QWidget(this);
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_chain);
    layout->addWidget(m_notice);
    layout->addWidget(m_stack, 1);
    layout->addWidget(makeBar());
    setCentralWidget(central);
    m_stack->addWidget(m_deploymentPage);
    makeMenus();
    setMinimumSize(600, 440);
    if (!restoreGeometry(m_settings.state(u"window"_s))) {
        resize(sizeHint().boundedTo(screen()->availableSize()));
    }

    m_chainTimer.setSingleShot(true);
    m_chainTimer.setInterval(kChainRefreshMs);
    connect(&m_chainTimer, &QTimer::timeout, this, &MainWindow::updateChain);
    const auto updateChainSoon = [this] {
        if (!m_chainTimer.isActive()) {
            m_chainTimer.start();
        }
    };
    connect(m_checks, &CheckListModel::dataChanged, this, updateChainSoon);
    connect(m_checks, &CheckListModel::modelReset, this, updateChainSoon);
    connect(&session, &Session::runFinished, this, &MainWindow::updateChain);
    connect(&session, &Session::runFinished, this, &MainWindow::updateButtons);
    connect(&session, &Session::runStarted, this, &MainWindow::updateButtons);
    connect(&session, &Session::deploymentChanged, this, &MainWindow::updateTitle);
    connect(&session, &Session::deploymentChanged, this, &MainWindow::updateButtons);
    connect(&session, &Session::noticeRaised, m_notice, &NoticeStrip::showNotice);
    connect(m_exporter, &ReportExporter::reportWritten, this,
            [this](const QString &path) { m_notice->showNotice(tr("The report was written to %1.").arg(path)); });
    connect(m_chain, &ChainView::nodeActivated, this, &MainWindow::showChainNode);
    connect(m_deploymentPage, &PageDeployment::checkRequested, this, &MainWindow::startChecks);
    connect(m_deploymentPage, &PageDeployment::guideRequested, this, [this] { goTo(Page::Guide); });
    connect(m_deploymentPage, &PageDeployment::practiceRequested, this, &MainWindow::choosePractice);
    connect(m_deploymentPage, &PageDeployment::openRequested, this, &MainWindow::askOpen);
    connect(m_deploymentPage, &PageDeployment::fileRequested, this, &MainWindow::openDeployment);
    m_deploymentPage->setRecentFiles(m_settings.recentFiles());
    new PromptDialogs(session, *m_dialogs, this);
    updateChain();
    updateTitle();
    updateButtons();
}

MainWindow::~MainWindow() = default;

QSize MainWindow::sizeHint() const
{
    return {1120, 780};
}

QWidget *MainWindow::makeBar()
{
    auto *bar = new QWidget(this);
    m_stop = new QPushButton(tr("&Stop"), bar);
    m_back = new QPushButton(tr("&Back"), bar);
    m_next = new QPushButton(tr("&Next"), bar);
    auto *help = new QPushButton(tr("Hel&p"), bar);
    m_stop->setAccessibleName(tr("Stop"));
    m_back->setAccessibleName(tr("Back"));
    m_next->setAccessibleName(tr("Next"));
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->addWidget(help);
    layout->addStretch();
    layout->addWidget(m_stop);
    layout->addSpacing(12);
    layout->addWidget(m_back);
    layout->addWidget(m_next);
    connect(help, &QPushButton::clicked, this, &MainWindow::showHelp);
    connect(m_stop, &QPushButton::clicked, this, [this] { m_session.cancelChecks(); });
    connect(m_back, &QPushButton::clicked, this, &MainWindow::goBack);
    connect(m_next, &QPushButton::clicked, this, &MainWindow::goNext);
    return bar;
}

void MainWindow::updateButtons()
{
    const bool isRunning = m_session.isRunning();
    m_stop->setEnabled(isRunning);
    m_stopAction->setEnabled(isRunning);
    m_back->setEnabled(!m_visited.isEmpty() || (m_page == Page::Guide && m_guidePage && m_guidePage->canGoBack()));
    m_next->setEnabled(!isTool(m_page) && (m_page != Page::Guide || (m_guidePage && m_guidePage->isAtEnd())));
    m_exportAction->setEnabled(!isRunning && !m_session.results().isEmpty());
}

void MainWindow::updateChain()
{
    m_chainTimer.stop();
    m_chain->setOverview(overviewOf(m_session, m_checks->openChecks()));
}

void MainWindow::updateTitle()
{
    const QString name = m_session.isPractice() ? tr("Practice") : m_session.deployment().name;
    const QString file = QFileInfo(m_session.deploymentPath()).fileName();
    const QString what = name.isEmpty() ? file : name;
    //: Title of the window: what is looked at, and the program
    setWindowTitle(what.isEmpty() ? tr("Duo Doctor") : tr("%1 – Duo Doctor").arg(what));
}

void MainWindow::startChecks()
{
    if (m_page == Page::Deployment && !m_deploymentPage->commit()) {
        return;
    }
    if (m_page == Page::Deployment) {
        goTo(Page::Results);
    }
    m_session.startChecks();
}

void MainWindow::runSelectedCheck()
{
    const std::optional<CheckKey> key = m_page == Page::Results ? results().currentCheck() : std::nullopt;
    if (key) {
        m_session.startChecks({*key});
    }
}

void MainWindow::showChainNode(const ChainNode &node)
{
    if (m_page == Page::Deployment) {
        goTo(Page::Results);
    }
    if (m_page == Page::Results) {
        results().showNode(node);
    }
}

void MainWindow::openDeployment(const QString &path)
{
    const QList<DeploymentProblem> problems = m_session.openDeployment(path);
    if (!problems.isEmpty()) {
        QStringList lines;
        for (const DeploymentProblem &problem : problems.mid(0, 8)) {
            lines << problem.toLine(QFileInfo(path).fileName());
        }
        m_settings.removeRecentFile(path);
        m_dialogs->tell(this, tr("This file cannot be opened"), lines.join(u'\n'));
    } else {
        m_settings.addRecentFile(QFileInfo(path).absoluteFilePath());
        m_settings.setLastFolder(QFileInfo(path).absolutePath());
        m_visited.clear();
        showPage(Page::Deployment);
    }
    m_deploymentPage->setRecentFiles(m_settings.recentFiles());
}

void MainWindow::startPractice(const QStringList &faultIds)
{
    const QString error = m_session.startPractice(faultIds);
    if (!error.isEmpty()) {
        m_dialogs->tell(this, tr("The practice deployment cannot start"), error);
        return;
    }
    m_practiceFaults = faultIds;
    m_visited.clear();
    showPage(Page::Deployment);
}

void MainWindow::offerPaste()
{
    goTo(Page::Results);
    if (m_page == Page::Results) { // else a mistake in the form is shown
        results().offerPaste();
    }
}

void MainWindow::readFiles(const QStringList &paths)
{
    if (m_page == Page::Guide && guide().readFiles(paths)) {
        return;
    }
    if (m_page != Page::Results) {
        goTo(Page::Results);
    }
    if (m_page == Page::Results) {
        results().readFiles(paths);
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_settings.setState(u"window"_s, saveGeometry());
    if (m_resultsPage) {
        m_resultsPage->rememberSizes();
    }
    m_session.cancelChecks();
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localFilesIn(*event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QStringList paths = localFilesIn(*event->mimeData());
    if (paths.size() == 1 && isDeploymentFile(paths.first())) {
        openDeployment(paths.first());
    } else {
        readFiles(paths);
    }
    event->acceptProposedAction();
}

} // namespace duodoctor
