#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

/// Whether GitLab answers as GitLab (role::kExchange is GET /api/v4/version, role::kOidc helps): gitlab-unhealthy,
/// redirect-unexpected and what judgeAnswerArrived() gives. An instance that is reachable and keeps this path to itself
/// (401, 403, 404 in GitLab's shapes) is in order.
/// Source: facts/endpoints section 3.
Findings judgeGitlabAnswers(const JudgeInput &input);

/// The discovery document that the gateway checks tokens with (role::kOidc): gateway-jwks-empty when it is not there,
/// gitlab-unhealthy (lowered) when its issuer is another host than the URL.
Findings judgeGitlabOidc(const JudgeInput &input);

/// The signing keys (role::kJwks): gateway-jwks-empty.
Findings judgeGitlabJwks(const JudgeInput &input);

/// True for an answer that only GitLab gives.
bool answersAsGitlab(const HttpExchange &exchange);

} // namespace duodoctor
