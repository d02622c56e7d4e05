#pragma once

#include "playbook/article_parser.h"
#include "playbook/quick_commands_parser.h"
#include "playbook/tree_parser.h"

#include <QString>
#include <QStringList>

namespace duodoctor
{

/// Ids of the articles that a playbook's folder holds, sorted.
QStringList articleIdsIn(const QString &folder);
/// An article's file, relative to the folder.
QString articleFile(const QString &id);
/// Reads one article; problems name its file.
ParsedArticle readArticle(const QString &folder, const QString &id);
/// Reads every file of the tree, in the order of their names.
ParsedTree readTree(const QString &folder);
/// Reads the quick commands; none where the folder has no such file.
QuickCommandBook readQuickCommands(const QString &folder);

} // namespace duodoctor
