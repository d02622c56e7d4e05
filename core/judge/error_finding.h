#pragma once

#include "judge/error_text.h"
#include "judge/judge_input.h"

namespace duodoctor
{

/// A finding of an error text, with what the deployment knows filled in where the text is silent: Service, Model,
/// Host and Port of the leg that the finding speaks of.
/// @param role  of the evidence that held the text.
Finding findingOfError(const JudgeInput &input, QLatin1StringView role, FindingId id, Arguments arguments);

} // namespace duodoctor
