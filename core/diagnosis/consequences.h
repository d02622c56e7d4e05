#pragma once

#include "check/check_result.h"
#include "judge/finding.h"

namespace duodoctor
{

/// A finding with the check that gave it: what it is about and from where it was seen.
struct SeenFinding {
    Finding finding;
    CheckKey check;
};

/// What a consequence may depend on besides the two findings.
struct ConsequenceContext {
    bool isUnhealthyInside = false; ///< the gateway was asked inside its container and is not well
};

/// True when `effect` is only what follows from `cause`: a pair of the table, at places that belong together. Findings
/// of checks that are blocked never get this far; this is for checks that stand side by side.
bool isConsequence(const SeenFinding &effect, const SeenFinding &cause, const ConsequenceContext &context = {});

/// Where a finding is: the proxy, the host and port, the file, the model, or the subject. Two findings of one id at one
/// locus are one cause.
QString locusOf(const Finding &finding);

/// True for a finding that does not say of which host or model it is, as those of a log.
bool isWithoutPlace(const Finding &finding);

} // namespace duodoctor
