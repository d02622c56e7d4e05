#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

// Judges of what only a look from inside the gateway's container can show.

/// The gateway's own chat endpoint (role::kCompletion): model-server-error and model-response-malformed for a plain
/// chat, gateway-streaming-broken for a streamed one. The refusal of a request without a token is the right answer of a
/// gateway whose authentication is on, and no finding. Source: facts/commands B4, B5, facts/endpoints
/// sections 1.2, 1.4.
Findings judgeGatewayChat(const JudgeInput &input);

/// The customer portal of an offline deployment (role::kPortal, with role::kEnvironment): gateway-customer-portal-delay
/// when it does not answer and the gateway still asks it. Source: facts/environment sections 1 and 3.
Findings judgeCustomerPortal(const JudgeInput &input);

/// The Agent Platform service at its own port, whichever of plain text (role::kGrpc) and TLS (role::kGrpcOther) it
/// speaks: agent-platform-unreachable, agent-platform-not-serving and what judgeAgentPlatformHealth() gives.
Findings judgeAgentPlatformInside(const JudgeInput &input);

} // namespace duodoctor
