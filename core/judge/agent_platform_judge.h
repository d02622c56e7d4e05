#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

/// Whether a connection to the service comes about (role::kGrpc): agent-platform-unreachable, dns-not-found, and what
/// judgeConnection() says of a proxy.
Findings judgeAgentPlatformConnection(const JudgeInput &input);

/// Whether both sides agree about TLS: agent-platform-tls-mismatch, agent-platform-no-http2. role::kGrpcOther is the
/// same question with the other TLS setting: what answers it proves a mismatch.
Findings judgeAgentPlatformTls(const JudgeInput &input);

/// Whether the gRPC health check says SERVING: agent-platform-not-serving, agent-platform-no-http2,
/// agent-platform-unreachable, agent-platform-metadata-too-large. UNIMPLEMENTED is the answer of images before 18.10
/// and no fault. Source: facts/endpoints section 2.
Findings judgeAgentPlatformHealth(const JudgeInput &input);

} // namespace duodoctor
