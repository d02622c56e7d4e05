#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

/// The answers of role::kRails, or null.
const RailsAnswers *railsAnswersOf(const JudgeInput &input);

/// A finding that stands on those answers.
Finding fromRails(const JudgeInput &input, FindingId id, Arguments arguments = {});

} // namespace duodoctor
