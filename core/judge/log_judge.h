#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

/// The causes that a log names (role::kLog), each once, with the newest entry that shows it. A healthy log, bare lines
/// without details, and a 401 for an anonymous probe are no findings. Source: facts/logs, facts/errors.
Findings judgeServiceLog(const JudgeInput &input);

} // namespace duodoctor
