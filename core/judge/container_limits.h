#pragma once

#include "judge/finding.h"

#include <QString>

#include <optional>

namespace duodoctor
{

/// Below this the gateway does not run: 512 MB and two processors (facts/sizing_models section 1). 0 and none: no
/// limit.
std::optional<Finding> judgeLimits(std::optional<qint64> memoryBytes, std::optional<double> cpus, const QString &who);

/// `512Mi`, `1G`, `2500m` of Kubernetes in bytes or cores; none when it is no quantity.
std::optional<double> readQuantity(const QString &text);

/// What an exit code suggests: `exit code 137: it was killed, most often for its memory`.
QString wordsForExit(int code);

} // namespace duodoctor
