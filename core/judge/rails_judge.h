#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

// Judges of what GitLab's Rails says of itself (role::kRails). What was not answered is not judged.
// Source: facts/commands section E, facts/environment section 5, facts/versions section 3.

/// gateway-url-not-set, gateway-url-mismatch, gitlab-legacy-gateway-env, url-invalid, url-localhost, url-has-path of
/// the URL that GitLab has.
Findings judgeGatewayUrlSetting(const JudgeInput &input);

/// The gateway as Rails' own HTTP client reaches it: gitlab-blocks-local-requests, connection and certificate findings
/// from the class of the error, gateway-unhealthy.
Findings judgeGatewayFromRails(const JudgeInput &input);

/// The model's endpoint as Rails reaches it (subject: the model), at info severity where only the gateway needs it.
Findings judgeModelFromRails(const JudgeInput &input);

/// license-lacks-duo.
Findings judgeLicense(const JudgeInput &input);

/// seat-not-assigned.
Findings judgeSeat(const JudgeInput &input);

/// gitlab-no-models-configured, and what differs between GitLab's records and the deployment's models; of one of them
/// where the subject names it.
Findings judgeConfiguredModels(const JudgeInput &input);

/// gitlab-feature-not-self-hosted.
Findings judgeFeatureSettings(const JudgeInput &input);

/// gitlab-verbose-logging-off.
Findings judgeVerboseLogging(const JudgeInput &input);

/// gitlab-self-signs-tokens.
Findings judgeSelfSigning(const JudgeInput &input);

/// agent-platform-url-scheme, gitlab-agent-platform-secure-flag (with role::kGrpc where it is there).
Findings judgeAgentPlatformSetting(const JudgeInput &input);

/// gateway-version-mismatch and its kin with the version that GitLab itself names, and the image of role::kContainer or
/// the deployment.
Findings judgeGitlabVersion(const JudgeInput &input);

/// The request from GitLab through the gateway to the model: auth-unauthorized, auth-forbidden,
/// feature-not-in-unit-primitives, gateway-jwt-signature, gateway-token-malformed and the model's faults.
Findings judgeFullRequest(const JudgeInput &input);

/// All of the above, for answers that somebody pasted.
Findings judgeRailsAnswers(const JudgeInput &input);

} // namespace duodoctor
