#include "app/askpass_client.h"
#include "app/command_line.h"
#include "app/messages.h"
#include "app/suggestion.h"
#include "deployment/deployment_file.h"
#include "playbook/playbook_overlay.h"
#include "session/session.h"
#include "ui/main_window.h"
#include "ui/status_sign.h"

#include <QApplication>
#include <QCoreApplication>
#include <QTimer>

#include <csignal>
#include <iostream>
#include <optional>

using namespace Qt::StringLiterals;

namespace
{

using namespace duodoctor;

bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

/// Mistakes in what the wizard is started with, told where they were typed and before a window opens.
ExitStatus refuseUnreadable(const WizardStart &start)
{
    if (!start.deploymentPath.isEmpty()) {
        const QList<DeploymentProblem> problems = DeploymentFile::load(start.deploymentPath).problems;
        for (const DeploymentProblem &problem : problems) {
            printLine(std::cerr, problem.toLine(start.deploymentPath));
        }
        return problems.isEmpty() ? ExitStatus::Ok : ExitStatus::WrongUsage;
    }
    QStringList known;
    const QList<PracticeFault> faults =
        start.practiceFaults.isEmpty() ? QList<PracticeFault>{} : Session::practiceFaults();
    for (const PracticeFault &fault : faults) {
        known.append(fault.id);
    }
    for (const QString &id : start.practiceFaults) {
        if (!known.contains(id)) {
            printLine(std::cerr,
                      u"duo-doctor: --fault %1: there is no such fault; \"duo-doctor practice --list\" names "
                      "them.%2"_s.arg(id, didYouMean(id, known)));
            return ExitStatus::WrongUsage;
        }
    }
    return ExitStatus::Ok;
}

ExitStatus runWizard(const WizardStart &start, int argc, char *argv[])
{
    if (!hasDisplay()) {
        printLine(std::cerr, u"duo-doctor: the wizard needs a display and there is none; use \"duo-doctor check "
                             "DEPLOYMENT.json\" instead, see \"duo-doctor --help\"."_s);
        return ExitStatus::CouldNotWork;
    }
    if (const ExitStatus status = refuseUnreadable(start); status != ExitStatus::Ok) {
        return status;
    }
    QApplication application(argc, argv);
    if (const QPalette readable = withReadableHints(QApplication::palette()); readable != QApplication::palette()) {
        QApplication::setPalette(readable);
    }
    Session session;
    const QString notice = session.setPlaybookOverlay(start.overlay.isEmpty() ? defaultOverlayFolder() : start.overlay);
    MainWindow window(session);
    if (!notice.isEmpty()) {
        QTimer::singleShot(0, &window, [&session, notice] { Q_EMIT session.noticeRaised(notice); });
    }
    if (!start.deploymentPath.isEmpty()) {
        window.openDeployment(start.deploymentPath);
    }
    window.show();
    if (start.practice) {
        // After the first paint: the window is on screen while the practice servers start.
        QTimer::singleShot(0, &window, [&window, &start] { window.startPractice(start.practiceFaults); });
    }
    const int status = QApplication::exec();
    return status == 0 ? ExitStatus::Ok : static_cast<ExitStatus>(status);
}

} // namespace

int main(int argc, char *argv[])
{
    // A reader that closes its pipe early shows in the write, and ends nothing.
    std::signal(SIGPIPE, SIG_IGN);
    if (const std::optional<int> status = duodoctor::runAskpass(argc, argv)) {
        return *status;
    }
    QCoreApplication::setApplicationName(u"duo-doctor"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(DUODOCTOR_VERSION));

    Invocation invocation = readCommandLine({argv + 1, argv + argc}, std::cout, std::cerr);
    if (invocation.finished) {
        return static_cast<int>(*invocation.finished);
    }
    const bool wantsFile = invocation.common.format != "text" || !invocation.common.output.empty();
    if (invocation.command && hasDisplay() && !wantsFile) {
        if (const auto faults = invocation.command->wizardFaults()) {
            invocation.wizard = WizardStart{{}, true, {}, QString::fromStdString(invocation.common.overlay)};
            for (const std::string &fault : *faults) {
                invocation.wizard->practiceFaults.append(QString::fromStdString(fault));
            }
        }
    }
    int ownCount = 1; // Qt would take options such as -style out of the user's arguments
    if (invocation.wizard) {
        return static_cast<int>(runWizard(*invocation.wizard, ownCount, argv));
    }
    const QCoreApplication application(ownCount, argv);
    return static_cast<int>(runCommand(invocation, std::cerr));
}
