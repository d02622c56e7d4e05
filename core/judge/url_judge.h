#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

/// The gateway's URL as typed: url-invalid, url-localhost, url-has-path, url-wrong-port.
/// role::kExchange (the health answer) is optional; with it, a path that a reverse proxy serves is only remarked, and a
/// port of another service is named only when something else answers there.
Findings judgeGatewayUrl(const JudgeInput &input);

/// GitLab's URL: url-invalid, url-localhost, url-has-path. A path at which GitLab answers is its relative URL root.
Findings judgeGitlabUrl(const JudgeInput &input);

/// The Agent Platform's address: agent-platform-url-scheme, url-invalid, url-localhost.
Findings judgeAgentPlatformAddress(const JudgeInput &input);

} // namespace duodoctor
