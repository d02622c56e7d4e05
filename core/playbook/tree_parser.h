#pragma once

#include "playbook/decision_tree.h"
#include "playbook/playbook_problem.h"

#include <QHash>
#include <QList>
#include <QString>

namespace duodoctor
{

/// Where something stands.
struct PlaybookPlace {
    QString file;
    int line = 0;
};

/// The decision tree as read from all of its files.
struct ParsedTree {
    DecisionTree tree;
    QHash<QString, PlaybookPlace> entryPlaces;
    QHash<QString, PlaybookPlace> nodePlaces;
    QList<PlaybookProblem> problems;
};

/// Adds one file to the tree. Says what breaks the format; whether the walks make sense is lint's business.
/// @param file  name for problems.
/// @param text  at most kMaxPlaybookFileBytes.
void parseTreeFile(const QString &file, const QString &text, ParsedTree &into);

} // namespace duodoctor
