#pragma once

#include "check/check_definition.h"
#include "check/check_result.h"

namespace duodoctor
{

/// What a row's judge says of this input, with vantage and subject filled in, severities held to the vocabulary, the
/// gravest first.
Findings judgedFindings(const CheckDefinition &definition, const JudgeInput &input);

/// Failed with an error, a warning with a warning, passed otherwise.
CheckStatus statusOf(const Findings &findings);

} // namespace duodoctor
