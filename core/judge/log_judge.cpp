#include "judge/log_judge.h"

#include "judge/error_finding.h"
#include "judge/evidence_role.h"
#include "judge/exchange_facts.h"
#include "judge/finding_ids.h"
#include "judge/finding_vocabulary.h"
#include "judge/log_cause.h"

#include <QSet>

#include <algorithm>
#include <tuple>

namespace duodoctor
{

using namespace Qt::StringLiterals;
using namespace finding;

namespace
{

/// An unreachable portal costs two requests of ten seconds (facts/errors GW32).
constexpr double kPortalDelaySeconds = 15.0;
/// So many good requests after an error say that it is over.
constexpr int kManySuccesses = 5;

struct Cause {
    FindingId id;
    Arguments arguments;
    int count = 0;
    int successesBefore = 0; ///< successful requests before its newest entry
    qsizetype newest = 0;
    bool isSymptom = true;
};

bool isSuccess(const LogEntry &entry)
{
    if (entry.isFailure()) {
        return false;
    }
    if (entry.isFromGitlab) {
        return entry.eventName == "streaming_finished"_L1 || entry.eventName == "response_received"_L1 ||
               entry.eventName == "final_answer_received"_L1;
    }
    return entry.status == 200 && entry.details.isEmpty() && isGatewayApiPath(entry.path);
}

class LogReview
{
public:
    explicit LogReview(const ServiceLog &log)
    {
        for (const LogEntry &entry : log.entries) {
            review(entry);
            ++m_at;
        }
        dropExplained();
    }

    QList<Cause> causes() const
    {
        QList<Cause> sorted = m_causes;
        std::ranges::stable_sort(sorted, [](const Cause &a, const Cause &b) {
            const Severity left = findingDefinition(a.id)->severity;
            const Severity right = findingDefinition(b.id)->severity;
            return std::tuple(b.isSymptom, left, a.count, a.newest) > std::tuple(a.isSymptom, right, b.count, b.newest);
        });
        return sorted;
    }

    int successesAfter(const Cause &cause) const { return m_successes - cause.successesBefore; }

    /// Lines about requests, and not one of them with details.
    bool isVerboseLoggingOff() const { return m_requests > 0 && m_detailed == 0; }

private:
    void review(const LogEntry &entry)
    {
        m_successes += isSuccess(entry) ? 1 : 0;
        reviewDetails(entry);
        if (entry.authDurationSeconds.value_or(0) >= kPortalDelaySeconds) {
            add(entry,
                {kGatewayCustomerPortalDelay,
                 {{Argument::Elapsed, u"%1 s"_s.arg(*entry.authDurationSeconds, 0, 'f', 1)},
                  {Argument::Detail, u"a token took so long to check"_s}}},
                false);
        }
        if (const auto accusation = m_judge.judge(entry)) {
            if (!accusation->isSymptom && !entry.correlationId.isEmpty()) {
                m_explained.insert(entry.correlationId);
            }
            add(entry, accusation->meaning, accusation->isSymptom);
        }
    }

    void reviewDetails(const LogEntry &entry)
    {
        const bool isAboutRequest =
            entry.isFromGitlab &&
            (entry.eventName == "performing_request"_L1 || entry.eventName == "response_received"_L1 ||
             entry.eventName == "chunk_received"_L1 || entry.eventName == "event_received"_L1);
        m_requests += isAboutRequest ? 1 : 0;
        m_detailed += isAboutRequest && entry.hasDetails ? 1 : 0;
    }

    void add(const LogEntry &entry, const ErrorMeaning &meaning, bool isSymptom)
    {
        if (isSymptom) {
            m_symptoms << Symptom{meaning, entry.correlationId, m_at, m_successes};
            return;
        }
        take(meaning, false, m_at, m_successes);
    }

    void take(const ErrorMeaning &meaning, bool isSymptom, qsizetype at, int successes)
    {
        auto it = std::ranges::find(m_causes, meaning.finding, &Cause::id);
        if (it == m_causes.end()) {
            m_causes << Cause{meaning.finding, {}, 0, 0, 0, isSymptom};
            it = m_causes.end() - 1;
        }
        ++it->count;
        it->isSymptom = it->isSymptom && isSymptom;
        if (at >= it->newest) {
            it->newest = at;
            it->successesBefore = successes;
            it->arguments = Arguments(meaning.arguments).merge(it->arguments);
        }
    }

    bool has(std::initializer_list<FindingId> ids) const
    {
        return std::ranges::any_of(m_causes,
                                   [&](const Cause &cause) { return std::ranges::find(ids, cause.id) != ids.end(); });
    }

    void remove(std::initializer_list<FindingId> ids)
    {
        m_causes.removeIf([&](const Cause &cause) { return std::ranges::find(ids, cause.id) != ids.end(); });
    }

    /// The exception of a request is its cause; its status and its code only follow. A status without a request to
    /// go by counts only where nothing else was found.
    void dropExplained()
    {
        const bool hasCauses = !m_causes.isEmpty();
        for (const Symptom &symptom : m_symptoms) {
            const bool isExplained = m_explained.contains(symptom.correlationId);
            const bool isAnyones =
                hasCauses && (symptom.correlationId.isEmpty() || symptom.meaning.finding == kModelServerError ||
                              symptom.meaning.finding == kGatewayStreamingBroken);
            if (!isExplained && !isAnyones) {
                take(symptom.meaning, true, symptom.at, symptom.successes);
            }
        }
        if (has({kGatewayJwtSignature, kGatewayTokenMalformed, kGatewayJwksEmpty, kGatewayJwkUnreadable,
                 kGatewayOidcProviderUrlInvalid})) {
            remove({kAuthUnauthorized});
        }
        const bool hasTls =
            std::ranges::any_of(m_causes, [](const Cause &cause) { return cause.id.view().startsWith("tls-"_L1); });
        if (hasTls || has({kGatewayOidcProviderUrlInvalid, kCaBundlePathMissing})) {
            remove({kGatewayJwksEmpty});
        }
        if (has({kCaBundlePathMissing})) {
            remove({kTlsGatewayBundleLacksCa, kModelUnreachableFromGateway, kGatewayCannotReachGitlab});
        } else if (hasTls) {
            remove({kModelUnreachableFromGateway, kGatewayCannotReachGitlab});
        }
    }

    struct Symptom {
        ErrorMeaning meaning;
        QString correlationId;
        qsizetype at = 0;
        int successes = 0;
    };

    LogEntryJudge m_judge;
    QList<Cause> m_causes;
    QList<Symptom> m_symptoms;
    QSet<QString> m_explained;
    qsizetype m_at = 0;
    int m_successes = 0;
    int m_requests = 0;
    int m_detailed = 0;
};

Finding findingOf(const JudgeInput &input, const LogReview &review, const Cause &cause)
{
    Finding finding = findingOfError(input, role::kLog, cause.id, cause.arguments);
    const bool isOver = review.successesAfter(cause) >= kManySuccesses;
    // A plain 500 of the gateway tells that something failed and not what.
    const bool isOnlyStatus = cause.isSymptom && cause.id == kModelServerError;
    if (isOver || isOnlyStatus) {
        finding.severity = std::min(finding.severity, Severity::Warning);
    }
    return finding;
}

} // namespace

Findings judgeServiceLog(const JudgeInput &input)
{
    const EvidencePtr evidence = input.find(role::kLog);
    const auto *log = evidence ? evidence->as<ServiceLog>() : nullptr;
    if (!log) {
        return {};
    }
    const LogReview review(*log);
    Findings findings;
    for (const Cause &cause : review.causes()) {
        findings << findingOf(input, review, cause);
    }
    if (review.isVerboseLoggingOff()) {
        findings << findingOfError(input, role::kLog, kGitlabVerboseLoggingOff,
                                   {{Argument::Detail, u"its lines about requests carry no details"_s}});
    }
    std::ranges::stable_sort(findings, std::greater{}, &Finding::severity);
    return findings;
}

} // namespace duodoctor
