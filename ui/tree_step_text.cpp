#include "ui/tree_step_text.h"

#include "check/check_definition.h"
#include "playbook/seen_version.h"
#include "playbook/template_text.h"
#include "session/session.h"
#include "session/walkthrough.h"
#include "ui/tree_painter.h"

#include <QCoreApplication>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// Gives tr() a context of its own outside of a class.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(TreeStepText)
};

QString linkTo(const TreePicture &picture, qsizetype box)
{
    return u"[%1](#%2)"_s.arg(escapedForMarkdown(picture.box(box).title)).arg(picture.targetOf(box));
}

QString listOf(const QString &heading, const QStringList &lines)
{
    return lines.isEmpty() ? QString{} : u"**%1**\n\n- %2\n"_s.arg(escapedForMarkdown(heading), lines.join(u"\n- "_s));
}

QString waysFrom(const TreePicture &picture, qsizetype box)
{
    QStringList lines;
    const QList<qsizetype> ways = picture.waysFrom(box);
    for (const qsizetype way : ways) {
        const TreeGraphEdge &edge = picture.graph().edges().at(way);
        const QString link = linkTo(picture, edge.to);
        lines << (edge.answer.isEmpty() ? link : u"%1 → %2"_s.arg(escapedForMarkdown(edge.answer), link));
    }
    return listOf(Words::tr("Leads to"), lines);
}

QString waysTo(const TreePicture &picture, qsizetype box)
{
    QStringList lines;
    const QList<qsizetype> ways = picture.waysTo(box);
    for (const qsizetype way : ways) {
        lines << linkTo(picture, picture.graph().edges().at(way).from);
    }
    lines.removeDuplicates();
    return listOf(Words::tr("Comes from"), lines);
}

QString checksOf(const TreeNode &node)
{
    QStringList lines;
    for (const QString &id : node.checks) {
        const CheckDefinition *check = checkDefinition(QStringView(id));
        lines << escapedForMarkdown(check ? QString::fromUtf8(check->title) : id);
    }
    if (node.kind == TreeNodeKind::Checks && lines.isEmpty()) {
        lines << Words::tr("Every check of the deployment");
    }
    return listOf(Words::tr("What is checked"), lines);
}

QString stateOf(const TreePicture &picture, const TreeWalk &walk, qsizetype box)
{
    const QString kind = wordForTree(picture.box(box).kind);
    if (box == walk.current) {
        return Words::tr("%1 · you are here").arg(kind);
    }
    if (const int number = walk.numbers.value(box); number > 0) {
        return Words::tr("%1 · walked, step %2").arg(kind).arg(number);
    }
    return walk.marks.nodes.contains(box) ? Words::tr("%1 · walked").arg(kind) : kind;
}

/// The article of a step; none where the cause is known only when somebody walks.
std::optional<Remedy> remedyOf(Session &session, const TreeNode &node)
{
    const Walkthrough &walkthrough = session.walkthrough();
    const bool isHere = walkthrough.current() && walkthrough.current()->id == node.id;
    if (const Finding *finding = isHere ? walkthrough.endFinding() : nullptr) {
        return session.remedyFor(*finding);
    }
    if (node.article.isEmpty()) {
        return std::nullopt;
    }
    return session.playbook().remedyFor(node.article, withSeenVersion(session.deployment(), session.results()));
}

QString textOf(Session &session, const TreeGraphNode &box)
{
    const DecisionTree &tree = session.playbook().tree();
    if (box.kind == TreeGraphKind::Entry) {
        const auto entry = std::ranges::find(tree.entries, box.id, &TreeEntry::id);
        return entry == tree.entries.end() ? QString{} : escapedForMarkdown(entry->hint);
    }
    const TreeNode *node = tree.node(box.id);
    if (!node) {
        return {};
    }
    if (node->kind == TreeNodeKind::Article) {
        return Words::tr("Here stands the article of the cause that was found.");
    }
    return session.playbook().nodeText(*node, withSeenVersion(session.deployment(), session.results()));
}

} // namespace

TreeStepText treeStepText(Session &session, const TreePicture &picture, const TreeWalk &walk, qsizetype box)
{
    if (box < 0) {
        return {Words::tr("Choose a step in the picture or in the list to read it here."), std::nullopt, {}};
    }
    const TreeGraphNode &shown = picture.box(box);
    TreeStepText text;
    if (shown.kind == TreeGraphKind::Jump) {
        text.markdown = u"%1\n\n%2"_s.arg(escapedForMarkdown(wordForTree(shown.kind)),
                                          Words::tr("This step is drawn elsewhere: %1").arg(linkTo(picture, box)));
        return text;
    }
    const TreeNode *node = shown.kind == TreeGraphKind::Entry ? nullptr : session.playbook().tree().node(shown.id);
    if (node && node->kind == TreeNodeKind::Article) {
        text.remedy = remedyOf(session, *node);
    }
    QStringList parts{stateOf(picture, walk, box), u"### "_s + escapedForMarkdown(shown.title), textOf(session, shown)};
    if (node) {
        parts << checksOf(*node);
    }
    parts << waysFrom(picture, box) << waysTo(picture, box);
    parts.removeAll(QString{});
    text.markdown = parts.join(u"\n\n"_s);
    text.entry = shown.kind == TreeGraphKind::Entry ? shown.id : QString{};
    return text;
}

} // namespace duodoctor
