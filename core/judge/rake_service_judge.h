#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

// What the rake task tells of the services around GitLab. Source: facts/rake_output.

/// Its probes of the transport, one for each endpoint.
Findings judgeRakeTransport(const JudgeInput &input, const RakeReport &report);

/// The Agent Platform service; nothing where nobody wants one.
Findings judgeRakeWorkflowService(const JudgeInput &input, const RakeReport &report);

/// The WebSocket that GitLab opens to itself.
Findings judgeRakeWebSocket(const JudgeInput &input, const RakeReport &report);

} // namespace duodoctor
