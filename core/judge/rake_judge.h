#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

/// What the rake task's output proves (role::kRake), which is not always what it says: the non-200 of a right endpoint
/// is no fault, an endpoint that passes without /v1 is one. Source: facts/rake_output, "How the checks mislead".
Findings judgeRakeReport(const JudgeInput &input);

} // namespace duodoctor
