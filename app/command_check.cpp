#include "app/command_check.h"

#include "app/check_run.h"
#include "app/messages.h"
#include "app/suggestion.h"
#include "app/terminal_prompt.h"
#include "app/terminal_prompter.h"
#include "check/check_definition.h"
#include "session/session.h"

#include <CLI/CLI.hpp>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

/// Asks for the keys that are to be typed. Before the run, so that the answer's time is nobody's time limit.
void askForKeys(Session &session, const CommandContext &context)
{
    for (const Model &model : session.deployment().models) {
        if (model.apiKey.from != ApiKeySource::Prompt) {
            continue;
        }
        const std::optional<SecretText> key = promptForSecret(u"API key of model \"%1\":"_s.arg(model.name));
        if (key && !key->isEmpty()) {
            session.setModelKey(model.name, *key, KeyKeeping::ThisSession);
        } else {
            printNotice(context,
                        u"the API key of model \"%1\" was not given (it is asked for on a terminal); its server "
                        "is asked without a key."_s.arg(model.name));
        }
    }
}

QStringList knownCheckIds()
{
    QStringList ids;
    for (const CheckDefinition &definition : checkCatalogue()) {
        ids.append(definition.id.toString());
    }
    return ids;
}

} // namespace

const char *CheckCommand::description() const
{
    return "Checks a deployment and names the root causes of what is wrong";
}

const char *CheckCommand::examples() const
{
    return "  duo-doctor check production.json\n"
           "      look at everything that can be seen from this machine\n"
           "  duo-doctor check production.json --no-completion --format json --output report.json\n"
           "      without the chat completion that costs GPU time, for a script\n"
           "  duo-doctor check production.json --only gateway-healthz --only gateway-identity\n"
           "      only these, after a repair\n\n"
           "Ctrl-C ends the run within a second; what is known is printed, and the exit status is 3.";
}

void CheckCommand::declare(CLI::App &sub)
{
    sub.add_option("DEPLOYMENT.json", m_path, "The deployment file")->required();
    sub.add_flag("--no-completion", m_noCompletion, "Leave out the chat completion, which costs time of the model");
    sub.add_option("--only", m_only, "Make only this check; may be given several times")
        ->type_name("CHECK-ID")
        ->allow_extra_args(false);
}

std::optional<ExitStatus> CheckCommand::openDeployment(Session &session, CommandContext &context) const
{
    const QString path = QString::fromStdString(m_path);
    const QList<DeploymentProblem> problems = session.openDeployment(path);
    if (!problems.isEmpty()) {
        for (const DeploymentProblem &problem : problems) {
            printLine(context.err, problem.toLine(path));
        }
        return ExitStatus::WrongUsage;
    }
    if (!context.common.gitlabVersion.empty()) {
        Deployment deployment = session.deployment();
        deployment.gitlab.version = GitLabVersion::parse(QString::fromStdString(context.common.gitlabVersion));
        session.setDeployment(deployment);
    }
    return std::nullopt;
}

std::optional<QList<CheckKey>> CheckCommand::chosenChecks(const Session &session, const CommandContext &context) const
{
    QList<CheckKey> chosen;
    for (const std::string &only : m_only) {
        const QString id = QString::fromStdString(only);
        const CheckDefinition *definition = checkDefinition(id);
        if (definition == nullptr) {
            usageError(context, u"--only %1"_s.arg(id),
                       u"there is no such check; the names are in the report's list of checks.%1"_s.arg(
                           didYouMean(id, knownCheckIds())));
            return std::nullopt;
        }
        qsizetype matches = 0;
        for (const CheckKey &key : session.plannedChecks()) {
            if (key.check == definition->id) {
                ++matches;
                if (!chosen.contains(key)) {
                    chosen.append(key);
                }
            }
        }
        if (matches == 0) {
            usageError(context, u"--only %1"_s.arg(id),
                       u"this deployment has nothing for it to look at; add that part to the file or leave it out."_s);
            return std::nullopt;
        }
    }
    return chosen;
}

ExitStatus CheckCommand::run(CommandContext &context)
{
    Session session;
    if (const std::optional<ExitStatus> failed = openDeployment(session, context)) {
        return *failed;
    }
    applyCommonOptions(session, context.common);
    applyOverlay(session, context);
    SessionOptions options = session.options();
    options.completionAllowed = !m_noCompletion;
    session.setOptions(options);
    const std::optional<QList<CheckKey>> chosen = chosenChecks(session, context);
    if (!chosen) {
        return ExitStatus::WrongUsage;
    }
    askForKeys(session, context);
    session.setPrompter(makeTerminalPrompter(session));
    return runChecks(session, context, u"check"_s, *chosen);
}

} // namespace duodoctor
