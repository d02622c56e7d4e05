#include "recognise/rake_lines.h"

#include "recognise/output_lines.h"
#include "recognise/rake_words.h"
#include "recognise/reader_rake.h"

#include <QRegularExpression>

#include <algorithm>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

void RakeLines::take(const QString &line)
{
    takeRake(line);
    if (const RakeHeader *header = rakeHeaderIn(line)) {
        m_step = header->step;
        stepOf(m_report, header->step);
        m_testIsOpen = false;
    } else if (m_step) {
        stepOf(m_report, *m_step).lines << line;
    }
    takeUrl(line);
    takeTransport(line);
    takeLicense(line);
    takeHealth(line);
    takeModels(line);
    takeFeatures(line);
    takeTests(line);
    takeWorkflowService(line);
    takeWebSocket(line);
    if (line.contains("System info collected"_L1)) {
        finish(Step::SystemInformation, StepOutcome::Passed);
    }
}

void RakeLines::finish(Step step, StepOutcome outcome)
{
    RakeReport::StepResult &result = stepOf(m_report, step);
    result.outcome = std::max(result.outcome, outcome);
    m_step = step;
}

void RakeLines::takeRake(const QString &line)
{
    static const QRegularExpression call(uR"(verify_self_hosted_setup\[([^\]\s]{1,255})\])"_s);
    if (const auto match = call.match(line); match.hasMatch() && m_report.user.isEmpty()) {
        m_report.user = match.captured(1);
    }
    m_report.isAborted = m_report.isAborted || line.startsWith("rake aborted!"_L1);
    m_report.taskIsUnknown = m_report.taskIsUnknown ||
                             (line.contains("know how to build task"_L1) && line.contains(kRakeTask)) ||
                             line.contains("Unrecognized command 'gitlab:duo"_L1);
    m_report.userIsUnknown = m_report.userIsUnknown || line.contains("Couldn't find User"_L1) ||
                             line.contains("ActiveRecord::RecordNotFound"_L1);
}

void RakeLines::takeUrl(const QString &line)
{
    static const QRegularExpression legacy(uR"('AI_GATEWAY_URL' set to (\S+))"_s);
    if (const auto match = legacy.match(line); match.hasMatch()) {
        m_report.gatewayUrl = withoutMark(match.captured(1));
        finish(Step::GatewayUrl, StepOutcome::Passed);
    }
    if (const QString url = textBehind(line, "AI Gateway URL configured:"_L1); !url.isEmpty()) {
        m_report.gatewayUrl = withoutMark(url.section(u' ', 0, 0));
        finish(Step::GatewayUrl, StepOutcome::Passed);
    }
    const bool isMissing = line.contains("ai_gateway_url' to point to your"_L1) ||
                           line.contains("'ai_gateway_url' application setting to point"_L1) ||
                           line.contains("Set 'AI_GATEWAY_URL' to point"_L1);
    if (isMissing) {
        m_report.gatewayUrlIsMissing = true;
        abortIn(Step::GatewayUrl);
    }
    if (line.contains("Invalid AI Gateway URL format"_L1)) {
        m_report.gatewayUrlIsInvalid = true;
        abortIn(Step::GatewayUrl);
    }
}

void RakeLines::abortIn(Step step)
{
    m_report.isAborted = true;
    finish(step, StepOutcome::Failed);
}

void RakeLines::takeLicense(const QString &line)
{
    static const QRegularExpression noAccess(uR"(\bUser (\S{1,255}) has no access to code suggestions)"_s);
    if (line.contains("Verifying license access to code suggestions"_L1)) {
        takeLicenseMark(line);
    }
    if (const auto match = noAccess.match(line); match.hasMatch()) {
        m_report.user = match.captured(1);
        m_report.accessCauseIsCut = true;
        finish(Step::License, StepOutcome::Failed);
    }
    m_report.userLacksAccess = m_report.userLacksAccess || line.contains("License is correct, but user does"_L1);
    m_report.licenseIsWrong =
        m_report.licenseIsWrong || line.contains("License does not provide access to code suggestions"_L1);
    if (m_report.userLacksAccess || m_report.licenseIsWrong) {
        m_report.accessCauseIsCut = false;
        abortIn(Step::License);
    }
}

void RakeLines::takeLicenseMark(const QString &line)
{
    const bool isPassed = line.contains(u'\u2714') || line.contains(u'\u2713');
    const bool isFailed = line.contains(u'\u2717') || line.contains(u'\u2718');
    if (isPassed || isFailed) {
        finish(Step::License, isPassed ? StepOutcome::Passed : StepOutcome::Failed);
    }
}

void RakeLines::takeHealth(const QString &line)
{
    static const QRegularExpression status(uR"(AI Gateway returned HTTP (\d{3}))"_s);
    static const QRegularExpression error(uR"(^Connection error: ([\w:]{1,100}) - (.*)$)"_s);
    if (line.contains("AI Gateway server is accessible"_L1)) {
        finish(Step::GatewayHealth, StepOutcome::Passed);
    }
    if (const auto match = status.match(line); match.hasMatch()) {
        m_report.healthStatus = match.captured(1).toInt();
        finish(Step::GatewayHealth, StepOutcome::Failed);
    }
    if (const auto match = error.match(line); match.hasMatch()) {
        m_report.healthErrorClass = match.captured(1);
        m_report.healthErrorMessage = match.captured(2);
        finish(Step::GatewayHealth, StepOutcome::Failed);
    }
    if (const QString body = textBehind(line, "Health response:"_L1); !body.isEmpty()) {
        m_report.healthBody = body;
    }
    if (line.contains("Cannot access AI Gateway. Possible causes"_L1)) {
        takeFirstGenerationError();
        m_report.gatewayIsInaccessible = true;
        abortIn(Step::GatewayHealth);
    }
}

/// R1 prints the bare message of the exception below its header, and nothing for a status.
void RakeLines::takeFirstGenerationError()
{
    const RakeReport::StepResult *health = m_report.step(Step::GatewayHealth);
    if (!health || m_report.generation != RakeReport::Generation::R1 || !m_report.healthErrorClass.isEmpty()) {
        return;
    }
    for (const QString &line : health->lines) {
        if (!line.startsWith("rake aborted!"_L1) && !line.startsWith("Cannot access"_L1) && !line.startsWith(u'-')) {
            m_report.healthErrorMessage = line;
            return;
        }
    }
}

} // namespace duodoctor::readers
