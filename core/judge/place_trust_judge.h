#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

// Judges of the served chain (role::kExchange or role::kGrpc) as a client of another place sees it: against the
// certificates of that place alone, never against the workstation's. Nothing without a readable file: its absence has a
// check of its own.

/// Against GitLab's trusted certificates and the authorities that come with it (role::kGitlabTrust):
/// tls-gitlab-lacks-ca in the place of an unknown authority, and the chain's own faults.
Findings judgeChainAtGitlab(const JudgeInput &input);

/// Against what the gateway's requests library trusts (role::kGatewayBundle): tls-gateway-bundle-lacks-ca and the
/// chain's own faults.
Findings judgeChainAtGateway(const JudgeInput &input);

/// The same for httpx, which calls the model (role::kHttpxBundle).
Findings judgeChainForHttpx(const JudgeInput &input);

/// Whether the files are there that the gateway's variables name (role::kGatewayBundle, role::kHttpxBundle):
/// ca-bundle-path-missing, pem-....
Findings judgePlaceTrustFiles(const JudgeInput &input);

} // namespace duodoctor
