#pragma once

#include "evidence/evidence.h"
#include "recognise/segments.h"

#include <QList>

namespace duodoctor
{

/// What a text may be, and how surely: 100 nobody else writes that; below 40 a guess.
struct FormGuess {
    EvidenceKind kind = EvidenceKind::Unrecognised;
    int confidence = 0;
};

/// The forms that an output may have, surest first; by marks in the text, and by the command that made it. Looks at the
/// first 512 KiB. @param fileName  of a dropped file; its ending helps.
QList<FormGuess> formsOf(const TextSegment &segment, const QString &fileName);

} // namespace duodoctor
