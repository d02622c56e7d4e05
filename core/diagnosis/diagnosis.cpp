#include "diagnosis/diagnosis.h"

#include "check/check_definition.h"
#include "diagnosis/check_traits.h"
#include "diagnosis/consequences.h"
#include "diagnosis/weighing.h"
#include "judge/finding_ids.h"
#include "judge/finding_vocabulary.h"

#include <QHash>

#include <algorithm>
#include <tuple>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// Findings that say what happened and leave open why.
bool leavesCauseOpen(FindingId id)
{
    using namespace finding;
    static const QList<FindingId> open{
        kConnectTimeout, kResponseTimeout, kConnectionClosed, kTlsHandshakeFailed,       kProxyInterceptsInternal,
        kModelTimeout,   kModelSlow,       kModelServerError, kAgentPlatformUnreachable, kGatewayMetricsUnreachable};
    return open.contains(id);
}

Confidence confidenceOf(const Finding &finding, CheckId check)
{
    const FindingDefinition *definition = findingDefinition(finding.id);
    if (definition && finding.severity < definition->severity) {
        return Confidence::Possible;
    }
    return leavesCauseOpen(finding.id) || isOfLog(check) ? Confidence::Likely : Confidence::Confirmed;
}

/// Position of a check in the chain; the nearer to its beginning, the more it explains.
qsizetype chainPosition(CheckId id)
{
    const auto catalogue = checkCatalogue();
    return std::ranges::find(catalogue, id, &CheckDefinition::id) - catalogue.begin();
}

/// One more finding of a cause that is known already: the graver and the more direct view stands for all.
void join(RootCause &known, const RootCause &other)
{
    if (known.check == other.check) {
        return;
    }
    const auto weight = [](const RootCause &cause) {
        return std::tuple(static_cast<int>(cause.finding.severity), !isWithoutPlace(cause.finding),
                          !isOfLog(cause.check.check));
    };
    const bool isBetter = weight(other) > weight(known);
    const Confidence confidence = std::min(known.confidence, other.confidence);
    QList<CheckKey> others = known.alsoSeenBy + other.alsoSeenBy;
    others << (isBetter ? known.check : other.check);
    if (isBetter) {
        known = other;
    }
    known.alsoSeenBy = others;
    known.confidence = confidence;
}

/// What names no place is the same as what names one: a log's line and the check that sees it now.
QList<RootCause> withoutPlaceless(QList<RootCause> candidates)
{
    QList<RootCause> placed;
    for (const RootCause &candidate : std::as_const(candidates)) {
        const auto known = std::ranges::find_if(placed, [&](const RootCause &other) {
            return other.finding.id == candidate.finding.id &&
                   (isWithoutPlace(candidate.finding) || isWithoutPlace(other.finding));
        });
        const bool isReport =
            isReporter(candidate.check.check) || (known != placed.end() && isReporter(known->check.check));
        if (known != placed.end() && isReport) {
            join(*known, candidate);
        } else {
            placed << candidate;
        }
    }
    return placed;
}

/// One cause for all findings of the same id at the same place.
QList<RootCause> mergedCandidates(const QList<CheckResult> &results)
{
    QList<RootCause> candidates;
    QHash<std::pair<FindingId, QString>, qsizetype> byPlace;
    for (const CheckResult &result : results) {
        for (const Finding &finding : result.findings) {
            if (finding.severity == Severity::Info) {
                continue;
            }
            const RootCause seen{finding, result.key, confidenceOf(finding, result.key.check), {}, {}};
            const std::pair place{finding.id, locusOf(finding)};
            const auto known = byPlace.constFind(place);
            if (known == byPlace.cend()) {
                byPlace.insert(place, candidates.size());
                candidates << seen;
            } else {
                join(candidates[*known], seen);
            }
        }
    }
    return withoutPlaceless(candidates);
}

/// The checks at whose door a blocked check's block ends.
QList<CheckKey> failedBehind(const CheckKey &blocked, const QHash<CheckKey, const CheckResult *> &byKey, int depth = 0)
{
    constexpr int kMaxDepth = 32; // longer than any chain of prerequisites
    QList<CheckKey> origins;
    const CheckResult *result = byKey.value(blocked);
    if (!result || depth > kMaxDepth) {
        return origins;
    }
    for (const CheckKey &before : result->blockedBy) {
        const CheckResult *other = byKey.value(before);
        if (other && other->status == CheckStatus::Blocked) {
            origins << failedBehind(before, byKey, depth + 1);
        } else {
            origins << before;
        }
    }
    return origins;
}

void attributeBlockedChecks(QList<RootCause> &causes, const QList<CheckResult> &results)
{
    QHash<CheckKey, const CheckResult *> byKey;
    for (const CheckResult &result : results) {
        byKey.insert(result.key, &result);
    }
    for (const CheckResult &result : results) {
        if (result.status != CheckStatus::Blocked) {
            continue;
        }
        const QList<CheckKey> origins = failedBehind(result.key, byKey);
        for (RootCause &cause : causes) {
            const bool isBehind =
                cause.finding.severity == Severity::Error && std::ranges::any_of(origins, [&](const CheckKey &origin) {
                    return origin == cause.check || cause.alsoSeenBy.contains(origin);
                });
            if (isBehind && !cause.explains.contains(result.key)) {
                cause.explains << result.key;
            }
        }
    }
}

DiagnosisSummary summaryOf(const QList<CheckResult> &results)
{
    DiagnosisSummary summary;
    for (const CheckResult &result : results) {
        switch (result.status) {
        case CheckStatus::Passed:
            ++summary.passed;
            break;
        case CheckStatus::Warning:
            ++summary.warnings;
            break;
        case CheckStatus::Failed:
            ++summary.failed;
            break;
        case CheckStatus::Skipped:
            ++summary.skipped;
            break;
        case CheckStatus::Blocked:
            ++summary.blocked;
            break;
        }
    }
    if (summary.failed > 0) {
        summary.status = HealthStatus::Broken;
    } else if (summary.warnings > 0) {
        summary.status = HealthStatus::Degraded;
    } else if (summary.passed > 0) {
        summary.status = HealthStatus::Healthy;
    }
    return summary;
}

/// The gateway was asked inside its container, and did not answer well.
bool isUnhealthyInside(const QList<CheckResult> &results)
{
    return std::ranges::any_of(results, [](const CheckResult &result) {
        return result.key.check == CheckId{"gateway-healthz-inside"} &&
               (result.status == CheckStatus::Failed || result.status == CheckStatus::Blocked);
    });
}

/// A door that stands open does not keep Duo from working: after the errors that do, before the warnings. A secret in a
/// text that somebody captured explains nothing at all.
int gravityOf(const RootCause &cause)
{
    using namespace finding;
    if (cause.finding.id == kSecretExposed) {
        return 3;
    }
    if (cause.finding.id == kGatewayAuthBypassed || cause.finding.id == kGitlabSelfSignsTokens) {
        return 1;
    }
    return cause.finding.severity == Severity::Error ? 0 : 2;
}

/// The lower, the earlier. What only a log tells stands behind what is seen now.
auto rankOf(const RootCause &cause)
{
    return std::tuple(gravityOf(cause), static_cast<int>(cause.confidence) / 2, isOfLog(cause.check.check),
                      chainPosition(cause.check.check));
}

} // namespace

QLatin1StringView toWire(Confidence confidence)
{
    switch (confidence) {
    case Confidence::Confirmed:
        return "confirmed"_L1;
    case Confidence::Likely:
        return "likely"_L1;
    case Confidence::Possible:
        return "possible"_L1;
    }
    return {};
}

QLatin1StringView toWire(HealthStatus status)
{
    switch (status) {
    case HealthStatus::Healthy:
        return "healthy"_L1;
    case HealthStatus::Degraded:
        return "degraded"_L1;
    case HealthStatus::Broken:
        return "broken"_L1;
    case HealthStatus::Unknown:
        return "unknown"_L1;
    }
    return {};
}

Diagnosis diagnose(const QList<CheckResult> &given)
{
    const QList<CheckResult> results = weighedResults(given);
    const QList<RootCause> candidates = mergedCandidates(results);
    const ConsequenceContext context{isUnhealthyInside(results)};
    // What several places see explains what follows from it at any of them.
    const auto follows = [&](const RootCause &effect, const RootCause &cause) {
        return std::ranges::any_of(QList{cause.check} + cause.alsoSeenBy, [&](const CheckKey &seenBy) {
            return isConsequence({effect.finding, effect.check}, {cause.finding, seenBy}, context);
        });
    };
    QList<RootCause> causes;
    for (const RootCause &candidate : candidates) {
        const bool isExplained = std::ranges::any_of(candidates, [&](const RootCause &other) {
            return other.finding.severity >= candidate.finding.severity && follows(candidate, other);
        });
        if (!isExplained) {
            causes << candidate;
        }
    }
    // What stands in the table of consequences never stands alone on both sides, but a circle must not leave nothing.
    if (causes.isEmpty()) {
        causes = candidates;
    }
    for (const RootCause &candidate : candidates) {
        for (RootCause &cause : causes) {
            if (candidate.check != cause.check && follows(candidate, cause) &&
                !cause.explains.contains(candidate.check)) {
                cause.explains << candidate.check;
            }
        }
    }
    attributeBlockedChecks(causes, results);
    std::ranges::stable_sort(causes, [](const RootCause &a, const RootCause &b) { return rankOf(a) < rankOf(b); });
    return {summaryOf(results), causes};
}

} // namespace duodoctor
