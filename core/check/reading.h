#pragma once

#include "check/check_result.h"
#include "deployment/deployment.h"
#include "evidence/evidence.h"

#include <QDateTime>

#include <memory>

namespace duodoctor
{

class TrustStore;

/// What is known beside a captured text while it is judged.
struct ReadingContext {
    const Deployment *deployment = nullptr;        ///< never null; a default one when nothing is known
    QDateTime now;                                 ///< UTC
    std::shared_ptr<const TrustStore> systemTrust; ///< may be null
};

/// Judges one piece of captured evidence with the judges of the live checks, chosen by its kind and by what it shows of
/// itself (the path of a URL, the form of a body). The result's check id is `read-KIND`. Foreign text that held a
/// credential gets secret-exposed; unrecognised text gets unrecognised and nothing else. Pure.
CheckResult readEvidence(const EvidencePtr &evidence, const ReadingContext &context);

/// The title of a `read-KIND` check, and of the one that lints a file; empty for other ids.
QString readingTitle(CheckId id);
/// What evidence of this kind is, in words: "The list of containers". The name on the wire for kinds that nobody reads.
QString titleOfKind(EvidenceKind kind);

} // namespace duodoctor
