#include "playbook/playbook.h"

#include "playbook/command_text.h"
#include "playbook/placeholder.h"
#include "playbook/playbook_folder.h"
#include "playbook/playbook_lint.h"
#include "playbook/template_text.h"

#include <QHash>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

QString versionWords(const GitLabVersionRange &range)
{
    if (range.from && range.to) {
        return *range.from == *range.to ? u"GitLab %1"_s.arg(range.from->toString())
                                        : u"GitLab %1 to %2"_s.arg(range.from->toString(), range.to->toString());
    }
    return range.from ? u"GitLab %1 and later"_s.arg(range.from->toString())
                      : u"GitLab %1 and earlier"_s.arg(range.to->toString());
}

QString filledText(const QString &text, TextKind kind, const PlaceholderValues &values)
{
    QString filled = TemplateText::parse(text, kind).fill(values);
    // A server's message brings its own full stop to the end of the sentence that quotes it.
    if (kind == TextKind::Sentence && filled.endsWith(".."_L1) && !filled.endsWith("..."_L1)) {
        filled.chop(1);
    }
    return filled;
}

/// The steps that hold for this version; where none is known all of them, each saying for which.
QList<RenderedStep> renderedSteps(const Article &article, const std::optional<GitLabVersion> &version,
                                  const PlaceholderValues &values)
{
    QList<RenderedStep> steps;
    for (const ArticleStep &step : article.steps) {
        if (version && !step.versions.contains(*version)) {
            continue;
        }
        QString text = filledText(step.text, TextKind::Markdown, values);
        if (!version && (step.versions.from || step.versions.to)) {
            text.prepend(u"(%1) "_s.arg(versionWords(step.versions)));
        }
        steps.append({text, filledCommand(step.command, step.language, values), step.language, step.vantage});
    }
    return steps;
}

Remedy rendered(const Article &article, const Deployment &deployment, const PlaceholderValues &values)
{
    Remedy remedy;
    remedy.article = article.id;
    remedy.title = article.title;
    remedy.message = filledText(article.message, TextKind::Sentence, values);
    remedy.because = filledText(article.because, TextKind::Sentence, values);
    remedy.why = filledText(article.why, TextKind::Markdown, values);
    remedy.steps = renderedSteps(article, deployment.gitlab.version, values);
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

    const Article *article(const QString &id)
    {
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

QStringList Playbook::articleIds() const
{
    return articleIdsIn(d->folder);
}

const Article *Playbook::article(const QString &id) const
{
    return d->article(id);
}

const DecisionTree &Playbook::tree() const
{
    if (!d->tree) {
        d->tree = std::make_unique<const DecisionTree>(readTree(d->folder).tree);
    }
    return *d->tree;
}

Remedy Playbook::remedyFor(const Finding &finding, const Deployment &deployment) const
{
    if (const Article *found = article(finding.id.toString())) {
        Remedy remedy = rendered(*found, deployment, PlaceholderValues(deployment, &finding));
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
    return found ? rendered(*found, deployment, PlaceholderValues(deployment)) : Remedy{};
}

QString Playbook::nodeText(const TreeNode &node, const Deployment &deployment) const
{
    return filledText(node.text, TextKind::Markdown, PlaceholderValues(deployment));
}

QList<PlaybookProblem> Playbook::lint() const
{
    return lintPlaybook(d->folder, builtInVocabulary());
}

} // namespace duodoctor
