#include "judge/rake_findings.h"

#include "judge/exchange_facts.h"

#include <algorithm>

namespace duodoctor
{

Finding fromRake(const JudgeInput &input, FindingId id, Arguments arguments)
{
    return findingFrom(input, role::kRake, id, std::move(arguments));
}

Finding fromRake(const JudgeInput &input, FindingId id, Severity severity, Arguments arguments)
{
    return findingFrom(input, role::kRake, id, severity, std::move(arguments));
}

void addRubyError(const JudgeInput &input, Findings &findings, std::optional<Finding> finding, Severity severity)
{
    if (!finding) {
        return;
    }
    finding->severity = std::min(finding->severity, severity);
    if (const EvidencePtr evidence = input.find(role::kRake)) {
        finding->evidence = {evidence};
    }
    findings << *finding;
}

} // namespace duodoctor
