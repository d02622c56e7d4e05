#pragma once

#include "playbook/article_parser.h"
#include "playbook/playbook_problem.h"
#include "playbook/tree_parser.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

#include <functional>
#include <optional>

namespace duodoctor
{

/// The ids that a playbook may name.
struct PlaybookVocabulary {
    QSet<QString> findings;               ///< that exist
    QHash<QString, QSet<QString>> checks; ///< that exist, with the findings that they and their prerequisites may give
};

/// The catalogue's checks and the vocabulary's findings.
PlaybookVocabulary builtInVocabulary();

/// Everything that is wrong with a playbook's folder, articles first, in the order of files and lines.
QList<PlaybookProblem> lintPlaybook(const QString &folder, const PlaybookVocabulary &vocabulary);

/// One article's content: sentences, placeholders, ids, versions, prose.
QList<PlaybookProblem> lintArticle(const ParsedArticle &parsed, const PlaybookVocabulary &vocabulary);
/// The articles' part: format, sentences, placeholders, ids, versions, findings without article.
QList<PlaybookProblem> lintArticles(const QString &folder, const PlaybookVocabulary &vocabulary);
/// The tree's part: format, unknown targets, unreachable nodes, dead ends, circles, versions, length of the walks.
QList<PlaybookProblem> lintTree(const QString &folder, const PlaybookVocabulary &vocabulary);
/// Where lint looks up the articles that a tree ends in; null for an id without one.
using ArticleSource = std::function<std::optional<Article>(const QString &id)>;
/// The same for a tree that was put together from several folders.
QList<PlaybookProblem> lintTree(const ParsedTree &parsed, const ArticleSource &articles,
                                const PlaybookVocabulary &vocabulary);
/// An organisation's folder, read on top of ours: format and content of its articles and of the tree that comes of
/// both. Nothing has to be there, and what is only hard to read is a warning.
QList<PlaybookProblem> lintOverlay(const QString &overlay, const QString &own, const PlaybookVocabulary &vocabulary);

/// A walk asks at most this many questions, however it goes.
inline constexpr int kMaxQuestions = 7;

} // namespace duodoctor
