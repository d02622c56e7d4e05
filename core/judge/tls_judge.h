#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

// Judges of TLS. Each answers for its own step only and gives nothing when an earlier one failed.

/// tls-not-tls, tls-protocol-too-old, tls-client-certificate-required, tls-handshake-failed: how the handshake of
/// role::kExchange (or role::kGrpc) went, whatever the certificates are worth. Silence or an end of the connection
/// without an alert is network_judge's.
/// Source: TLS alerts of RFC 8446, section 6.2, as the prober classified them.
Findings judgeTlsHandshake(const JudgeInput &input);

/// The served chain against the workstation's trust: JudgeInput::systemTrust and the bundle of role::kCaBundle.
/// Nothing for an exchange without certificates. Findings come most important first; what an accepted chain only
/// risks with one kind of client is a warning that names the client (Argument::Client).
Findings judgeServedChain(const JudgeInput &input);

/// The same chain against the bundle of the gateway's Python (role::kGatewayBundle): tls-gateway-bundle-lacks-ca, and
/// what else goes wrong with that bundle alone. Faults that the workstation sees as well are left to
/// judgeServedChain(). Nothing without a readable bundle: the trust file has a check of its own.
Findings judgeChainForGatewayBundle(const JudgeInput &input);

/// The same against GitLab's trusted certificates (role::kGitlabTrust) for GitLab's Ruby and Go: tls-gitlab-lacks-ca.
/// GitLab trusts its bundled public authorities besides that folder, so a system store of that kind counts too.
Findings judgeChainForGitlabTrust(const JudgeInput &input);

/// A file or folder of certificates (role::kExchange): ca-bundle-path-missing, pem-....
Findings judgeTrustFile(const JudgeInput &input);

} // namespace duodoctor
