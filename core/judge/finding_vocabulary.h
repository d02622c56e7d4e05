#pragma once

#include "judge/finding.h"

#include <span>

namespace duodoctor
{

/// One row of the vocabulary (contract/findings.json).
struct FindingDefinition {
    FindingId id;
    QLatin1StringView group;
    Severity severity; ///< the default; a judge may lower it, never raise it

    constexpr FindingDefinition(FindingId findingId, const char *groupName, Severity defaultSeverity)
        : id(findingId)
        , group(groupName)
        , severity(defaultSeverity)
    {
    }
};

std::span<const FindingDefinition> findingVocabulary();
/// The row of an id, or null for an id that the vocabulary does not know.
const FindingDefinition *findingDefinition(FindingId id);
const FindingDefinition *findingDefinition(QStringView wireId);

} // namespace duodoctor
