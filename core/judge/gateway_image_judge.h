#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

/// The gateway's image reference against GitLab's version: gateway-version-mismatch (major.minor differ),
/// gateway-version-patch-behind, gateway-image-nightly (nightly, `latest` or no tag). Looks at the deployment only.
/// A patch above or below GitLab's is in order; an unknown version or tag form is no fault.
/// Source: facts/versions section 4, facts/sizing_models section 3.
Findings judgeGatewayImage(const JudgeInput &input);

} // namespace duodoctor
