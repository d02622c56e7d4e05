#pragma once

#include "ui/tree_picture.h"
#include "ui/tree_walk.h"

#include "playbook/playbook.h"

#include <QString>

#include <optional>

namespace duodoctor
{

class Session;

/// What is read beside the picture for one of its boxes.
struct TreeStepText {
    QString markdown;             ///< with links to other boxes: `#12`
    std::optional<Remedy> remedy; ///< in the place of the Markdown, for an article
    QString entry;                ///< id of the symptom where a walk can begin; empty for any other box
};

/// @param box  of the picture; -1: the text says how the picture is used.
TreeStepText treeStepText(Session &session, const TreePicture &picture, const TreeWalk &walk, qsizetype box);

} // namespace duodoctor
