#include "playbook/playbook.h"

#include "deployment/known_versions.h"
#include "playbook/command_text.h"
#include "playbook/placeholder.h"
#include "playbook/playbook_folder.h"
#include "playbook/playbook_lint.h"
#include "playbook/playbook_overlay.h"
#include "playbook/step_numbers.h"
#include "playbook/template_text.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

QString filledText(const QString &text, TextKind kind, const PlaceholderValues &values)
{
    QString filled = TemplateText::parse(text, kind).fill(values);
    // A server's message brings its own full stop to the end of the sentence that quotes it.
    if (kind == TextKind::Sentence && filled.endsWith(".."_L1) && !filled.endsWith("..."_L1)) {
        filled.chop(1);
    }
    return filled;
}

bool isOlderForm(const ArticleStep &step)
{
    return !step.condition.versions.contains(kNewestKnownVersion);
}

/// A line of the command begins with a program of clusters.
bool isForCluster(const ArticleStep &step)
{
    static const QRegularExpression program(uR"(^(?:sudo |timeout \d+ )*(?:kubectl|helm|oc) )"_s,
                                            QRegularExpression::MultilineOption);
    return step.language == "sh"_L1 && program.match(step.command).hasMatch();
}

/// The newest form before the older ones, the latest of these first.
bool isNewerForm(const ArticleStep &a, const ArticleStep &b)
{
    if (isOlderForm(a) != isOlderForm(b)) {
        return isOlderForm(b);
    }
    const auto endOf = [](const ArticleStep &step) { return step.condition.versions.to.value_or(kNewestKnownVersion); };
    return isOlderForm(a) && endOf(a) > endOf(b);
}

/// Steps that stand one after another and differ by version: without a version the newest form comes first.
QList<ArticleStep> newestFirst(QList<ArticleStep> steps)
{
    const auto isForSome = [](const ArticleStep &step) {
        return step.condition.versions.from || step.condition.versions.to;
    };
    for (auto begin = steps.begin(); begin != steps.end();) {
        const auto end = std::find_if_not(begin, steps.end(), isForSome);
        std::stable_sort(begin, end, isNewerForm);
        begin = end == steps.end() ? end : std::next(end);
    }
    return steps;
}

/// The steps that may hold for this deployment; where something is not known, each says for what it holds.
QList<RenderedStep> renderedSteps(const QList<ArticleStep> &all, const Deployment &deployment,
                                  const PlaceholderValues &values)
{
    const StepSituation situation = StepSituation::of(deployment);
    QList<RenderedStep> steps;
    QList<StepCondition> alternatives; // of the step before, with its own
    for (const ArticleStep &step : situation.version ? all : newestFirst(all)) {
        if (!step.condition.mayHold(situation)) {
            continue;
        }
        QString text = filledText(step.text, TextKind::Markdown, values);
        if (const QString open = step.condition.openWords(situation); !open.isEmpty()) {
            text.prepend(open + ": "_L1);
        }
        const bool isAlternative =
            !alternatives.isEmpty() && std::ranges::all_of(alternatives, [&step](const auto &other) {
                return step.condition.isAlternativeTo(other);
            });
        if (!isAlternative) {
            alternatives.clear();
        }
        alternatives << step.condition;
        const QString command =
            isForCluster(step)
                ? inClusterOf(step.command,
                              step.vantage == Vantage::Gateway ? "gateway_context"_L1 : "gitlab_context"_L1, values)
                : step.command;
        steps.append({text, filledCommand(command, step.language, values), step.language, step.vantage,
                      !situation.version && isOlderForm(step), isAlternative, isForCluster(step)});
    }
    return steps;
}

/// A numbered list with its commands below the steps.
QString markdownOf(const QList<RenderedStep> &steps)
{
    const QStringList numbers = stepNumbers(steps);
    QStringList items;
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const RenderedStep &step = steps.at(i);
        // No list of Markdown's: that knows no 2a.
        QString item = u"**%1.** %2"_s.arg(numbers.at(i), step.text);
        if (!step.command.isEmpty()) {
            item += u"\n\n```%1\n%2\n```"_s.arg(step.language, step.command);
        }
        items << item;
    }
    return items.join(u"\n\n"_s);
}

QString noteOf(const Article &article, const Deployment &deployment, bool isOverlay)
{
    QStringList sentences;
    const std::optional<GitLabVersion> &version = deployment.gitlab.version;
    if (version && *version <= kNewestKnownVersion && !article.versions.contains(*version)) {
        sentences << u"This does not hold for GitLab %1, only for %2."_s.arg(version->toString(),
                                                                             versionWords(article.versions));
    }
    if (isOverlay) {
        sentences << u"This article is from your organisation's own playbook."_s;
    }
    if (deployment.gitlab.version) {
        sentences << unknownVersionNote(*deployment.gitlab.version);
    }
    sentences.removeAll(QString{});
    return sentences.join(u' ');
}

Remedy rendered(const Article &article, bool isOverlay, const Deployment &deployment, const PlaceholderValues &values)
{
    Remedy remedy;
    remedy.article = article.id;
    remedy.title = article.title;
    remedy.message = filledText(article.message, TextKind::Sentence, values);
    remedy.because = filledText(article.because, TextKind::Sentence, values);
    remedy.why = filledText(article.why, TextKind::Markdown, values);
    remedy.isOverlay = isOverlay;
    remedy.note = noteOf(article, deployment, isOverlay);
    remedy.steps = renderedSteps(article.steps, deployment, values);
    remedy.avoid = filledText(article.avoid, TextKind::Markdown, values);
    remedy.verify = article.verify;
    remedy.sources = article.sources;
    return remedy;
}

/// What is said of a finding that has no article: still one sentence, with all that is known.
QString plainMessage(const Finding &finding)
{
    QStringList known;
    for (auto it = finding.arguments.values().begin(); it != finding.arguments.values().end(); ++it) {
        known << u"%1: %2"_s.arg(QString{toWire(it.key())}.replace(u'_', u' '), it.value().simplified());
    }
    return known.isEmpty() ? u"A check found %1."_s.arg(finding.id.toString())
                           : u"A check found %1 (%2)."_s.arg(finding.id.toString(), known.join("; "_L1));
}

} // namespace

class Playbook::Private
{
public:
    QString folder;
    QHash<QString, std::shared_ptr<const Article>> articles; ///< those asked for; null where there is none
    std::unique_ptr<const DecisionTree> tree;
    std::unique_ptr<const QuickCommandBook> quickCommands;
    QHash<QString, Article> overlay; ///< the organisation's articles
    ParsedTree overlayTree;          ///< empty unless it is in order

    const Article *article(const QString &id)
    {
        if (const auto theirs = overlay.constFind(id); theirs != overlay.constEnd()) {
            return &*theirs;
        }
        auto found = articles.find(id);
        if (found == articles.end()) {
            // Ids name files: nothing but an id of the folder is ever opened.
            const bool exists = articleIdsIn(folder).contains(id);
            ParsedArticle parsed = exists ? readArticle(folder, id) : ParsedArticle{};
            found = articles.insert(id, parsed.article ? std::make_shared<const Article>(*parsed.article) : nullptr);
        }
        return found->get();
    }
};

Playbook::Playbook(const QString &folder)
    : d(std::make_unique<Private>())
{
    d->folder = folder;
}

Playbook::~Playbook() = default;
Playbook::Playbook(Playbook &&) noexcept = default;
Playbook &Playbook::operator=(Playbook &&) noexcept = default;

QList<PlaybookProblem> Playbook::setOverlay(const QString &folder)
{
    d->tree.reset();
    d->overlay.clear();
    d->overlayTree = {};
    if (folder.isEmpty()) {
        return {};
    }
    PlaybookOverlay read = readOverlay(folder);
    d->overlay = std::move(read.articles);
    const auto articleOf = [this](const QString &id) {
        const Article *found = article(id);
        return found ? std::optional{*found} : std::nullopt;
    };
    const auto treeProblems =
        overlayTreeProblems(readTree(d->folder), read.tree, articleOf, overlayVocabulary(d->overlay.keys()));
    if (treeProblems.isEmpty()) {
        d->overlayTree = std::move(read.tree);
        return read.problems;
    }
    for (const PlaybookProblem &problem : treeProblems) {
        const bool isKnown = std::ranges::any_of(read.problems, [&problem](const PlaybookProblem &known) {
            return known.file == problem.file && known.line == problem.line && known.problem == problem.problem;
        });
        if (!isKnown) {
            read.problems << problem;
        }
    }
    return read.problems;
}

QStringList Playbook::articleIds() const
{
    QStringList ids = articleIdsIn(d->folder);
    for (auto it = d->overlay.keyBegin(); it != d->overlay.keyEnd(); ++it) {
        if (!ids.contains(*it)) {
            ids << *it;
        }
    }
    ids.sort();
    return ids;
}

bool Playbook::isOverlayArticle(const QString &id) const
{
    return d->overlay.contains(id);
}

const Article *Playbook::article(const QString &id) const
{
    return d->article(id);
}

const DecisionTree &Playbook::tree() const
{
    if (!d->tree) {
        d->tree = std::make_unique<const DecisionTree>(mergedTree(readTree(d->folder), d->overlayTree).tree);
    }
    return *d->tree;
}

Remedy Playbook::remedyFor(const Finding &finding, const Deployment &deployment) const
{
    if (const Article *found = article(finding.id.toString())) {
        Remedy remedy = rendered(*found, isOverlayArticle(finding.id.toString()), deployment,
                                 PlaceholderValues(deployment, &finding));
        remedy.message = messageFor(finding, deployment);
        remedy.because = remedy.because.isEmpty() ? u"The evidence of the check shows it."_s : remedy.because;
        return remedy;
    }
    Remedy remedy;
    remedy.article = remedy.title = finding.id.toString();
    remedy.message = plainMessage(finding);
    remedy.because = u"The evidence of the check shows it."_s;
    return remedy;
}

QString Playbook::messageFor(const Finding &finding, const Deployment &deployment) const
{
    const Article *found = article(finding.id.toString());
    const QString message =
        found ? filledText(found->message, TextKind::Sentence, PlaceholderValues(deployment, &finding)) : QString{};
    return message.isEmpty() ? plainMessage(finding) : message;
}

Remedy Playbook::remedyFor(const QString &articleId, const Deployment &deployment) const
{
    const Article *found = article(articleId);
    return found ? rendered(*found, isOverlayArticle(articleId), deployment, PlaceholderValues(deployment)) : Remedy{};
}

QString Playbook::nodeText(const TreeNode &node, const Deployment &deployment) const
{
    const PlaceholderValues values(deployment);
    const QString text = filledText(node.text, TextKind::Markdown, values);
    const QString steps = markdownOf(renderedSteps(node.steps, deployment, values));
    return text.isEmpty() || steps.isEmpty() ? text + steps : text + u"\n\n"_s + steps;
}

QList<QuickCommandGroup> Playbook::quickCommands(const Deployment &deployment) const
{
    if (!d->quickCommands) {
        d->quickCommands = std::make_unique<const QuickCommandBook>(readQuickCommands(d->folder));
    }
    return renderedQuickCommands(*d->quickCommands, deployment);
}

QList<PlaybookProblem> Playbook::lint() const
{
    return lintPlaybook(d->folder, builtInVocabulary());
}

} // namespace duodoctor
