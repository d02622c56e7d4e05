#pragma once

#include "playbook/playbook_problem.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

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

/// The articles' part: format, sentences, placeholders, ids, versions, findings without article.
QList<PlaybookProblem> lintArticles(const QString &folder, const PlaybookVocabulary &vocabulary);
/// The tree's part: format, unknown targets, unreachable nodes, dead ends, circles, versions, length of the walks.
QList<PlaybookProblem> lintTree(const QString &folder, const PlaybookVocabulary &vocabulary);

/// A walk asks at most this many questions.
inline constexpr int kMaxQuestions = 4;

} // namespace duodoctor
