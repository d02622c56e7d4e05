#pragma once

#include "report/report.h"
#include "ui/tree_picture.h"

#include <QHash>
#include <QList>
#include <QString>

namespace duodoctor
{

/// What a walk went over in a picture of the tree.
struct TreeWalk {
    TreeGraphMarks marks;          ///< boxes and lines that were walked, and no others
    QHash<qsizetype, int> numbers; ///< of the step, from 1, by box
    QList<qsizetype> boxes;        ///< of the steps, in their order, with the symptom before them
    qsizetype current = -1;        ///< the box where the walk stands; -1 when the picture does not hold it
    friend bool operator==(const TreeWalk &, const TreeWalk &) = default;
};

/// @param entry  id of the entry where the walk began. @param path  its steps; empty: nothing was walked.
/// A walk can come to a step that no line leads to (a cause that was known before): then only the box is lit.
TreeWalk walkIn(const TreePicture &picture, const QString &entry, const QList<PathStep> &path);

} // namespace duodoctor
