#include "check/reading_parts.h"
#include "judge/finding_ids.h"
#include "judge/finding_vocabulary.h"

#include <algorithm>

namespace duodoctor::reading
{

Findings judgeEarlierReport(const EvidencePtr &evidence)
{
    Findings findings;
    for (const EarlierReport::Entry &entry : evidence->as<EarlierReport>()->findings) {
        const FindingDefinition *definition = findingDefinition(entry.findingId);
        const std::optional<Severity> severity = severityFromWire(entry.severity);
        if (definition == nullptr || !severity || !entry.isRootCause) {
            continue;
        }
        Finding finding =
            makeFinding(definition->id, std::min(*severity, definition->severity), {{Argument::Detail, entry.message}});
        finding.subject = entry.subject;
        findings.append(finding);
    }
    return findings;
}

} // namespace duodoctor::reading
