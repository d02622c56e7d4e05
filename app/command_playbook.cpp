#include "app/command_playbook.h"

#include "app/article_text.h"
#include "app/messages.h"
#include "app/playbook_pages.h"
#include "app/setup_topics.h"
#include "app/suggestion.h"

#include <CLI/CLI.hpp>

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

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
        steps.append(object);
    }
    return {{u"id"_s, remedy.article},
            {u"title"_s, remedy.title},
            {u"message"_s, remedy.message},
            {u"because"_s, remedy.because},
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
           "      set-up help: also supported-models and platforms\n"
           "  duo-doctor playbook graph --output tree.svg\n"
           "      the decision tree as a picture; with an entry's id, that part of it\n"
           "  duo-doctor playbook lint --folder resources/playbook\n"
           "      after an article was changed: what is wrong, with file and line";
}

void PlaybookCommand::declare(CLI::App &sub)
{
    CLI::App *lintCommand = sub.add_subcommand("lint", "Find mistakes in articles and decision tree");
    lintCommand->add_option("--folder", m_folder, "Check this folder instead of what is built in")->type_name("DIR");
    lintCommand->callback([this] { m_action = Action::Lint; });
    CLI::App *listCommand = sub.add_subcommand("list", "List the articles");
    listCommand->callback([this] { m_action = Action::List; });
    CLI::App *showCommand = sub.add_subcommand("show", "Print an article, or a page of set-up help");
    showCommand->add_option("ID", m_id, "The finding's id, or supported-models, platforms, image-tag")->required();
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
    if (m_folder.empty()) {
        const Playbook playbook;
        switch (m_action) {
        case Action::Lint:
            return lint(context, playbook);
        case Action::List:
            return list(context, playbook);
        case Action::Show:
            return show(context, playbook);
        case Action::Graph:
            return printGraph(context, playbook, QString::fromStdString(m_id));
        }
    }
    const QString folder = QString::fromStdString(m_folder);
    if (!QFileInfo(folder).isDir() || !QFileInfo(folder + "/articles"_L1).isDir()) {
        return usageError(context, folder, u"this is no folder of a playbook; it has to hold articles/ and tree/."_s);
    }
    return lint(context, Playbook(folder));
}

ExitStatus PlaybookCommand::lint(CommandContext &context, const Playbook &playbook) const
{
    const QString prefix = m_folder.empty() ? QString{} : QString::fromStdString(m_folder) + u'/';
    QList<PlaybookProblem> problems = playbook.lint();
    if (m_folder.empty()) {
        problems += SetupGuide().lint();
    }
    const ExitStatus status = problems.isEmpty() ? ExitStatus::Ok : ExitStatus::ProblemsFound;
    if (context.common.format == "json") {
        QJsonArray array;
        for (const PlaybookProblem &problem : problems) {
            array.append(QJsonObject{
                {u"file"_s, prefix + problem.file}, {u"line"_s, problem.line}, {u"problem"_s, problem.problem}});
        }
        printJson(context, {{u"problems"_s, array}});
        return status;
    }
    for (const PlaybookProblem &problem : problems) {
        printLine(
            context.out,
            u"%1:%2: %3"_s.arg(printable(prefix + problem.file)).arg(problem.line).arg(printable(problem.problem)));
    }
    if (problems.isEmpty()) {
        printNotice(context,
                    u"%1 articles and %2 nodes of the decision tree are in order"_s.arg(playbook.articleIds().size())
                        .arg(playbook.tree().nodes.size()));
    }
    return status;
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
            array.append(QJsonObject{{u"id"_s, id}, {u"title"_s, title}});
        } else {
            printLine(context.out, id.leftJustified(idWidth + 2) + title);
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
    Deployment deployment;
    if (!context.common.gitlabVersion.empty()) {
        deployment.gitlab.version = GitLabVersion::parse(QString::fromStdString(context.common.gitlabVersion));
    }
    if (setupTopics().contains(id)) {
        return printSetupPage(context, id, deployment);
    }
    if (!playbook.article(id)) {
        const QStringList nearest = nearestIds(id, playbook.articleIds() + setupTopics());
        return usageError(context, u"show %1"_s.arg(printable(id)),
                          nearest.isEmpty()
                              ? u"there is no such article; `duo-doctor playbook list` shows all."_s
                              : u"there is no such article. Did you mean %1?"_s.arg(nearest.join(" or "_L1)));
    }
    const Remedy remedy = playbook.remedyFor(id, deployment);
    if (context.common.format == "json") {
        printJson(context, toJson(remedy));
    } else {
        context.out << articleText(remedy, context.width, context.outIsColored).toStdString();
    }
    return ExitStatus::Ok;
}

} // namespace duodoctor
