#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

/// The gateway's environment (role::kEnvironment), by version: gateway-custom-models-disabled, gateway-auth-bypassed,
/// gateway-gitlab-url-missing, gateway-gitlab-url-wrong, gateway-gitlab-api-url-wrong,
/// gateway-oidc-provider-url-invalid, gateway-signing-key-missing, gateway-jwk-unreadable,
/// gateway-customer-portal-delay, gateway-port-conflict, proxy and cache variables. Source: facts/environment sections
/// 1 to 4, facts/versions sections 5 and 6.
Findings judgeGatewayEnvironment(const JudgeInput &input);

} // namespace duodoctor
