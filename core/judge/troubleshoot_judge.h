#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

/// What the gateway's self test proves (role::kTroubleshoot). A 401 of its model step says that the test sent no token.
/// Source: facts/troubleshoot_output.
Findings judgeTroubleshootReport(const JudgeInput &input);

} // namespace duodoctor
