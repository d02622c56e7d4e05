#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

/// The model against the tables of supported models and features: model-unsupported, model-feature-unsupported. Looks
/// at the deployment only, and says nothing where the tables do not.
Findings judgeModelSupport(const JudgeInput &input);

} // namespace duodoctor
