#pragma once

#include "judge/evidence_role.h"
#include "judge/judge_input.h"

/// The parts of reading.cpp: each judges one sort of captured evidence. The evidence stands at role::kExchange.
namespace duodoctor::reading
{

/// An exchange with a URL, a body alone, a status alone.
Findings judgeExchange(const JudgeInput &input, const EvidencePtr &evidence);
/// An answer of which only the body or the status is known.
Findings judgeBareAnswer(const JudgeInput &input, const EvidencePtr &evidence);
/// What an answer of a model server means. @param role  of the exchange: kModels or kCompletion.
Findings judgeModelAnswer(const JudgeInput &input, const EvidencePtr &evidence, QLatin1StringView role);
/// A certificate's verdict that another machine gave (facts/commands C), and what the chain shows by itself.
Findings judgeForeignVerdict(const JudgeInput &input, const EvidencePtr &evidence);
/// A pasted file of certificates.
Findings judgePastedCertificates(const JudgeInput &input, const EvidencePtr &evidence);
/// What an earlier report found.
Findings judgeEarlierReport(const EvidencePtr &evidence);

} // namespace duodoctor::reading
