#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

/// gateway-tmp-read-only, gateway-hf-home-not-writable (role::kFolders).
Findings judgeFolderAccess(const JudgeInput &input);

} // namespace duodoctor
