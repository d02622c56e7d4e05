#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

// Judges of the one streamed chat completion (role::kCompletion).

/// Whether a completion comes back at all: model-timeout, connection-closed, model-server-error, model-loading,
/// model-overloaded, model-response-malformed, model-chat-template-missing, model-context-too-short,
/// model-parameter-unsupported, model-tool-calling-disabled, model-endpoint-wrong-path.
/// Source: facts/endpoints section 5, facts/errors section 4.
Findings judgeCompletion(const JudgeInput &input);

/// Whether it streams: gateway-streaming-broken for a stream that is empty, breaks off or carries an error, and at
/// warning level for one that arrives in one piece; config-proxy-buffering instead where a reverse proxy shows itself
/// in the answer. The model's server and the proxy before it are the same two suspects on the gateway's way.
Findings judgeStreaming(const JudgeInput &input);

/// Whether it comes soon enough: model-slow. The request is so small that a healthy server needs a second or two.
Findings judgeModelSpeed(const JudgeInput &input);

} // namespace duodoctor
