#include "diagnosis/weighing.h"

#include "check/check_judgement.h"
#include "diagnosis/check_traits.h"
#include "diagnosis/consequences.h"
#include "diagnosis/outside_view.h"
#include "judge/finding_ids.h"
#include "judge/finding_vocabulary.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

using ByKey = QHash<CheckKey, const CheckResult *>;

bool isGood(const CheckResult *result)
{
    return result && (result->status == CheckStatus::Passed || result->status == CheckStatus::Warning);
}

/// The same question where the answer matters; certificates are judged there against other files, by another row.
CheckKey whereItMatters(const CheckKey &key)
{
    static const QHash<CheckId, CheckId> otherRows{
        {CheckId{"gateway-certificate"}, CheckId{"gateway-certificate-gitlab"}},
        {CheckId{"gitlab-certificate"}, CheckId{"gitlab-certificate-gateway"}},
        {CheckId{"model-certificate"}, CheckId{"model-certificate-httpx"}},
        {CheckId{"model-certificate-gateway"}, CheckId{"model-certificate-httpx"}},
        {CheckId{"agent-platform-certificate"}, CheckId{"agent-platform-certificate-gitlab"}},
    };
    const auto kind = subjectKindOf(key.check);
    const bool isGatewaysBusiness = kind == SubjectKind::Model || kind == SubjectKind::GitLab;
    return {otherRows.value(key.check, key.check), isGatewaysBusiness ? Vantage::Gateway : Vantage::GitLab,
            key.subject};
}

QString nameOf(Vantage vantage)
{
    return vantage == Vantage::Gateway ? u"the gateway"_s : u"GitLab"_s;
}

void lower(QList<Finding> &findings, Severity to)
{
    for (Finding &finding : findings) {
        finding.severity = std::min(finding.severity, to);
    }
}

void skip(CheckResult &result, Vantage other)
{
    result.status = CheckStatus::Skipped;
    result.skipReason = SkipReason::NotApplicable;
    result.skipDetail = u"This workstation cannot reach it and need not: %1 does."_s.arg(nameOf(other));
    result.blockedBy.clear();
}

/// A failure that only the workstation sees.
CheckResult weighedAgainstOtherPlace(CheckResult result, const ByKey &byKey)
{
    const CheckKey other = whereItMatters(result.key);
    if (result.key.vantage != Vantage::Workstation || result.status != CheckStatus::Failed ||
        !isGood(byKey.value(other))) {
        return result;
    }
    const bool isReachAlone = std::ranges::all_of(result.findings, [](const Finding &finding) {
        return finding.severity < Severity::Error || isAboutReach(finding.id);
    });
    lower(result.findings, isReachAlone ? Severity::Info : Severity::Warning);
    if (isReachAlone) {
        skip(result, other.vantage);
    } else {
        result.status = CheckStatus::Warning;
    }
    return result;
}

/// Whether a slow or buffered answer met a proxy of this workstation's own: it says nothing of the gateway's way.
bool isOnlyOfThisWay(const CheckResult &result)
{
    return std::ranges::all_of(result.findings, [](const Finding &finding) {
        return finding.severity == Severity::Info || finding.id == finding::kConfigProxyBuffering;
    });
}

/// A warning that only the workstation sees, of a way that nobody but the workstation takes.
CheckResult weighedAgainstOwnWay(CheckResult result, const ByKey &byKey)
{
    const CheckKey other = whereItMatters(result.key);
    const CheckResult *there = byKey.value(other);
    if (result.key.vantage == Vantage::Workstation && result.status == CheckStatus::Warning && there &&
        there->status == CheckStatus::Passed && isOnlyOfThisWay(result)) {
        lower(result.findings, Severity::Info);
        result.status = CheckStatus::Passed;
    }
    return result;
}

/// The metrics' port inside is another than the host's when the engine maps it: whoever asks from outside knows better.
CheckResult weighedMetrics(CheckResult result, const ByKey &byKey)
{
    const CheckKey outside{CheckId{"metrics-answer"}, Vantage::Workstation, result.key.subject};
    const CheckResult *answer = byKey.value(outside);
    const bool isKnownOutside = answer && (answer->status == CheckStatus::Passed || !answer->findings.isEmpty());
    if (result.key.check == CheckId{"metrics-inside"} && isKnownOutside && result.status != CheckStatus::Passed &&
        !result.findings.isEmpty()) {
        lower(result.findings, Severity::Info);
        result.status = CheckStatus::Skipped;
        result.skipReason = SkipReason::NotApplicable;
        result.skipDetail = answer->status == CheckStatus::Passed
                                ? u"Inside the container the port is another; from outside it answers."_s
                                : u"Inside the container the port may be another; what was seen from outside counts."_s;
    }
    return result;
}

/// The self test reads a setting by its letters; the check of the settings knows what the gateway makes of it.
CheckResult weighedAgainstSettings(CheckResult result, const ByKey &byKey)
{
    const CheckResult *settings = byKey.value({CheckId{"gateway-environment"}, Vantage::Gateway, {}});
    if (result.key.check != CheckId{"gateway-self-test"} || !settings) {
        return result;
    }
    for (Finding &finding : result.findings) {
        const bool isHarmless = std::ranges::any_of(settings->findings, [&](const Finding &other) {
            return other.id == finding.id && other.severity == Severity::Info;
        });
        finding.severity = isHarmless ? Severity::Info : finding.severity;
    }
    result.status = result.status == CheckStatus::Failed ? statusOf(result.findings) : result.status;
    return result;
}

/// True when nobody outside gets through to a port, though the gateway is well inside.
bool isShutOutside(const Finding &finding, const QList<CheckResult> &results)
{
    const bool isPlatform = finding.arguments.value(Argument::Port) == "50052"_L1;
    const CheckId inside{isPlatform ? "agent-platform-inside" : "gateway-healthz-inside"};
    const CheckId outside{isPlatform ? "agent-platform-connection" : "gateway-connection"};
    bool isWellInside = false;
    bool isRefused = false;
    for (const CheckResult &result : results) {
        isWellInside = isWellInside || (result.key.check == inside && isGood(&result));
        if (result.key.check == outside && isGood(&result)) {
            return false;
        }
        isRefused = isRefused || (result.key.check == outside && result.status == CheckStatus::Failed);
    }
    return isWellInside && isRefused;
}

bool isOfContainer(const CheckKey &key)
{
    return key.check == CheckId{"gateway-container"};
}

/// True when nothing runs under the name that the deployment gives, and the gateway answers all the same.
bool isServedByAnother(const CheckResult &container, const ByKey &byKey)
{
    const bool isAway = isOfContainer(container.key) && std::ranges::any_of(container.findings, [](const Finding &f) {
                            return f.id == finding::kGatewayNotRunning && f.severity == Severity::Error;
                        });
    return isAway && std::ranges::any_of(std::array{Vantage::Workstation, Vantage::GitLab}, [&](Vantage vantage) {
               return isGood(byKey.value({CheckId{"gateway-healthz"}, vantage, {}}));
           });
}

/// Who answers healthz runs: the name is then another than that of the container or pod that serves.
CheckResult weighedAgainstAnswer(CheckResult result, const ByKey &byKey)
{
    if (!isServedByAnother(result, byKey)) {
        return result;
    }
    for (Finding &finding : result.findings) {
        if (finding.id == finding::kGatewayNotRunning) {
            finding.severity = Severity::Warning;
            finding.arguments.set(Argument::Detail,
                                  finding.arguments.value(Argument::Detail) +
                                      u"; the gateway answers all the same, so another one serves it"_s);
        }
    }
    result.status = statusOf(result.findings);
    return result;
}

/// What waited for a container that does not serve could not be asked, and nothing is wrong with it.
void releaseUnasked(QList<CheckResult> &results, const ByKey &byKey)
{
    const CheckResult *container = byKey.value({CheckId{"gateway-container"}, Vantage::Gateway, {}});
    if (!container || !isServedByAnother(*container, byKey)) {
        return;
    }
    QSet<CheckKey> unasked{container->key};
    for (bool moved = true; moved;) {
        moved = false;
        for (CheckResult &result : results) {
            const bool isUnasked =
                result.status == CheckStatus::Blocked && !unasked.contains(result.key) &&
                std::ranges::all_of(result.blockedBy, [&](const CheckKey &key) { return unasked.contains(key); });
            if (isUnasked) {
                result.status = CheckStatus::Skipped;
                result.skipReason = SkipReason::ReachFailed;
                result.skipDetail = u"The container or pod that the deployment names is not the one that serves the "
                                    "gateway, so nothing could be asked there."_s;
                result.blockedBy.clear();
                unasked.insert(result.key);
                moved = true;
            }
        }
    }
}

/// A port without a way out is only a warning while something else may stand in front; closed doors say that none does.
CheckResult weighedPorts(CheckResult result, const QList<CheckResult> &results)
{
    for (Finding &finding : result.findings) {
        if (finding.id == finding::kGatewayPortNotPublished && finding.severity == Severity::Warning &&
            isShutOutside(finding, results)) {
            finding.severity = Severity::Error;
            result.status = CheckStatus::Failed;
        }
    }
    return result;
}

/// Blocked by nothing but what turned out to be no matter: no matter either.
void releaseBlocked(QList<CheckResult> &results)
{
    QHash<CheckKey, CheckStatus> states;
    for (const CheckResult &result : std::as_const(results)) {
        states.insert(result.key, result.status);
    }
    bool moved = true;
    while (moved) {
        moved = false;
        for (CheckResult &result : results) {
            const bool isReleased = result.status == CheckStatus::Blocked && !result.blockedBy.isEmpty() &&
                                    std::ranges::all_of(result.blockedBy, [&](const CheckKey &key) {
                                        return states.value(key, CheckStatus::Failed) == CheckStatus::Skipped;
                                    });
            if (isReleased) {
                skip(result, whereItMatters(result.key).vantage);
                states.insert(result.key, result.status);
                moved = true;
            }
        }
    }
}

/// Whether a check that looks for this now could speak for or against a line of a log.
bool couldSee(const CheckResult &result, const Finding &finding, Vantage logOf)
{
    const CheckDefinition *definition = checkDefinition(result.key.check);
    const bool isProof = definition && definition->findings.contains(finding.id) &&
                         (!isReporter(result.key.check) || result.key.check == CheckId{"full-request"});
    return isProof && result.status != CheckStatus::Skipped &&
           (!isAboutPath(finding.id) || result.key.vantage == logOf);
}

/// True when the gateway is ill inside its container and this would explain it.
bool explainsIllness(const Finding &finding, const CheckKey &log, const QList<CheckResult> &results)
{
    return std::ranges::any_of(results, [&](const CheckResult &result) {
        return result.key.check == CheckId{"gateway-healthz-inside"} && result.status == CheckStatus::Failed &&
               std::ranges::any_of(result.findings, [&](const Finding &illness) {
                   return isConsequence({illness, result.key}, {finding, log}, {true});
               });
    });
}

/// True when what the log tells of is over: somebody looked, and everybody who looked found nothing of it.
bool isOver(const Finding &finding, const CheckKey &log, const QList<CheckResult> &results)
{
    if (explainsIllness(finding, log, results)) {
        return false;
    }
    const Vantage logOf = log.check == CheckId{"gitlab-llm-log"} ? Vantage::GitLab : Vantage::Gateway;
    bool wasLookedFor = false;
    for (const CheckResult &result : results) {
        if (!couldSee(result, finding, logOf)) {
            continue;
        }
        const bool sees = std::ranges::any_of(result.findings, [&](const Finding &other) {
            return other.id == finding.id && other.severity > Severity::Info;
        });
        if (sees || !isGood(&result)) {
            return false;
        }
        wasLookedFor = true;
    }
    return wasLookedFor;
}

} // namespace

QList<CheckResult> weighedResults(const QList<CheckResult> &results)
{
    ByKey byKey;
    for (const CheckResult &result : results) {
        byKey.insert(result.key, &result);
    }
    const bool isOutside = standsOutside(results);
    QList<CheckResult> weighed;
    for (const CheckResult &result : results) {
        const CheckResult seen = isOutside ? seenFromOutside(result) : result;
        const CheckResult byPlace = weighedAgainstOwnWay(weighedAgainstOtherPlace(seen, byKey), byKey);
        const CheckResult byAnswer = weighedAgainstAnswer(byPlace, byKey);
        weighed << weighedPorts(weighedAgainstSettings(weighedMetrics(byAnswer, byKey), byKey), results);
    }
    releaseUnasked(weighed, byKey);
    releaseBlocked(weighed);
    for (CheckResult &result : weighed) {
        if (!isOfLog(result.key.check) || result.status != CheckStatus::Failed) {
            continue;
        }
        for (Finding &finding : result.findings) {
            if (finding.severity == Severity::Error && isOver(finding, result.key, results)) {
                finding.severity = Severity::Warning;
            }
        }
        result.status = statusOf(result.findings);
    }
    return weighed;
}

} // namespace duodoctor
