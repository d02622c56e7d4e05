#pragma once

#include "judge/judge_input.h"

#include <optional>

namespace duodoctor
{

// Findings that stand on the rake task's output (role::kRake).

Finding fromRake(const JudgeInput &input, FindingId id, Arguments arguments = {});
Finding fromRake(const JudgeInput &input, FindingId id, Severity severity, Arguments arguments = {});

/// Takes a finding of a Ruby error over, at most as severe as `severity`.
void addRubyError(const JudgeInput &input, Findings &findings, std::optional<Finding> finding,
                  Severity severity = Severity::Error);

} // namespace duodoctor
