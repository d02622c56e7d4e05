#pragma once

#include <QString>

#include <compare>
#include <optional>

namespace duodoctor
{

/// A GitLab version such as 18.2.1; a missing patch counts as unknown and compares as 0.
/// Suffixes (`-ee`, `-pre`) are read and dropped.
struct GitLabVersion {
    int major = 0;
    int minor = 0;
    std::optional<int> patch;

    static std::optional<GitLabVersion> parse(QStringView text);
    /// `18.2.1`, or `18.2` where no patch is known.
    QString toString() const;
    /// True when major and minor agree, which is what GitLab's image tag rule asks for.
    bool isSameMinor(const GitLabVersion &other) const { return major == other.major && minor == other.minor; }

    friend std::strong_ordering operator<=>(const GitLabVersion &a, const GitLabVersion &b);
    friend bool operator==(const GitLabVersion &a, const GitLabVersion &b) { return (a <=> b) == 0; }
};

/// An inclusive range of versions on the level of major.minor; an open end holds for every version on that side.
/// Written `17.9-19.2`, `17.9+`, `-17.8` or `all` in the playbook.
struct GitLabVersionRange {
    std::optional<GitLabVersion> from;
    std::optional<GitLabVersion> to;

    static std::optional<GitLabVersionRange> parse(QStringView text);
    bool contains(const GitLabVersion &version) const;
    QString toString() const;
};

} // namespace duodoctor
