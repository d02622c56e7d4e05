// The window's menus and what stands behind them; the pages and the way between them are in main_window_pages.cpp.
#include "ui/main_window.h"

#include "session/session.h"
#include "ui/help_window.h"
#include "ui/notice_strip.h"
#include "ui/page_deployment.h"
#include "ui/page_results.h"
#include "ui/practice_chooser.h"
#include "ui/report_exporter.h"

#include <QAction>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>

namespace duodoctor
{

using namespace Qt::StringLiterals;

QAction *MainWindow::addCommand(QMenu *menu, const QString &text, const QKeySequence &keys,
                                const std::function<void()> &handler)
{
    QAction *action = menu->addAction(text);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, handler);
    return action;
}

void MainWindow::makeMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    addCommand(file, tr("&Open…"), QKeySequence(QKeySequence::Open), [this] { askOpen(); });
    m_recentMenu = file->addMenu(tr("Open &recent"));
    connect(m_recentMenu, &QMenu::aboutToShow, this, &MainWindow::fillRecentMenu);
    addCommand(file, tr("&Save"), QKeySequence(QKeySequence::Save), [this] { save(); });
    addCommand(file, tr("Save &as…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), [this] { saveAs(); });
    file->addSeparator();
    m_exportAction = addCommand(file, tr("&Export the report…"), QKeySequence(Qt::CTRL | Qt::Key_E),
                                [this] { m_exporter->start(); });
    file->addSeparator();
    addCommand(file, tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), [this] { close(); });

    QMenu *checks = menuBar()->addMenu(tr("&Checks"));
    addCommand(checks, tr("Run &all checks"), QKeySequence(Qt::Key_F5), [this] { startChecks(); });
    addCommand(checks, tr("&Run the selected check again"), QKeySequence(Qt::CTRL | Qt::Key_R),
               [this] { runSelectedCheck(); });
    m_stopAction =
        addCommand(checks, tr("&Stop the checks"), QKeySequence(Qt::Key_Escape), [this] { m_session.cancelChecks(); });
    checks->addSeparator();
    addCommand(checks, tr("Read &captured output…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V),
               [this] { offerPaste(); });
    addCommand(checks, tr("Begin the &guide"), QKeySequence(Qt::CTRL | Qt::Key_G), [this] { goTo(Page::Guide); });
    addCommand(checks, tr("&Practice deployment…"), QKeySequence(Qt::CTRL | Qt::Key_P), [this] { choosePractice(); });

    QMenu *tools = menuBar()->addMenu(tr("&Tools"));
    addCommand(tools, tr("Quick &commands"), QKeySequence(Qt::CTRL | Qt::Key_1), [this] { goTo(Page::Commands); });
    addCommand(tools, tr("&Generate configuration"), QKeySequence(Qt::CTRL | Qt::Key_2),
               [this] { goTo(Page::Generate); });
    addCommand(tools, tr("&Set-up help and sizing"), QKeySequence(Qt::CTRL | Qt::Key_3), [this] { goTo(Page::SetUp); });
    addCommand(tools, tr("&Decision tree"), QKeySequence(Qt::CTRL | Qt::Key_4), [this] { goTo(Page::Tree); });

    QMenu *go = menuBar()->addMenu(tr("&Go"));
    addCommand(go, tr("Go &back"), QKeySequence(Qt::ALT | Qt::Key_Left), [this] { goBack(); });
    addCommand(go, tr("Go &on"), QKeySequence(Qt::ALT | Qt::Key_Right), [this] {
        if (m_page != Page::Guide && !isTool(m_page)) {
            goNext();
        }
    });

    QMenu *help = menuBar()->addMenu(tr("&Help"));
    addCommand(help, tr("&How it works"), QKeySequence(Qt::Key_F1), [this] { showHelp(); });
    addCommand(help, tr("&About Duo Doctor"), {}, [this] {
        m_dialogs->tell(this, tr("About Duo Doctor"),
                        tr("Duo Doctor %1\nFinds out why a GitLab Duo Self-Hosted installation does not work, and "
                           "shows the repair.")
                            .arg(QStringLiteral(DUODOCTOR_VERSION)));
    });
}

void MainWindow::fillRecentMenu()
{
    m_recentMenu->clear();
    const QStringList files = m_settings.recentFiles();
    for (const QString &path : files) {
        addCommand(m_recentMenu, QString(path).replace(u'&', u"&&"_s), {}, [this, path] { openDeployment(path); });
    }
    if (files.isEmpty()) {
        m_recentMenu->addAction(tr("No file was opened yet"))->setEnabled(false);
    }
}

void MainWindow::askOpen()
{
    const FileQuestion question{tr("Open a deployment file"),
                                m_settings.lastFolder(),
                                {tr("Deployment files (*.json)"), tr("All files (*)")},
                                {}};
    m_dialogs->askFileToOpen(this, question, [self = QPointer<MainWindow>(this)](const QString &path) {
        if (self) {
            self->openDeployment(path);
        }
    });
}

void MainWindow::save()
{
    if (m_session.deploymentPath().isEmpty() || m_session.isPractice()) {
        saveAs();
        return;
    }
    if (m_page == Page::Deployment && !m_deploymentPage->commit()) {
        return;
    }
    const QString path = m_session.deploymentPath();
    const QString error = m_session.saveDeployment(path);
    m_notice->showNotice(error.isEmpty() ? tr("The deployment was saved to %1.").arg(path) : error);
}

void MainWindow::saveAs()
{
    if (m_page == Page::Deployment && !m_deploymentPage->commit()) {
        return;
    }
    const FileQuestion question{
        tr("Save the deployment"), m_settings.lastFolder(), {tr("Deployment files (*.json)")}, u"deployment.json"_s};
    m_dialogs->askFileToSave(this, question, [self = QPointer<MainWindow>(this)](const QString &path) {
        if (!self) {
            return;
        }
        const QString target = QFileInfo(path).suffix().isEmpty() ? path + u".json"_s : path;
        const QString error = self->m_session.saveDeployment(target);
        if (error.isEmpty()) {
            self->m_settings.addRecentFile(QFileInfo(target).absoluteFilePath());
            self->m_settings.setLastFolder(QFileInfo(target).absolutePath());
            self->updateTitle();
        }
        self->m_notice->showNotice(error.isEmpty() ? tr("The deployment was saved to %1.").arg(target) : error);
    });
}

void MainWindow::choosePractice()
{
    auto *chooser = new PracticeChooser(Session::practiceFaults(), m_practiceFaults, this);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    connect(chooser, &PracticeChooser::faultsChosen, this, &MainWindow::startPractice);
    chooser->open();
}

void MainWindow::showHelp()
{
    auto *help = new HelpWindow(this);
    help->setAttribute(Qt::WA_DeleteOnClose);
    help->show();
}

} // namespace duodoctor
