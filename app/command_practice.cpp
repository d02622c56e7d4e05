#include "app/command_practice.h"

#include "app/check_run.h"
#include "app/interruption.h"
#include "app/messages.h"
#include "app/suggestion.h"
#include "deployment/deployment_file.h"
#include "practice/practice_deployment.h"
#include "session/session.h"

#include <CLI/CLI.hpp>

#include <QDir>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

QStringList faultIds()
{
    QStringList ids;
    for (const PracticeFault &fault : PracticeDeployment::faults()) {
        ids << fault.id;
    }
    return ids;
}

/// The limit of a probe that shows all of these faults: a late answer needs a long one, a missing one bears a short
/// one.
std::chrono::milliseconds probeLimitFor(const QStringList &faults, std::chrono::milliseconds usual)
{
    std::chrono::milliseconds limit{0};
    for (const PracticeFault &fault : PracticeDeployment::faults()) {
        if (faults.contains(fault.id)) {
            limit = std::max(limit, fault.probeLimit);
        }
    }
    return limit.count() > 0 ? limit : usual;
}

QByteArray faultsAsJson()
{
    QJsonArray rows;
    for (const PracticeFault &fault : PracticeDeployment::faults()) {
        rows << QJsonObject{{u"id"_s, fault.id}, {u"title"_s, fault.title}, {u"finding"_s, fault.finding}};
    }
    return QJsonDocument(QJsonObject{{u"faults"_s, rows}}).toJson(QJsonDocument::Indented);
}

void printAddresses(std::ostream &stream, const Deployment &deployment, const QString &path)
{
    printLine(stream, u"GitLab          %1"_s.arg(deployment.gitlab.url));
    printLine(stream, u"AI Gateway      %1"_s.arg(deployment.aiGateway.url));
    if (deployment.aiGateway.agentPlatform) {
        printLine(stream, u"Agent Platform  %1"_s.arg(deployment.aiGateway.agentPlatform->address));
    }
    for (const QString &url : deployment.aiGateway.metrics) {
        printLine(stream, u"Metrics         %1"_s.arg(url));
    }
    for (const Model &model : deployment.models) {
        printLine(stream, u"Model           %1"_s.arg(model.endpoint));
        if (model.apiKey.from == ApiKeySource::Environment) {
            printLine(stream,
                      u"Model key       export %1=%2"_s.arg(model.apiKey.variable, PracticeDeployment::keyValue()));
        }
    }
    printLine(stream, u"CA bundle       %1"_s.arg(deployment.trust.caBundle));
    printLine(stream, u"Deployment      %1"_s.arg(path));
    printLine(stream, u"Check it with: duo-doctor check %1"_s.arg(path));
    printLine(stream, u"Ctrl-C ends it."_s);
    stream.flush();
}

} // namespace

const char *PracticeCommand::description() const
{
    return "Opens, checks or serves a practice deployment on this machine, healthy or with chosen faults";
}

const char *PracticeCommand::examples() const
{
    return "  duo-doctor practice --list\n"
           "      name the faults\n"
           "  duo-doctor practice --fault model-missing-v1\n"
           "      open the wizard on a deployment with this fault\n"
           "  duo-doctor practice --fault tls-expired --fault model-not-served --check\n"
           "      check a deployment with two faults, without a window\n"
           "  duo-doctor practice --serve --output practice.json\n"
           "      keep a healthy one up until Ctrl-C, with its deployment file in practice.json";
}

void PracticeCommand::declare(CLI::App &sub)
{
    sub.add_option("--fault", m_faults, "Have this fault; may be given several times")
        ->type_name("ID")
        ->allow_extra_args(false);
    sub.add_flag("--list", m_lists, "Name the faults, and the finding that a check must name first");
    sub.add_flag("--serve", m_serves, "Keep it up until Ctrl-C; the deployment file goes to --output");
    sub.add_flag("--check", m_checks, "Check it without a window, as the command check does");
}

std::optional<std::vector<std::string>> PracticeCommand::wizardFaults() const
{
    return m_lists || m_serves || m_checks ? std::nullopt : std::optional{m_faults};
}

std::optional<ExitStatus> PracticeCommand::refuse(const CommandContext &context, const QStringList &faults) const
{
    if (static_cast<int>(m_lists) + static_cast<int>(m_serves) + static_cast<int>(m_checks) > 1) {
        return usageError(context, u"--list, --serve, --check"_s, u"they exclude each other; choose one."_s);
    }
    if (m_lists && context.common.format == "html") {
        return usageError(context, u"--format html"_s, u"the list of faults is written as text or json."_s);
    }
    if (!context.common.gitlabVersion.empty()) {
        return usageError(context, u"--gitlab-version"_s, u"the practice GitLab has its own version; leave it out."_s);
    }
    const QStringList known = faultIds();
    for (const QString &id : faults) {
        if (!known.contains(id)) {
            return usageError(
                context, u"--fault %1"_s.arg(id),
                u"there is no such fault; \"duo-doctor practice --list\" names them.%1"_s.arg(didYouMean(id, known)));
        }
    }
    return std::nullopt;
}

ExitStatus PracticeCommand::run(CommandContext &context)
{
    QStringList faults;
    std::ranges::transform(m_faults, std::back_inserter(faults),
                           [](const std::string &id) { return QString::fromStdString(id); });
    if (const std::optional<ExitStatus> refused = refuse(context, faults)) {
        return *refused;
    }
    if (m_lists) {
        return list(context);
    }
    return m_serves ? serve(context, faults) : check(context, faults);
}

ExitStatus PracticeCommand::list(CommandContext &context) const
{
    if (context.common.format == "json") {
        const QByteArray json = faultsAsJson();
        context.out.write(json.constData(), json.size());
        return ExitStatus::Ok;
    }
    qsizetype idWidth = 0;
    qsizetype findingWidth = 0;
    const QList<PracticeFault> faults = PracticeDeployment::faults();
    for (const PracticeFault &fault : faults) {
        idWidth = std::max(idWidth, fault.id.size());
        findingWidth = std::max(findingWidth, fault.finding.size());
    }
    for (const PracticeFault &fault : faults) {
        printLine(context.out,
                  fault.id.leftJustified(idWidth + 2) + fault.finding.leftJustified(findingWidth + 2) + fault.title);
    }
    return ExitStatus::Ok;
}

ExitStatus PracticeCommand::check(CommandContext &context, const QStringList &faults) const
{
    Session session;
    if (const QString error = session.startPractice(faults); !error.isEmpty()) {
        return usageError(context, u"--fault"_s, error);
    }
    SessionOptions options = session.options();
    options.probeLimit = probeLimitFor(faults, options.probeLimit);
    session.setOptions(options);
    applyCommonOptions(session, context.common);
    applyOverlay(session, context);
    return runChecks(session, context, u"practice"_s);
}

ExitStatus PracticeCommand::serve(CommandContext &context, const QStringList &faults) const
{
    const Interruption interruption; // before the practice's thread starts
    PracticeDeployment practice;
    if (const QString error = practice.start(faults); !error.isEmpty()) {
        return usageError(context, u"--fault"_s, error);
    }
    const QTemporaryDir folder;
    const QString wanted = QString::fromStdString(context.common.output);
    const QString path =
        wanted.isEmpty() ? folder.filePath(u"deployment.json"_s) : QDir::current().absoluteFilePath(wanted);
    if (const QString error = DeploymentFile::save(practice.deployment(), path); !error.isEmpty()) {
        printMessage(context, error);
        return ExitStatus::CouldNotWork;
    }
    // With --output, the context's stream is the very file that holds the deployment.
    printAddresses(wanted.isEmpty() ? context.out : context.err, practice.deployment(), path);
    QEventLoop loop;
    QObject::connect(&interruption, &Interruption::requested, &loop, &QEventLoop::quit);
    loop.exec();
    return ExitStatus::Ok;
}

} // namespace duodoctor
