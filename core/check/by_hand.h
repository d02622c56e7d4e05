#pragma once

#include "check/check_definition.h"
#include "check/check_result.h"

#include <optional>

namespace duodoctor
{

/// What a person runs in the place of this check, where there is no access: the row's own instruction, or the command
/// that shows the same as its first request, wrapped for the place (GitLab host, container, pod).
/// None for checks that look at nothing (a URL's form) and for subjects that the deployment lacks.
std::optional<HandInstruction> handInstruction(const CheckKey &key, const Deployment &deployment);

} // namespace duodoctor
