#pragma once

#include "check/check_result.h"
#include "check/reading.h"

#include <QList>

namespace duodoctor
{

/// Judges evidence that a person brought in the place of a check's probes, with that check's own judge. What fits one
/// check may answer others of the same vantage as well (one rake output, one console session), so every check that asks
/// for that kind of evidence is judged, the asked one first.
/// @param asked     the check whose instruction the person followed
/// @param evidence  as recognised; what does not fit the check is left out
/// @return empty when nothing of it answers the asked check: nothing is concluded then.
QList<CheckResult> answersByHand(const CheckKey &asked, const QList<EvidencePtr> &evidence,
                                 const ReadingContext &context);

} // namespace duodoctor
