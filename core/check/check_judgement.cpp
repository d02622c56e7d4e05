#include "check/check_judgement.h"

#include "judge/finding_vocabulary.h"

#include <QLoggingCategory>

#include <algorithm>

namespace duodoctor
{

namespace
{

Q_LOGGING_CATEGORY(lcCheck, "duodoctor.check", QtWarningMsg)

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

} // namespace duodoctor
