#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

/// The answers of role::kRails, or null.
const RailsAnswers *railsAnswersOf(const JudgeInput &input);

} // namespace duodoctor
