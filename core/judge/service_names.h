#pragma once

#include <QLatin1StringView>

/// Services as sentences name them, for Argument::Service.
namespace duodoctor::service
{

inline constexpr QLatin1StringView kGateway{"the AI Gateway"};
inline constexpr QLatin1StringView kAgentPlatform{"the Agent Platform service"};

} // namespace duodoctor::service
