#include "app/command_playbook.h"

#include "app/article_text.h"
#include "app/messages.h"
#include "app/playbook_pages.h"
#include "app/setup_topics.h"
#include "app/suggestion.h"
#include "deployment/deployment_file.h"
#include "playbook/playbook_lint.h"
#include "playbook/playbook_overlay.h"

#include <CLI/CLI.hpp>

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr int kMaxSuggestions = 3;

void printJson(const CommandContext &context, const QJsonObject &object)
{
    context.out << QJsonDocument(object).toJson(QJsonDocument::Indented).toStdString();
}

QJsonObject toJson(const Remedy &remedy)
{
    QJsonArray steps;
    for (const RenderedStep &step : remedy.steps) {
        QJsonObject object{{u"text"_s, step.text}};
        if (!step.command.isEmpty()) {
            object.insert(u"command"_s, step.command);
            object.insert(u"language"_s, step.language);
        }
        if (step.vantage) {
            object.insert(u"vantage"_s, QString{toWire(*step.vantage)});
        }
        if (step.isAlternative) {
            object.insert(u"alternative"_s, true);
        }
        steps.append(object);
    }
    return {{u"id"_s, remedy.article},
            {u"title"_s, remedy.title},
            {u"message"_s, remedy.message},
            {u"because"_s, remedy.because},
            {u"origin"_s, remedy.isOverlay ? u"overlay"_s : u"built-in"_s},
            {u"note"_s, remedy.note},
            {u"why"_s, remedy.why},
            {u"steps"_s, steps},
            {u"avoid"_s, remedy.avoid},
            {u"verify"_s, QJsonArray::fromStringList(remedy.verify)},
            {u"sources"_s, QJsonArray::fromStringList(remedy.sources)}};
}

/// The ids that a misspelt one may mean, nearest first, and those that hold it.
QStringList nearestIds(const QString &id, QStringList ids)
{
    QStringList nearest;
    while (nearest.size() < kMaxSuggestions) {
        QString name = nearestName(id, ids);
        if (name.isEmpty() && id.size() > 2) {
            name = ids.filter(id, Qt::CaseInsensitive).value(0);
        }
        if (name.isEmpty()) {
            break;
        }
        nearest << name;
        ids.removeOne(name);
    }
    return nearest;
}

} // namespace

const char *PlaybookCommand::description() const
{
    return "Checks the playbook, lists it, prints an article or a page of set-up help, draws the tree";
}

const char *PlaybookCommand::examples() const
{
    return "  duo-doctor playbook list\n"
           "      every finding that has an article\n"
           "  duo-doctor playbook show connect-refused --gitlab-version 18.2\n"
           "      one article, with the steps that hold for this version\n"
           "  duo-doctor playbook show image-tag --gitlab-version 18.5\n"
           "      set-up help: also supported-models, platforms and quick-commands\n"
           "  duo-doctor playbook graph --output tree.svg\n"
           "      the decision tree as a picture; with an entry's id, that part of it\n"
           "  duo-doctor playbook lint --folder resources/playbook\n"
           "      after an article was changed: what is wrong, with file and line\n"
           "  duo-doctor playbook lint --overlay ~/.config/duo-doctor/playbook\n"
           "      the same for your organisation's own articles and walks";
}

void PlaybookCommand::declare(CLI::App &sub)
{
    CLI::App *lintCommand = sub.add_subcommand("lint", "Find mistakes in articles and decision tree");
    lintCommand->add_option("--folder", m_folder, "Check this whole playbook instead of what is built in")
        ->type_name("DIR");
    lintCommand->callback([this] { m_action = Action::Lint; });
    CLI::App *listCommand = sub.add_subcommand("list", "List the articles");
    listCommand->callback([this] { m_action = Action::List; });
    CLI::App *showCommand = sub.add_subcommand("show", "Print an article, or a page of set-up help");
    showCommand->add_option("ID", m_id, "The finding's id, or supported-models, platforms, image-tag, quick-commands")
        ->required();
    showCommand->add_option("--deployment", m_deployment, "With the values of this deployment")->type_name("FILE");
    showCommand
        ->add_option("--gitlab-installation", m_gitlabWay,
                     "How GitLab was installed: linux-package, helm, docker, self-compiled")
        ->type_name("WAY");
    showCommand
        ->add_option("--gateway-installation", m_gatewayWay,
                     "How the gateway was installed: docker, compose, helm, openshift")
        ->type_name("WAY");
    showCommand->callback([this] { m_action = Action::Show; });
    CLI::App *graphCommand = sub.add_subcommand("graph", "Draw the decision tree as an SVG picture");
    graphCommand->add_option("ENTRY", m_id, "Only the part of this entry");
    graphCommand->callback([this] { m_action = Action::Graph; });
    sub.require_subcommand(1);
}

ExitStatus PlaybookCommand::run(CommandContext &context)
{
    const bool isPage = m_action == Action::Show && setupTopics().contains(QString::fromStdString(m_id));
    if (context.common.format == "markdown" && !isPage) {
        return usageError(context, u"--format markdown"_s,
                          u"only pages of set-up help are written so; choose text or json."_s);
    }
    if (m_action == Action::Lint) {
        return lint(context);
    }
    const Playbook playbook = playbookFor(context);
    if (m_action == Action::Graph) {
        return printGraph(context, playbook, QString::fromStdString(m_id));
    }
    return m_action == Action::List ? list(context, playbook) : show(context, playbook);
}

/// A folder that holds both parts is a whole playbook; one of them alone can only be meant to stand on top of ours.
ExitStatus PlaybookCommand::lint(CommandContext &context) const
{
    const QString overlay = QString::fromStdString(context.common.overlay);
    const QString folder = QString::fromStdString(m_folder);
    if (!overlay.isEmpty() && !folder.isEmpty()) {
        return usageError(context, u"--folder"_s, u"it contradicts --overlay; leave one of them out."_s);
    }
    const bool hasArticles = QFileInfo(folder + "/articles"_L1).isDir();
    const bool hasTree = QFileInfo(folder + "/tree"_L1).isDir();
    if (!overlay.isEmpty() || (!folder.isEmpty() && hasArticles != hasTree)) {
        const QString checked = overlay.isEmpty() ? folder : overlay;
        return lintFolder(context, checked, lintOverlay(checked, u":/playbook"_s, builtInVocabulary()), true);
    }
    if (!folder.isEmpty() && !hasArticles) {
        return usageError(context, folder, u"this is no folder of a playbook; it has to hold articles/ and tree/."_s);
    }
    const Playbook playbook = folder.isEmpty() ? Playbook() : Playbook(folder);
    QList<PlaybookProblem> problems = playbook.lint();
    if (folder.isEmpty()) {
        problems += SetupGuide().lint();
    }
    const ExitStatus status = lintFolder(context, folder, problems, false);
    if (status == ExitStatus::Ok && context.common.format != "json") {
        printNotice(context,
                    u"%1 articles and %2 nodes of the decision tree are in order"_s.arg(playbook.articleIds().size())
                        .arg(playbook.tree().nodes.size()));
    }
    return status;
}

ExitStatus PlaybookCommand::lintFolder(CommandContext &context, const QString &folder,
                                       const QList<PlaybookProblem> &problems, bool isOverlay) const
{
    const QString prefix = folder.isEmpty() ? QString{} : folder + u'/';
    const auto isError = [isOverlay](const PlaybookProblem &problem) { return !isOverlay || !problem.isWarning; };
    QJsonArray array;
    for (const PlaybookProblem &problem : problems) {
        const QString severity = isError(problem) ? u"error"_s : u"warning"_s;
        array.append(QJsonObject{{u"file"_s, prefix + problem.file},
                                 {u"line"_s, problem.line},
                                 {u"severity"_s, severity},
                                 {u"problem"_s, problem.problem}});
        if (context.common.format != "json") {
            const QString mark = isError(problem) ? QString{} : u"warning: "_s;
            printLine(context.out, u"%1:%2: %3%4"_s.arg(printable(prefix + problem.file))
                                       .arg(problem.line)
                                       .arg(mark, printable(problem.problem)));
        }
    }
    if (context.common.format == "json") {
        printJson(context, {{u"problems"_s, array}});
    }
    if (isOverlay && problems.isEmpty()) {
        printNotice(context, u"the articles and walks of %1 are in order"_s.arg(printable(folder)));
    }
    return std::ranges::any_of(problems, isError) ? ExitStatus::ProblemsFound : ExitStatus::Ok;
}

ExitStatus PlaybookCommand::list(CommandContext &context, const Playbook &playbook)
{
    QJsonArray array;
    qsizetype idWidth = 0;
    const QStringList ids = playbook.articleIds();
    for (const QString &id : ids) {
        idWidth = qMax(idWidth, id.size());
    }
    for (const QString &id : ids) {
        const Article *article = playbook.article(id);
        const QString title = article ? article->title : QString{};
        if (context.common.format == "json") {
            array.append(QJsonObject{{u"id"_s, id},
                                     {u"title"_s, title},
                                     {u"origin"_s, playbook.isOverlayArticle(id) ? u"overlay"_s : u"built-in"_s}});
        } else {
            printLine(context.out, id.leftJustified(idWidth + 2) + title +
                                       (playbook.isOverlayArticle(id) ? u" (your organisation's)"_s : QString{}));
        }
    }
    if (context.common.format == "json") {
        printJson(context, {{u"articles"_s, array}});
    }
    return ExitStatus::Ok;
}

ExitStatus PlaybookCommand::show(CommandContext &context, const Playbook &playbook) const
{
    const QString id = QString::fromStdString(m_id);
    if (setupTopics().contains(id)) {
        const std::optional<Deployment> known = shownDeployment(context);
        return known ? printSetupPage(context, id, *known) : ExitStatus::WrongUsage;
    }
    if (!playbook.article(id)) {
        const QStringList nearest = nearestIds(id, playbook.articleIds() + setupTopics());
        return usageError(context, u"show %1"_s.arg(printable(id)),
                          nearest.isEmpty()
                              ? u"there is no such article; `duo-doctor playbook list` shows all."_s
                              : u"there is no such article. Did you mean %1?"_s.arg(nearest.join(" or "_L1)));
    }
    const std::optional<Deployment> deployment = shownDeployment(context);
    if (!deployment) {
        return ExitStatus::WrongUsage;
    }
    const Remedy remedy = playbook.remedyFor(id, *deployment);
    if (context.common.format == "json") {
        printJson(context, toJson(remedy));
    } else {
        context.out << articleText(remedy, context.width, context.outIsColored).toStdString();
    }
    return ExitStatus::Ok;
}

/// What is known of the deployment; nullopt when an option is wrong, which was said.
std::optional<Deployment> PlaybookCommand::shownDeployment(const CommandContext &context) const
{
    Deployment deployment;
    if (!m_deployment.empty()) {
        const QString path = QString::fromStdString(m_deployment);
        const DeploymentReading reading = DeploymentFile::load(path);
        if (!reading.deployment) {
            printMessage(context, reading.problems.first().toLine(path));
            return std::nullopt;
        }
        deployment = *reading.deployment;
    }
    if (!context.common.gitlabVersion.empty()) {
        deployment.gitlab.version = GitLabVersion::parse(QString::fromStdString(context.common.gitlabVersion));
    }
    if (!m_gitlabWay.empty()) {
        deployment.gitlab.installation = gitlabInstallationFromWire(QString::fromStdString(m_gitlabWay));
        if (!deployment.gitlab.installation) {
            usageError(context, u"--gitlab-installation %1"_s.arg(printable(QString::fromStdString(m_gitlabWay))),
                       u"there is no such way; write linux-package, helm, docker or self-compiled."_s);
            return std::nullopt;
        }
    }
    if (!m_gatewayWay.empty()) {
        deployment.aiGateway.installation = gatewayInstallationFromWire(QString::fromStdString(m_gatewayWay));
        if (!deployment.aiGateway.installation) {
            usageError(context, u"--gateway-installation %1"_s.arg(printable(QString::fromStdString(m_gatewayWay))),
                       u"there is no such way; write docker, compose, helm or openshift."_s);
            return std::nullopt;
        }
    }
    return deployment;
}

} // namespace duodoctor
