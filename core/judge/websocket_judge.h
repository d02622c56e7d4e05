#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

/// Whether a WebSocket upgrade reaches GitLab (role::kWebSocket): websocket-upgrade-blocked. 101, 401 and 403 are
/// answers that only come when the upgrade was forwarded; 404 is what GitLab before 18.4 says of this path, and no
/// fault unless a newer version is known. Nothing when no answer came: other checks say that.
/// Source: facts/endpoints section 4, facts/commands G4.
Findings judgeWebSocket(const JudgeInput &input);

} // namespace duodoctor
