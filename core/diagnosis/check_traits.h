#pragma once

#include "check/check_definition.h"
#include "judge/finding.h"

namespace duodoctor
{

/// True for checks that read a log: what they find happened some time ago.
bool isOfLog(CheckId check);

/// True for checks that tell what somebody else's request met: logs, the rake task, the self test, a request by Rails.
/// What they name may be about the gateway or a model alike.
bool isReporter(CheckId check);

/// What the check is about; none for checks that are not in the catalogue.
std::optional<SubjectKind> subjectKindOf(CheckId check);

/// True for findings that say that a host is not reached.
bool isAboutReach(FindingId id);

/// True for findings of the groups `network` and `tls`, which hold for one path only.
bool isAboutPath(FindingId id);

} // namespace duodoctor
