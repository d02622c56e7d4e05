#pragma once

#include "judge/judge_input.h"

#include <QString>

#include <optional>

namespace duodoctor
{

/// An environment with what is needed to judge it. Lives as long as the judge's input.
struct EnvironmentView {
    const EnvironmentListing &listing;
    const Deployment &deployment;
    bool isHostNetwork = false; ///< localhost is then the host itself

    /// The value as the process has it; none when the listing lacks it.
    std::optional<QString> raw(const QString &name) const;
    /// The same without blanks, a carriage return and quotes around; empty when the listing lacks it.
    QString value(const QString &name) const;
    bool has(const QString &name) const { return listing.contains(name); }
    /// True when the listing is whole, so that what it lacks is not set. A file never proves that.
    bool lacks(const QString &name) const { return isWhole() && !has(name); }
    bool isWhole() const { return !listing.isPartial && !listing.isFile; }
    /// True for a known version of at least that; @param ifUnknown is the answer without a version.
    bool isAtLeast(int major, int minor, bool ifUnknown) const;
};

/// Pydantic's true: 1, true, t, yes, y, on, in any case.
bool isTruthy(const QString &value);

// The parts of environment_judge.h, by topic.
Findings judgeSwitches(const EnvironmentView &view);
Findings judgeEnvironmentUrls(const EnvironmentView &view);
Findings judgeKeys(const EnvironmentView &view);
Findings judgeServicePorts(const EnvironmentView &view);
Findings judgeSurroundings(const EnvironmentView &view); ///< proxies, bundles, caches, cloud credentials

} // namespace duodoctor
