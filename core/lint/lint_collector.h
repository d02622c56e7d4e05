#pragma once

#include "lint/configuration_lint.h"
#include "lint/place.h"

namespace duodoctor
{

/// Gathers the mistakes of one text, words their places, and keeps one of those that are told twice.
class LintCollector
{
public:
    /// @param name  of the file; empty for a paste
    explicit LintCollector(const QString &name);

    /// The vocabulary's severity. Sets Line, Column and File, and Path where the caller did not; the place goes before
    /// the Detail. At most kMaxFindings are kept.
    void add(FindingId id, Place place, Arguments arguments = {});
    void add(FindingId id, Severity severity, Place place, Arguments arguments = {});
    /// The same with a detail alone: lower case, without a full stop.
    void add(FindingId id, Place place, const QString &detail);
    void add(FindingId id, Severity severity, Place place, const QString &detail);

    bool contains(FindingId id) const;
    bool containsAt(FindingId id, int line) const;
    /// In the order of their places; those of the text as a whole come first.
    QList<LintFinding> findings() const;

private:
    static constexpr qsizetype kMaxFindings = 200;
    void append(Finding finding, Place place);

    QString m_name;
    QList<LintFinding> m_findings;
};

} // namespace duodoctor
