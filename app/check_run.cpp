#include "app/check_run.h"

#include "app/interruption.h"
#include "app/messages.h"
#include "app/terminal_progress.h"
#include "playbook/playbook_overlay.h"
#include "report/report_writers.h"
#include "session/session.h"

#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace duodoctor
{

namespace
{

/// Time that a cancelled run has to finish its open checks before the report is written without them.
constexpr auto kCancelGrace = 800ms;

struct RunOutcome {
    bool isInterrupted = false;
};

RunOutcome runToEnd(Session &session, CommandContext &context, const QList<CheckKey> &only)
{
    RunOutcome outcome;
    bool isFinished = false;
    QEventLoop loop;
    TerminalProgress progress(context.err, context.errIsTerminal && !context.common.quiet, context.width);
    Interruption interruption;
    int done = 0;
    int total = static_cast<int>(only.isEmpty() ? session.plannedChecks().size() : only.size());

    QObject::connect(&session, &Session::checkFinished, &loop,
                     [&](const CheckResult &result) { progress.show(done, total, session.checkTitle(result.key)); });
    QObject::connect(&session, &Session::progressChanged, &loop, [&](int nowDone, int nowTotal) {
        done = nowDone;
        total = nowTotal;
        progress.show(done, total, {});
    });
    QObject::connect(&session, &Session::noticeRaised, &loop, [&](const QString &sentence) {
        progress.clear();
        printNotice(context, sentence);
    });
    QObject::connect(&session, &Session::runFinished, &loop, [&](bool) {
        isFinished = true;
        loop.quit();
    });
    QObject::connect(&interruption, &Interruption::requested, &loop, [&] {
        outcome.isInterrupted = true;
        progress.clear();
        printMessage(context, u"interrupted; what is known so far follows."_s);
        session.cancelChecks();
        QTimer::singleShot(kCancelGrace, &loop, &QEventLoop::quit);
    });

    progress.show(0, total, {});
    session.startChecks(only);
    if (!isFinished) {
        loop.exec();
    }
    return outcome;
}

bool wasSomethingLookedAt(const Report &report)
{
    return std::ranges::any_of(
        report.checks, [](const Report::CheckEntry &entry) { return entry.result.status != CheckStatus::Skipped; });
}

bool hasProblem(const Report &report)
{
    return std::ranges::any_of(report.rootCauses, [](const Report::RootCauseEntry &entry) {
        return entry.cause.finding.severity != Severity::Info;
    });
}

} // namespace

void writeReport(const Report &report, CommandContext &context)
{
    QByteArray bytes;
    switch (reportFormatFromWire(QString::fromStdString(context.common.format)).value_or(ReportFormat::Text)) {
    case ReportFormat::Json:
        bytes = writeJsonReport(report);
        break;
    case ReportFormat::Html:
        bytes = writeHtmlReport(report);
        break;
    case ReportFormat::Text:
        bytes = writeTextReport(report, {.color = context.outIsColored,
                                         .verbose = context.common.verbose,
                                         .quiet = context.common.quiet,
                                         .width = context.width});
        break;
    }
    context.out.write(bytes.constData(), bytes.size());
    context.out.flush();
}

void applyCommonOptions(Session &session, const CommonOptions &common)
{
    SessionOptions options = session.options();
    if (common.timeoutSeconds > 0) {
        options.probeLimit = std::chrono::milliseconds(std::llround(std::max(common.timeoutSeconds * 1000, 1.0)));
    }
    session.setOptions(options);
}

void applyOverlay(Session &session, const CommandContext &context)
{
    const QString named = QString::fromStdString(context.common.overlay);
    const QString notice = session.setPlaybookOverlay(named.isEmpty() ? defaultOverlayFolder() : named);
    if (!notice.isEmpty()) {
        printMessage(context, notice);
    }
}

ExitStatus runChecks(Session &session, CommandContext &context, const QString &reportCommand,
                     const QList<CheckKey> &only)
{
    if (session.plannedChecks().isEmpty()) {
        printMessage(context, u"nothing can be looked at: the deployment names neither GitLab nor an AI Gateway nor a "
                              "model; add at least one URL."_s);
        return ExitStatus::CouldNotWork;
    }
    const RunOutcome outcome = runToEnd(session, context, only);
    const Report report = session.report(reportCommand);
    writeReport(report, context);
    if (outcome.isInterrupted) {
        return ExitStatus::CouldNotWork;
    }
    if (!wasSomethingLookedAt(report)) {
        printMessage(context, u"nothing could be looked at: every check was skipped; the report says why."_s);
        return ExitStatus::CouldNotWork;
    }
    return hasProblem(report) ? ExitStatus::ProblemsFound : ExitStatus::Ok;
}

} // namespace duodoctor
