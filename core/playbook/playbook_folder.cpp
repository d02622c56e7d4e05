#include "playbook/playbook_folder.h"

#include <QDir>
#include <QFileInfo>

namespace duodoctor
{

using namespace Qt::StringLiterals;

QStringList articleIdsIn(const QString &folder)
{
    QStringList ids = QDir(folder + "/articles"_L1).entryList({u"*.md"_s}, QDir::Files, QDir::Name);
    for (QString &id : ids) {
        id.chop(3);
    }
    return ids;
}

QString articleFile(const QString &id)
{
    return u"articles/%1.md"_s.arg(id);
}

ParsedArticle readArticle(const QString &folder, const QString &id)
{
    const PlaybookFile file = readPlaybookFile(folder + u'/' + articleFile(id));
    ParsedArticle parsed;
    if (file.problem.isEmpty()) {
        parsed = parseArticle(id, file.text);
    } else {
        parsed.problems.append({{}, 0, file.problem});
    }
    for (PlaybookProblem &problem : parsed.problems) {
        problem.file = articleFile(id);
    }
    return parsed;
}

ParsedTree readTree(const QString &folder)
{
    ParsedTree tree;
    const QDir dir(folder + "/tree"_L1);
    for (const QString &name : dir.entryList({u"*.yaml"_s}, QDir::Files, QDir::Name)) {
        const QString shown = "tree/"_L1 + name;
        const PlaybookFile file = readPlaybookFile(dir.filePath(name));
        if (file.problem.isEmpty()) {
            parseTreeFile(shown, file.text, tree);
        } else {
            tree.problems.append({shown, 0, file.problem});
        }
    }
    return tree;
}

QuickCommandBook readQuickCommands(const QString &folder)
{
    const QString name = u"quick-commands.yaml"_s;
    const QString path = folder + u'/' + name;
    if (!QFileInfo::exists(path)) {
        return {};
    }
    const PlaybookFile file = readPlaybookFile(path);
    return file.problem.isEmpty() ? parseQuickCommands(name, file.text)
                                  : QuickCommandBook{{}, {{name, 0, file.problem}}};
}

} // namespace duodoctor
