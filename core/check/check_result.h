#pragma once

#include "check/check_id.h"
#include "deployment/vantage.h"
#include "evidence/evidence.h"
#include "judge/finding.h"

#include <QList>
#include <QString>

#include <chrono>

namespace duodoctor
{

/// One question about one subject from one vantage: what a result answers.
struct CheckKey {
    CheckId check;
    Vantage vantage = Vantage::Workstation;
    QString subject; ///< as in Finding::subject
    friend bool operator==(const CheckKey &, const CheckKey &) = default;
    friend size_t qHash(const CheckKey &key, size_t seed = 0)
    {
        return qHashMulti(seed, key.check, static_cast<int>(key.vantage), key.subject);
    }
};

/// Passed also with findings of severity info; Blocked: a check before it failed, so nothing can be said.
enum class CheckStatus { Passed, Warning, Failed, Skipped, Blocked };
QLatin1StringView toWire(CheckStatus status);

/// Why a check was not made. Worded in one place (check_wording.h).
enum class SkipReason {
    None,
    NotConfigured,      ///< the deployment names nothing to look at
    CompletionDisabled, ///< the user left out what costs GPU time
    NoReach,            ///< the deployment names no way to that vantage
    ReachFailed,        ///< the way to that vantage does not work; the evidence says why
    ByHand,             ///< a person has to run a command and paste what comes back
    NotApplicable,      ///< does not apply to this kind of server or version
    Cancelled
};

struct CheckResult {
    CheckKey key;
    CheckStatus status = CheckStatus::Skipped;
    SkipReason skipReason = SkipReason::None;
    QString skipDetail; ///< for ReachFailed: what is wrong with the way there and what to do, in sentences
    QList<CheckKey> blockedBy;
    QList<Finding> findings; ///< most severe first
    QList<EvidencePtr> evidence;
    std::chrono::milliseconds duration{0};
    Phases phases;
};

} // namespace duodoctor

Q_DECLARE_METATYPE(duodoctor::CheckResult)
Q_DECLARE_METATYPE(duodoctor::CheckKey)
