#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

/// The form of a model's endpoint: url-invalid, model-localhost-in-container, model-endpoint-wrong-path. Looks at the
/// deployment only; whether /v1 is missing only the server can tell (judgeModelList()).
/// Source: facts/endpoints section 5, facts/environment.
Findings judgeModelEndpoint(const JudgeInput &input);

/// The endpoint's URL with what is surely too much at its end taken away; unchanged when nothing is.
QString endpointWithoutSurplus(const QString &endpoint);

} // namespace duodoctor
