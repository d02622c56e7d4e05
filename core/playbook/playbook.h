#pragma once

#include "check/check_result.h"
#include "deployment/deployment.h"
#include "judge/finding.h"
#include "playbook/article.h"
#include "playbook/decision_tree.h"
#include "playbook/playbook_problem.h"
#include "playbook/quick_commands.h"

#include <QList>
#include <QString>

#include <memory>

namespace duodoctor
{

/// A step with its values in place.
struct RenderedStep {
    QString text;
    QString command;
    QString language;
    std::optional<Vantage> vantage;
    /// True where no version is known and this is the form of an older one; the newest stands before it.
    bool isOlderForm = false;
    /// True for another way of the step before it: for another way of installing. Only one of them is to be done.
    bool isAlternative = false;
    /// True for a command that kubectl, helm or oc carries into a cluster: it is typed where these are set up, and not
    /// on a host.
    bool isForCluster = false;
    friend bool operator==(const RenderedStep &, const RenderedStep &) = default;
};

/// What is shown for one finding: every sentence with this deployment's values.
struct Remedy {
    QString article;
    QString title;
    QString message;
    QString because;
    QString note; ///< what has to be known of these steps: a version that is not known, whose they are; may be empty
    QString why;  ///< Markdown
    QList<RenderedStep> steps;
    QString avoid; ///< Markdown
    QStringList verify;
    QStringList sources;
    bool isOverlay = false; ///< written by the user's organisation, not by us
    friend bool operator==(const Remedy &, const Remedy &) = default;
};

/// The playbook: articles and decision tree, read from a folder (`:/playbook` by default). Articles are read when first
/// asked for, so that opening the program costs nothing.
/// Thread: one at a time.
class Playbook
{
public:
    explicit Playbook(const QString &folder = QStringLiteral(":/playbook"));
    ~Playbook();
    Playbook(Playbook &&) noexcept;
    Playbook &operator=(Playbook &&) noexcept;

    /// Reads an organisation's own folder on top of ours: its articles and nodes are added, or take the place of those
    /// with the same id. What is wrong with it is left out, so that ours stays in force; an empty path takes it away.
    /// @return what was left out and why, files relative to the folder.
    QList<PlaybookProblem> setOverlay(const QString &folder);

    QStringList articleIds() const;
    /// True for an article of the overlay.
    bool isOverlayArticle(const QString &id) const;
    /// Null when there is none or when it cannot be read.
    const Article *article(const QString &id) const;
    const DecisionTree &tree() const;

    /// Words a finding with the deployment's values. Where no article exists (a defect that lint reports), the id and
    /// the arguments are shown.
    Remedy remedyFor(const Finding &finding, const Deployment &deployment) const;
    /// Only the sentence of a finding: cheaper than remedyFor().
    QString messageFor(const Finding &finding, const Deployment &deployment) const;
    /// An article outside of a finding (`playbook show`): placeholders without a value stay as `<name>`.
    Remedy remedyFor(const QString &articleId, const Deployment &deployment) const;
    /// Text of a tree node with the deployment's values, Markdown.
    QString nodeText(const TreeNode &node, const Deployment &deployment) const;

    /// One-look commands for a call, by the place where they are run, with the deployment's values.
    QList<QuickCommandGroup> quickCommands(const Deployment &deployment) const;

    /// Everything that is wrong with the folder's content: unreachable node, dead end, finding without article, article
    /// without finding, unknown check, unknown placeholder, version gap, unreadable file.
    QList<PlaybookProblem> lint() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace duodoctor
