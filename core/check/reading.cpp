#include "check/reading.h"

namespace duodoctor
{

CheckResult readEvidence(const EvidencePtr &evidence, const ReadingContext &)
{
    CheckResult result;
    result.key = {CheckId{"read-unrecognised"}, evidence->vantage, {}};
    result.status = CheckStatus::Passed;
    result.evidence = {evidence};
    return result;
}

QString readingTitle(CheckId)
{
    return {};
}

} // namespace duodoctor
