#include "ui/tree_walk.h"

#include "playbook/text_box.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// The line from a box to a step, by the answer that was given where several lead there; -1 when there is none.
qsizetype wayBetween(const TreePicture &picture, qsizetype from, const PathStep &step, const QString &answer)
{
    qsizetype found = -1;
    QString given = pictureText(answer);
    if (given.endsWith(" (known)"_L1)) {
        given.chop(8);
    }
    const QList<qsizetype> ways = picture.waysFrom(from);
    for (const qsizetype way : ways) {
        const TreeGraphEdge &edge = picture.graph().edges().at(way);
        if (picture.box(edge.to).id != step.node) {
            continue;
        }
        const bool isSaid = edge.answer == given || edge.answer.startsWith(given + " (GitLab "_L1); // and its versions
        if (found < 0 || isSaid) {
            found = way;
        }
    }
    return found;
}

} // namespace

TreeWalk walkIn(const TreePicture &picture, const QString &entry, const QList<PathStep> &path)
{
    TreeWalk walk;
    qsizetype before = picture.entryBox(entry);
    if (path.isEmpty() || before < 0) {
        return walk;
    }
    walk.marks.nodes.insert(before);
    walk.boxes << before;
    QString answer;
    for (qsizetype i = 0; i < path.size(); ++i) {
        const PathStep &step = path.at(i);
        const qsizetype way = before < 0 ? -1 : wayBetween(picture, before, step, answer);
        qsizetype box = picture.nodeBox(step.node);
        if (way >= 0) {
            const qsizetype end = picture.graph().edges().at(way).to;
            walk.marks.edges.insert(way);
            walk.marks.nodes.insert(end);
            walk.numbers.insert(end, static_cast<int>(i) + 1);
            box = box < 0 ? end : box;
        }
        if (box >= 0) {
            walk.marks.nodes.insert(box);
            walk.numbers.insert(box, static_cast<int>(i) + 1);
            walk.boxes << box;
        }
        before = box;
        answer = step.answer;
    }
    walk.current = before;
    return walk;
}

} // namespace duodoctor
