#pragma once

#include "playbook/article.h"
#include "playbook/playbook_lint.h"
#include "playbook/tree_parser.h"

#include <QHash>
#include <QList>
#include <QString>

namespace duodoctor
{

/// An organisation's own articles and walks: a folder of the same format, read on top of ours.
struct PlaybookOverlay {
    QHash<QString, Article> articles; ///< those without a mistake of form
    ParsedTree tree;                  ///< of the folder alone
    QList<PlaybookProblem> problems;  ///< of form; what has one is left out, and ours stays in force
};

/// Bounds of an overlay: files beyond them are left out, and that is told.
inline constexpr qsizetype kMaxOverlayArticles = 1'000;
inline constexpr qsizetype kMaxOverlayTreeFiles = 50;
inline constexpr qsizetype kMaxOverlayNodes = 2'000;

/// Reads `articles/*.md` and `tree/*.yaml` of the folder and nothing deeper. A file that is no plain file within the
/// folder (a link that leads out of it, a pipe), that is too large or not UTF-8 becomes a problem. Nothing is ever run.
PlaybookOverlay readOverlay(const QString &folder);

/// Our tree with the overlay's entries and nodes, added or put in the place of those with the same id.
ParsedTree mergedTree(const ParsedTree &own, const ParsedTree &overlay);

/// What is wrong with a merged tree because of the overlay. A node of ours that is no longer reached is not.
QList<PlaybookProblem> overlayTreeProblems(const ParsedTree &own, const ParsedTree &overlay,
                                           const ArticleSource &articles, const PlaybookVocabulary &vocabulary);

/// The built-in vocabulary, and the overlay's own ids: an organisation may write articles that no finding leads to.
PlaybookVocabulary overlayVocabulary(const QStringList &ids);

/// One sentence for a person about the parts of an overlay that cannot be used; empty when there are none.
QString overlayNotice(const QString &folder, const QList<PlaybookProblem> &problems);

/// `duo-doctor/playbook` below the user's configuration folder ($XDG_CONFIG_HOME); empty when there is none.
QString defaultOverlayFolder();

} // namespace duodoctor
