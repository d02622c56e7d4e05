#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

// What the gateway's self test tells of a model. Source: facts/troubleshoot_output.

/// Its look at a provider's account.
Findings judgeSelfTestProvider(const JudgeInput &input, const TroubleshootReport &report);

/// Its question to the model. It sends no token, so a 401 says nothing.
Findings judgeSelfTestModel(const JudgeInput &input, const TroubleshootReport &report);

} // namespace duodoctor
