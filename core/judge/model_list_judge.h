#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

// Judges of what a model server says of itself. Roles: kHealth (its health path), kModels (<endpoint>/models),
// kModelsOther (the same with /v1 added or taken away), kCompletion (the one chat completion). Every role is optional:
// what is not there is not judged. A completion that worked outweighs a list that did not.

/// model-loading, model-overloaded, model-server-error, and what judgeAnswerArrived() says of role::kHealth. A server
/// without such a path is in order.
Findings judgeModelHealth(const JudgeInput &input);

/// Whether the endpoint is the place where the server speaks OpenAI: model-endpoint-missing-v1,
/// model-endpoint-wrong-path, model-response-malformed, model-loading, model-overloaded, model-server-error,
/// redirect-unexpected, connection-closed, response-timeout, http-on-tls-port.
Findings judgeModelList(const JudgeInput &input);

/// Whether the name that the gateway will ask for is served: model-not-served, model-context-too-short.
Findings judgeModelServed(const JudgeInput &input);

/// The identifier's provider: model-identifier-prefix.
Findings judgeModelIdentifier(const JudgeInput &input);

/// model-key-missing, model-key-rejected, model-provider-credentials.
Findings judgeModelKey(const JudgeInput &input);

} // namespace duodoctor
