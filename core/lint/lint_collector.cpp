#include "lint/lint_collector.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

QString wordsFor(Place place)
{
    if (place.line <= 0) {
        return {};
    }
    return place.column > 0 ? u"line %1, column %2"_s.arg(place.line).arg(place.column) : u"line %1"_s.arg(place.line);
}

} // namespace

LintCollector::LintCollector(const QString &name)
    : m_name(name.isEmpty() ? u"(pasted text)"_s : name)
{
}

void LintCollector::add(FindingId id, Place place, Arguments arguments)
{
    append(makeFinding(id, std::move(arguments)), place);
}

void LintCollector::add(FindingId id, Severity severity, Place place, Arguments arguments)
{
    append(makeFinding(id, severity, std::move(arguments)), place);
}

void LintCollector::add(FindingId id, Place place, const QString &detail)
{
    add(id, place, Arguments{{Argument::Detail, detail}});
}

void LintCollector::add(FindingId id, Severity severity, Place place, const QString &detail)
{
    add(id, severity, place, Arguments{{Argument::Detail, detail}});
}

bool LintCollector::contains(FindingId id) const
{
    return std::ranges::any_of(m_findings, [id](const LintFinding &known) { return known.finding.id == id; });
}

bool LintCollector::containsAt(FindingId id, int line) const
{
    return std::ranges::any_of(
        m_findings, [id, line](const LintFinding &known) { return known.finding.id == id && known.line == line; });
}

QList<LintFinding> LintCollector::findings() const
{
    QList<LintFinding> sorted = m_findings;
    std::ranges::stable_sort(sorted, {}, [](const LintFinding &found) { return std::pair{found.line, found.column}; });
    return sorted;
}

void LintCollector::append(Finding finding, Place place)
{
    const bool isKnown = std::ranges::any_of(m_findings, [&](const LintFinding &known) {
        return known.finding.id == finding.id && known.line == place.line && known.column == place.column;
    });
    if (isKnown || m_findings.size() >= kMaxFindings) {
        return;
    }
    const QString words = wordsFor(place);
    const QString detail = finding.arguments.value(Argument::Detail);
    if (!words.isEmpty()) {
        finding.arguments.set(Argument::Detail, detail.isEmpty() ? words : words + u": "_s + detail);
        finding.arguments.set(Argument::Line, qint64{place.line});
        finding.arguments.set(Argument::Column, qint64{place.column});
    }
    finding.arguments.set(Argument::File, m_name);
    finding.arguments.merge(Arguments{{Argument::Path, m_name}});
    m_findings.append({std::move(finding), place.line, place.column});
}

} // namespace duodoctor
