// The window's pages and the way between them; the rest of the window is in main_window.cpp.
#include "ui/main_window.h"

#include "session/session.h"
#include "ui/notice_strip.h"
#include "ui/page_commands.h"
#include "ui/page_deployment.h"
#include "ui/page_generate.h"
#include "ui/page_guide.h"
#include "ui/page_results.h"
#include "ui/page_set_up.h"
#include "ui/page_tree.h"
#include "ui/report_exporter.h"

#include <QStackedWidget>

namespace duodoctor
{

PageResults &MainWindow::results()
{
    if (!m_resultsPage) {
        m_resultsPage = new PageResults(m_session, *m_checks, m_settings, *m_dialogs, this);
        m_stack->addWidget(m_resultsPage);
        connect(m_resultsPage, &PageResults::runRequested, this, &MainWindow::startChecks);
        connect(m_resultsPage, &PageResults::runCheckRequested, this, &MainWindow::runSelectedCheck);
        connect(m_resultsPage, &PageResults::exportRequested, m_exporter, &ReportExporter::start);
        connect(m_resultsPage, &PageResults::noticeRaised, m_notice, &NoticeStrip::showNotice);
    }
    return *m_resultsPage;
}

PageGuide &MainWindow::guide()
{
    if (!m_guidePage) {
        m_guidePage = new PageGuide(m_session, *m_checks, *m_dialogs, this);
        m_stack->addWidget(m_guidePage);
        connect(m_guidePage, &PageGuide::changed, this, &MainWindow::updateButtons);
        connect(m_guidePage, &PageGuide::exportRequested, m_exporter, &ReportExporter::start);
        connect(m_guidePage, &PageGuide::noticeRaised, m_notice, &NoticeStrip::showNotice);
        connect(m_guidePage, &PageGuide::treeRequested, this, [this] { goTo(Page::Tree); });
    }
    return *m_guidePage;
}

template <typename ToolPage>
void MainWindow::showTool(ToolPage *&page)
{
    if (!page) {
        page = new ToolPage(m_session, *m_dialogs, this);
        m_stack->addWidget(page);
        connect(page, &ToolPage::noticeRaised, m_notice, &NoticeStrip::showNotice);
    }
    m_stack->setCurrentWidget(page);
    page->refresh();
}

void MainWindow::showTree()
{
    const bool isNew = !m_treePage;
    showTool(m_treePage);
    if (isNew) {
        connect(m_treePage, &PageTree::walkBegun, this, [this] { goTo(Page::Guide); });
    }
}

void MainWindow::showCommands()
{
    const bool isNew = !m_commandsPage;
    showTool(m_commandsPage);
    if (isNew) {
        connect(m_commandsPage, &PageCommands::resultsRequested, this, [this](const std::optional<CheckKey> &key) {
            goTo(Page::Results);
            if (key) {
                results().showCheck(*key);
            }
        });
    }
}

bool MainWindow::isTool(Page page) const
{
    return page != Page::Deployment && page != Page::Results && page != Page::Guide;
}

void MainWindow::showPage(Page page)
{
    m_page = page;
    switch (page) {
    case Page::Deployment:
        m_stack->setCurrentWidget(m_deploymentPage);
        break;
    case Page::Results:
        m_stack->setCurrentWidget(&results());
        break;
    case Page::Guide:
        m_stack->setCurrentWidget(&guide());
        guide().focusAnswers();
        break;
    case Page::Generate:
        showTool(m_generatePage);
        break;
    case Page::SetUp:
        showTool(m_setUpPage);
        break;
    case Page::Commands:
        showCommands();
        break;
    case Page::Tree:
        showTree();
        break;
    }
    updateButtons();
}

void MainWindow::goTo(Page page)
{
    if (page == m_page || (m_page == Page::Deployment && !m_deploymentPage->commit(page != Page::Results))) {
        return;
    }
    if (isTool(m_page) && !m_visited.isEmpty() && m_visited.last() == page) { // back where the tool was opened
        m_visited.removeLast();
    } else if (!isTool(m_page) || !isTool(page)) { // a tool does not lead back to another one
        m_visited << m_page;
    }
    showPage(page);
}

void MainWindow::goNext()
{
    goTo(m_page == Page::Results ? Page::Guide : Page::Results);
}

void MainWindow::goBack()
{
    if (m_page == Page::Guide && guide().canGoBack()) {
        guide().back();
    } else if (!m_visited.isEmpty()) {
        showPage(m_visited.takeLast());
    }
    updateButtons();
}

} // namespace duodoctor
