#pragma once

#include "playbook/article.h"
#include "playbook/playbook_problem.h"

#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace duodoctor
{

/// Lines of an article's parts, for lint.
struct ArticleLines {
    QHash<QString, int> keys; ///< of the front matter, such as `message`
    QList<int> verify;        ///< of each id
    int why = 0;              ///< first line of the text below the heading; 0 when there is none
    int avoid = 0;
    struct Step {
        int text = 0;
        int command = 0; ///< first line within the fence
    };
    QList<Step> steps;
};

/// An article as read from its file.
struct ParsedArticle {
    std::optional<Article> article; ///< null where the front matter cannot be read; else what could be understood
    ArticleLines lines;
    QList<PlaybookProblem> problems; ///< `file` is empty
};

/// Takes an article apart (docs/playbook-format.md). Says what breaks the format; whether ids and placeholders exist is
/// lint's business.
/// @param id    the finding's id, from the file's name.
/// @param text  at most kMaxPlaybookFileBytes, lines end with a line feed.
ParsedArticle parseArticle(const QString &id, const QString &text);

/// Steps on their own, as the section Repair holds them.
struct ParsedSteps {
    QList<ArticleStep> steps;
    QList<PlaybookProblem> problems; ///< `file` is empty, lines are counted from the text's first
};
ParsedSteps parseSteps(const QString &text);

} // namespace duodoctor
