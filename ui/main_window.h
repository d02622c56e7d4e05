#pragma once

#include "ui/dialog_port.h"
#include "ui/window_settings.h"

#include <QKeySequence>
#include <QMainWindow>
#include <QTimer>

#include <functional>
#include <memory>

class QAction;
class QMenu;
class QPushButton;
class QStackedWidget;

namespace duodoctor
{

class ChainView;
class CheckListModel;
class NoticeStrip;
class PageCommands;
class PageDeployment;
class PageGenerate;
class PageGuide;
class PageResults;
class PageSetUp;
class PageTree;
class ReportExporter;
class Session;
struct ChainNode;

/// The wizard's window: the chain's picture always in sight, one page below it, and the way forth and back.
///
///   deployment --Next, Check everything--> results --Next--> guide
///        \--Guide me--> guide          Back retraces the way
///
/// The Tools menu leads aside to the pages that answer without a check (configuration, set-up help, commands, the
/// tree); Back returns.
///
/// Pages after the first are built when first shown.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    /// @param session  must outlive the window. @param dialogs  null: the platform's.
    explicit MainWindow(Session &session, std::unique_ptr<DialogPort> dialogs = nullptr, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens a deployment file; its mistakes are told to the user.
    void openDeployment(const QString &path);
    /// Starts the practice deployment and checks it at once when it has a fault.
    void startPractice(const QStringList &faultIds);
    void startChecks();

    QSize sizeHint() const override;

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    enum class Page { Deployment, Results, Guide, Generate, SetUp, Commands, Tree };

    void makeMenus();
    QWidget *makeBar();
    QAction *addCommand(QMenu *menu, const QString &text, const QKeySequence &keys,
                        const std::function<void()> &handler);
    PageResults &results();
    PageGuide &guide();
    /// Builds the page when it is first shown.
    template <typename ToolPage>
    void showTool(ToolPage *&page);
    void showCommands();
    void showTree();
    bool isTool(Page page) const;
    void showPage(Page page);
    void goTo(Page page);
    void goNext();
    void goBack();
    void updateButtons();
    void updateChain();
    void updateTitle();
    void runSelectedCheck();
    void showChainNode(const ChainNode &node);
    void askOpen();
    void save();
    void saveAs();
    void choosePractice();
    void showHelp();
    void offerPaste();
    void readFiles(const QStringList &paths);
    void fillRecentMenu();

    Session &m_session;
    std::unique_ptr<DialogPort> m_dialogs;
    WindowSettings m_settings;
    CheckListModel *m_checks;
    ReportExporter *m_exporter;
    ChainView *m_chain;
    NoticeStrip *m_notice;
    QStackedWidget *m_stack;
    PageDeployment *m_deploymentPage;
    PageResults *m_resultsPage = nullptr; ///< null until first shown
    PageGuide *m_guidePage = nullptr;     ///< null until first shown
    PageGenerate *m_generatePage = nullptr;
    PageSetUp *m_setUpPage = nullptr;
    PageCommands *m_commandsPage = nullptr;
    PageTree *m_treePage = nullptr;
    QMenu *m_recentMenu = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_next = nullptr;
    QAction *m_stopAction = nullptr;
    QAction *m_exportAction = nullptr;
    QList<Page> m_visited; ///< before the current one
    Page m_page = Page::Deployment;
    QStringList m_practiceFaults;
    QTimer m_chainTimer; ///< gathers a burst of results into one picture
};

} // namespace duodoctor
