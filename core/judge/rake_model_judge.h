#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

/// What the rake task tells of models, feature settings and its own requests to the models. Its request goes from
/// GitLab's host to ENDPOINT/v1/models, so a right endpoint answers 404 and one without /v1 passes.
/// Source: facts/rake_output, "How the checks mislead" 1, 2, 5 and 6.
Findings judgeRakeModels(const JudgeInput &input, const RakeReport &report);

} // namespace duodoctor
