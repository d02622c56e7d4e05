#pragma once

#include "check/check_definition.h"
#include "check/check_plan.h"
#include "check/check_result.h"

namespace duodoctor
{

/// What a row's judge says of this input, with vantage and subject filled in, severities held to the vocabulary, the
/// gravest first.
Findings judgedFindings(const CheckDefinition &definition, const JudgeInput &input);

/// Failed with an error, a warning with a warning, passed otherwise.
CheckStatus statusOf(const Findings &findings);

/// What a planned check comes to: its status, findings and times, with the evidence in the order of its requests.
/// Skipped where the way to its place did not work.
/// @param input  with the evidence that came, by the roles of the check's requests
CheckResult judgedCheck(const PlannedCheck &check, const JudgeInput &input);

} // namespace duodoctor
