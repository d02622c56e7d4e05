#include "playbook/version_gap.h"

#include <algorithm>
#include <utility>

namespace duodoctor
{

namespace
{

constexpr int kLastMinor = 11; ///< GitLab's last minor version before the next major one, since 11.11

GitLabVersion after(const GitLabVersion &version)
{
    return version.minor >= kLastMinor ? GitLabVersion{version.major + 1, 0, std::nullopt}
                                       : GitLabVersion{version.major, version.minor + 1, std::nullopt};
}

GitLabVersion before(const GitLabVersion &version)
{
    return version.minor == 0 ? GitLabVersion{version.major - 1, kLastMinor, std::nullopt}
                              : GitLabVersion{version.major, version.minor - 1, std::nullopt};
}

} // namespace

std::optional<GitLabVersion> versionGap(const GitLabVersionRange &whole, const QList<GitLabVersionRange> &parts)
{
    // Coverage changes at the ends of ranges only, so the versions around them stand for all.
    QList<GitLabVersion> probes{{17, 1, std::nullopt}};
    QList<GitLabVersionRange> ranges = parts;
    ranges << whole;
    for (const GitLabVersionRange &range : std::as_const(ranges)) {
        if (range.from) {
            probes << *range.from << before(*range.from);
        }
        if (range.to) {
            probes << *range.to << after(*range.to);
        }
    }
    std::ranges::sort(probes, [](const GitLabVersion &a, const GitLabVersion &b) { return a < b; });
    const auto gap = std::ranges::find_if(probes, [&](const GitLabVersion &probe) {
        return whole.contains(probe) &&
               std::ranges::none_of(parts, [&](const GitLabVersionRange &part) { return part.contains(probe); });
    });
    return gap == probes.end() ? std::nullopt : std::optional{*gap};
}

} // namespace duodoctor
