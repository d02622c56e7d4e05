#include "app/playbook_pages.h"

#include "app/messages.h"
#include "app/setup_topics.h"
#include "app/suggestion.h"
#include "playbook/playbook_overlay.h"
#include "playbook/tree_graph_svg.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace duodoctor
{

Playbook playbookFor(const CommandContext &context)
{
    Playbook playbook;
    const QString named = QString::fromStdString(context.common.overlay);
    const QString overlay = named.isEmpty() ? defaultOverlayFolder() : named;
    if (const QString notice = overlayNotice(overlay, playbook.setOverlay(overlay)); !notice.isEmpty()) {
        printMessage(context, notice);
    }
    return playbook;
}

ExitStatus printGraph(const CommandContext &context, const Playbook &playbook, const QString &entry)
{
    QHash<QString, QString> titles;
    for (const TreeNode &node : playbook.tree().nodes) {
        const Article *article = node.article.isEmpty() ? nullptr : playbook.article(node.article);
        if (article) {
            titles.insert(node.article, article->title);
        }
    }
    const auto graph = TreeGraph::of(playbook.tree(), entry, titles);
    if (!graph) {
        QStringList entries;
        for (const TreeEntry &known : playbook.tree().entries) {
            entries << known.id;
        }
        return usageError(context, u"graph %1"_s.arg(printable(entry)),
                          u"there is no such entry; choose %1, or none for the whole tree.%2"_s.arg(
                              entries.join(", "_L1), didYouMean(entry, entries)));
    }
    context.out << treeGraphSvg(*graph).toStdString();
    return ExitStatus::Ok;
}

ExitStatus printSetupPage(const CommandContext &context, const QString &topic, const Deployment &deployment)
{
    const auto page = setupPage(topic, SetupGuide(), deployment, context.width, context.outIsColored);
    if (!page) {
        return usageError(context, printable(topic),
                          u"there is no such page; known are %1."_s.arg(setupTopics().join(", "_L1)));
    }
    if (context.common.format == "json") {
        context.out << QJsonDocument(page->json).toJson().toStdString();
    } else if (context.common.format == "markdown") {
        context.out << page->markdown.toStdString();
    } else {
        context.out << page->text.toStdString();
    }
    return ExitStatus::Ok;
}

} // namespace duodoctor
