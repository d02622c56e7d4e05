#include "diagnosis/outside_view.h"

#include "diagnosis/check_traits.h"
#include "evidence/http_exchange.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

bool isLive(const EvidencePtr &piece)
{
    return piece->source == EvidenceSource::Live;
}

/// True when the other end sent anything at all, a refusal included.
bool isReached(const EvidencePtr &piece)
{
    const HttpExchange *exchange = piece->httpExchange();
    if (!exchange || !isLive(piece)) {
        return false;
    }
    const NetworkFailure &failure = exchange->failure;
    return !failure || failure.stage > NetworkStage::Connect || failure.kind == NetworkFailureKind::Refused ||
           failure.kind == NetworkFailureKind::ClosedByPeer;
}

bool isFailedReach(const CheckResult &result)
{
    return result.status == CheckStatus::Failed && !result.evidence.isEmpty() &&
           std::ranges::all_of(result.evidence, isLive) &&
           std::ranges::all_of(result.findings, [](const Finding &finding) {
               return finding.severity < Severity::Error || isAboutReach(finding.id);
           });
}

/// A name that is found says little: many answer for every name.
bool isReachOf(const CheckResult &result)
{
    return result.key.check != CheckId{"gitlab-name"} && std::ranges::any_of(result.evidence, isReached);
}

/// True when a person was asked for what stands at GitLab or at the gateway, or brought it.
bool isByHand(const CheckResult &result)
{
    return result.key.vantage != Vantage::Workstation &&
           (result.skipReason == SkipReason::ByHand || std::ranges::any_of(result.evidence, std::not_fn(isLive)));
}

} // namespace

bool standsOutside(const QList<CheckResult> &results)
{
    bool isPasted = false;
    bool isGitlabMissing = false;
    for (const CheckResult &result : results) {
        const bool isHere = result.key.vantage == Vantage::Workstation;
        if (isHere ? isReachOf(result) : std::ranges::any_of(result.evidence, isLive)) {
            return false;
        }
        isPasted = isPasted || isByHand(result);
        isGitlabMissing = isGitlabMissing ||
                          (isHere && subjectKindOf(result.key.check) == SubjectKind::GitLab && isFailedReach(result));
    }
    return isPasted && isGitlabMissing;
}

CheckResult seenFromOutside(CheckResult result)
{
    if (result.key.vantage != Vantage::Workstation || !isFailedReach(result)) {
        return result;
    }
    for (Finding &finding : result.findings) {
        finding.severity = Severity::Info;
    }
    result.status = CheckStatus::Skipped;
    result.skipReason = SkipReason::NotApplicable;
    result.skipDetail = u"This workstation stands outside: it reaches nothing of this deployment."_s;
    result.blockedBy.clear();
    return result;
}

} // namespace duodoctor
