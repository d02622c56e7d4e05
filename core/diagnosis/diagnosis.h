#pragma once

#include "check/check_result.h"

#include <QList>

namespace duodoctor
{

enum class Confidence { Confirmed, Likely, Possible };
QLatin1StringView toWire(Confidence confidence);

/// One root cause: a finding that is not only the consequence of another.
struct RootCause {
    Finding finding;
    CheckKey check; ///< the check that found it
    Confidence confidence = Confidence::Likely;
    QList<CheckKey> alsoSeenBy; ///< other checks with the same cause (same proxy, same host ...)
    QList<CheckKey> explains;   ///< checks that failed or are blocked because of it
};

enum class HealthStatus { Healthy, Degraded, Broken, Unknown };
QLatin1StringView toWire(HealthStatus status);

struct DiagnosisSummary {
    HealthStatus status = HealthStatus::Unknown;
    int passed = 0;
    int warnings = 0;
    int failed = 0;
    int skipped = 0;
    int blocked = 0;
};

struct Diagnosis {
    DiagnosisSummary summary;
    QList<RootCause> rootCauses; ///< most likely first; errors before warnings; infos never
};

/// Ranks the root causes of a run. Pure.
/// @param results  of one run, in any order.
Diagnosis diagnose(const QList<CheckResult> &results);

} // namespace duodoctor
