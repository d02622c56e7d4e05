#include "app/command_line.h"
#include "app/messages.h"
#include "deployment/deployment_file.h"
#include "session/session.h"
#if __has_include("ui/main_window.h")
#include "ui/main_window.h"
#endif

#include <QApplication>
#include <QCoreApplication>
#include <QTimer>

#include <csignal>
#include <iostream>

using namespace Qt::StringLiterals;

namespace
{

using namespace duodoctor;

bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

ExitStatus runWizard(const WizardStart &start, int argc, char *argv[])
{
    if (!hasDisplay()) {
        printLine(std::cerr, u"duo-doctor: the wizard needs a display and there is none; use \"duo-doctor check "
                             "DEPLOYMENT.json\" instead, see \"duo-doctor --help\"."_s);
        return ExitStatus::CouldNotWork;
    }
    if (!start.deploymentPath.isEmpty()) {
        const QList<DeploymentProblem> problems = DeploymentFile::load(start.deploymentPath).problems;
        for (const DeploymentProblem &problem : problems) {
            printLine(std::cerr, problem.toLine(start.deploymentPath));
        }
        if (!problems.isEmpty()) {
            return ExitStatus::WrongUsage;
        }
    }
    QApplication application(argc, argv);
    Session session;
    if (!start.deploymentPath.isEmpty()) {
        session.openDeployment(start.deploymentPath);
    }
#if __has_include("ui/main_window.h")
    MainWindow window(session);
    window.show();
#else
    QObject window;
#endif
    if (start.practice) {
        // After the first paint: the window is on screen while the practice servers start.
        QTimer::singleShot(0, &window, [&session, &start] {
            const QString problem = session.startPractice(start.practiceFaults);
            if (!problem.isEmpty()) {
                printLine(std::cerr, u"duo-doctor: --practice: %1"_s.arg(problem));
                QCoreApplication::exit(static_cast<int>(ExitStatus::WrongUsage));
            }
        });
    }
    const int status = QApplication::exec();
    return status == 0 ? ExitStatus::Ok : static_cast<ExitStatus>(status);
}

} // namespace

int main(int argc, char *argv[])
{
    // A reader that closes its pipe early shows in the write, and ends nothing.
    std::signal(SIGPIPE, SIG_IGN);
    QCoreApplication::setApplicationName(u"duo-doctor"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(DUODOCTOR_VERSION));

    Invocation invocation = readCommandLine({argv + 1, argv + argc}, std::cout, std::cerr);
    if (invocation.finished) {
        return static_cast<int>(*invocation.finished);
    }
    int ownCount = 1; // Qt would take options such as -style out of the user's arguments
    if (invocation.wizard) {
        return static_cast<int>(runWizard(*invocation.wizard, ownCount, argv));
    }
    const QCoreApplication application(ownCount, argv);
    return static_cast<int>(runCommand(invocation, std::cerr));
}
