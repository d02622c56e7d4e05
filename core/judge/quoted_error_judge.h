#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

/// What a quoted error message narrows it down to (role::kQuoted). A code that only says "something failed" gives
/// nothing. Source: facts/errors sections 1 to 6.
Findings judgeQuotedError(const JudgeInput &input);

} // namespace duodoctor
