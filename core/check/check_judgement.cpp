#include "check/check_judgement.h"

#include "check/check_wording.h"
#include "judge/finding_vocabulary.h"

#include <QLoggingCategory>

#include <algorithm>

namespace duodoctor
{

namespace
{

Q_LOGGING_CATEGORY(lcCheck, "duodoctor.check", QtWarningMsg)

std::chrono::milliseconds timeOf(const Phases &phases, ExchangePhase phase)
{
    const auto rounded = [](const std::optional<Phases::Duration> &time) {
        return std::chrono::duration_cast<std::chrono::milliseconds>(time.value_or(Phases::Duration{0}));
    };
    switch (phase) {
    case ExchangePhase::Whole:
        return rounded(phases.total);
    case ExchangePhase::Dns:
        return rounded(phases.dns);
    case ExchangePhase::Connect:
        return rounded(phases.connect);
    case ExchangePhase::Tls:
        return rounded(phases.tls);
    case ExchangePhase::None:
        break;
    }
    return {};
}

/// Nothing is known when the way there does not work.
CheckResult unreached(CheckResult result, const Transcript &transcript)
{
    result.skipReason = transcript.failure == ReachFailure::Cancelled ? SkipReason::Cancelled : SkipReason::ReachFailed;
    result.skipDetail = wordingOf(transcript);
    return result;
}

/// The longest exchange stands for the check.
void takeTime(CheckResult &result, const HttpExchange &exchange, ExchangePhase phase)
{
    const auto time = timeOf(exchange.phases, phase);
    if (result.evidence.size() == 1 || time > result.duration) {
        result.duration = time;
        result.phases = exchange.phases;
    }
}

} // namespace

Findings judgedFindings(const CheckDefinition &definition, const JudgeInput &input)
{
    Findings findings = definition.judge(input);
    for (Finding &finding : findings) {
        finding.vantage = input.vantage;
        finding.subject = input.subject;
        // The vocabulary's severity is public: a judge may be milder, never stricter.
        if (const FindingDefinition *known = findingDefinition(finding.id)) {
            finding.severity = std::min(finding.severity, known->severity);
        }
        if (!definition.findings.contains(finding.id)) {
            qCWarning(lcCheck) << definition.id.view() << "gave the undeclared finding" << finding.id.view();
        }
    }
    std::ranges::stable_sort(findings, std::ranges::greater{}, &Finding::severity);
    return findings;
}

CheckStatus statusOf(const Findings &findings)
{
    CheckStatus status = CheckStatus::Passed;
    for (const Finding &finding : findings) {
        if (finding.severity == Severity::Error) {
            return CheckStatus::Failed;
        }
        if (finding.severity == Severity::Warning) {
            status = CheckStatus::Warning;
        }
    }
    return status;
}

CheckResult judgedCheck(const PlannedCheck &check, const JudgeInput &input)
{
    CheckResult result;
    result.key = check.key;
    for (const NamedRequest &named : check.plan.requests) {
        const EvidencePtr evidence = input.find(named.role);
        if (!evidence) {
            continue;
        }
        result.evidence << evidence;
        if (const auto *transcript = evidence->as<Transcript>(); transcript && !transcript->hasRun()) {
            return unreached(result, *transcript);
        }
        if (const HttpExchange *exchange = evidence->httpExchange()) {
            takeTime(result, *exchange, check.definition->phase);
        }
    }
    result.findings = judgedFindings(*check.definition, input);
    result.status = statusOf(result.findings);
    return result;
}

} // namespace duodoctor
