#pragma once

#include <QLatin1StringView>
#include <QString>

#include <optional>

namespace duodoctor
{

/// The place a probe looks from. The same question asked from two vantages is two checks.
enum class Vantage { Workstation, GitLab, Gateway };

/// Wire spelling as in the report contract: `workstation`, `gitlab`, `gateway`.
QLatin1StringView toWire(Vantage vantage);
std::optional<Vantage> vantageFromWire(QStringView text);

} // namespace duodoctor
