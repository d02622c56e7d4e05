#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

/// The gateway's health answer (role::kExchange is GET /monitoring/healthz, role::kRoot helps to tell who answers):
/// gateway-unhealthy, gateway-not-ai-gateway, gateway-behind-broken-proxy, ingress-not-routing, redirect-unexpected and
/// what judgeAnswerArrived() gives.
/// Source: facts/endpoints 1.1 and 6. /monitoring/ready is no measure of a self-hosted gateway and is never asked for.
Findings judgeGatewayHealth(const JudgeInput &input);

/// Whether it is really the AI Gateway, by GET / without a token (role::kRoot) beside a healthy role::kExchange:
/// gateway-auth-bypassed, gateway-not-ai-gateway, gateway-behind-broken-proxy, redirect-unexpected. The answer 401
/// `{"error":"No authorization header presented"}` is the healthy one.
Findings judgeGatewayIdentity(const JudgeInput &input);

/// True for status 200 with an empty JSON object, which is what /monitoring/healthz of every gateway answers.
bool isHealthyGatewayAnswer(const HttpExchange &exchange);

/// True for the gateway's refusal of a request without a token.
bool isGatewayAuthRefusal(const HttpExchange &exchange);

} // namespace duodoctor
