#include "recognise/output_lines.h"
#include "recognise/readers.h"
#include "recognise/self_test_words.h"

#include <QRegularExpression>

#include <algorithm>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

namespace
{

using SelfTestStep = TroubleshootReport::Step;

/// What stands behind a word of the model's parameters: `model_family: x`, `model: x, model endpoint: y, ...`.
QString parameterOf(const QString &line, const QRegularExpression &form)
{
    return form.match(line).captured(1).trimmed();
}

class SelfTestLines
{
public:
    explicit SelfTestLines(TroubleshootReport &report)
        : m_report(report)
    {
    }

    void take(const QString &line)
    {
        takeCall(line);
        const SelfTestWords *words = selfTestWordsIn(line);
        if (words || isModelTitleOfSelfTest(line)) {
            m_step = words ? words->step : SelfTestStep::Model;
            StepOutcome &outcome = result(*m_step).outcome;
            outcome = std::max(outcome, words ? words->outcome : StepOutcome::NotRun);
        }
        if (m_step) {
            result(*m_step).lines << line;
        }
        takeEnvironment(line);
        takeGateway(line);
        takeGitlab(line);
        takePortal(line);
        takeWorkflowService(line);
        takeProvider(line);
        if (m_step == SelfTestStep::Model) {
            takeModel(line);
        }
    }

    /// A step whose mark was lost passed when another began behind it, unless the run was aborted in it.
    void settle()
    {
        for (qsizetype i = 0; i < m_report.steps.size(); ++i) {
            TroubleshootReport::StepResult &step = m_report.steps[i];
            const bool isLast = i + 1 == m_report.steps.size();
            if (step.outcome == StepOutcome::NotRun && !isLast) {
                step.outcome = StepOutcome::Passed;
            }
            m_report.isAborted = m_report.isAborted || (step.outcome == StepOutcome::Failed && isAborting(step.step));
        }
    }

private:
    static bool isAborting(SelfTestStep step)
    {
        return step != SelfTestStep::CustomerPortal && step != SelfTestStep::WorkflowService;
    }

    TroubleshootReport::StepResult &result(SelfTestStep step)
    {
        const auto found = std::ranges::find(m_report.steps, step, &TroubleshootReport::StepResult::step);
        if (found != m_report.steps.end()) {
            return *found;
        }
        m_report.steps << TroubleshootReport::StepResult{step, StepOutcome::NotRun, {}};
        return m_report.steps.last();
    }

    void takeCall(const QString &line)
    {
        if (const QString usage = textBehind(line, "troubleshoot: error:"_L1); !usage.isEmpty()) {
            m_report.usageError = usage.left(500);
        } else if (const QString script = textBehind(line, "installation.py: error:"_L1); !script.isEmpty()) {
            m_report.usageError = script.left(500);
        }
        const bool isMissing = line.contains("Command not found: troubleshoot"_L1) ||
                               (line.contains("Command \"troubleshoot\""_L1) && line.contains("not found"_L1)) ||
                               (line.contains("can't open file"_L1) && line.contains("troubleshoot_selfhosted"_L1)) ||
                               line.contains("poetry: not found"_L1) ||
                               line.contains("\"poetry\": executable file not found"_L1);
        m_report.commandIsMissing = m_report.commandIsMissing || isMissing;
    }

    void takeEnvironment(const QString &line)
    {
        if (const QString url = textBehind(line, "AIGW_GITLAB_URL is set to"_L1); !url.isEmpty()) {
            m_report.gitlabUrl = url.section(u' ', 0, 0);
        }
        m_report.customModelsDisabled =
            m_report.customModelsDisabled || line.contains("AIGW_CUSTOM_MODELS__ENABLED must be set"_L1);
        m_report.gitlabUrlMissing = m_report.gitlabUrlMissing || line.contains("Either AIGW_GITLAB_URL (pref"_L1);
        m_report.bypassInsteadOfUrl =
            m_report.bypassInsteadOfUrl || line.contains("AIGW_AUTH__BYPASS_EXTERNAL is set to true"_L1);
    }

    void takeGateway(const QString &line)
    {
        static const QRegularExpression status(uR"(AI Gateway is not running\. Status code: (\d{3}))"_s);
        if (const auto match = status.match(line); match.hasMatch()) {
            m_report.gatewayStatus = match.captured(1).toInt();
        }
    }

    void takeGitlab(const QString &line)
    {
        static const QRegularExpression status(uR"(Failed to connect to GitLab API: (\d{3}))"_s);
        if (const auto match = status.match(line); match.hasMatch()) {
            m_report.gitlabStatus = match.captured(1).toInt();
        } else if (const QString error = textBehind(line, "Failed to connect to GitLab:"_L1); !error.isEmpty()) {
            m_report.gitlabError = error.left(1000);
        } else if (m_step == SelfTestStep::GitLab && line.startsWith("OSError: "_L1)) {
            m_report.gitlabError = line.left(1000); // the script catches its own library's errors only
        }
        // `... is accessible at URL ...` is the title.
        if (m_step == SelfTestStep::GitLab && line.contains("GitLab API is accessible"_L1) &&
            !line.contains("Testing"_L1)) {
            result(SelfTestStep::GitLab).outcome = std::max(result(SelfTestStep::GitLab).outcome, StepOutcome::Passed);
        }
    }

    void takePortal(const QString &line)
    {
        static const QRegularExpression failed(
            uR"(Could not reach the Customer Portal at (\S+) \(error: (.{0,1000}))"_s);
        if (const QString url = textBehind(line, "Customer Portal is reachable at"_L1); !url.isEmpty()) {
            m_report.portalUrl = url.section(u' ', 0, 0);
        }
        if (const auto match = failed.match(line); match.hasMatch()) {
            m_report.portalUrl = match.captured(1);
            m_report.portalError = match.captured(2);
            if (m_report.portalError.endsWith(")."_L1)) {
                m_report.portalError.chop(2);
            }
        }
    }

    void takeWorkflowService(const QString &line)
    {
        static const QRegularExpression status(uR"(not serving \(status: (\w{1,40})\))"_s);
        if (m_step != SelfTestStep::WorkflowService) {
            return;
        }
        if (const auto match = status.match(line); match.hasMatch()) {
            m_report.workflowStatus = match.captured(1);
        }
        m_report.workflowTlsMismatch = m_report.workflowTlsMismatch || line.contains("but the TLS handshake failed"_L1);
        m_report.workflowCertificateUnreadable =
            m_report.workflowCertificateUnreadable || line.contains("Could not read DUO_WORKFLOW_TLS__CERT"_L1);
        const QString error = textBehind(line, "error:"_L1);
        if (!error.isEmpty() && m_report.workflowError.isEmpty()) {
            m_report.workflowError = error.left(1000);
        }
    }

    void takeProvider(const QString &line)
    {
        static const QRegularExpression missing(uR"(Missing environment variables: (.{1,400}?) for provider)"_s);
        if (const auto match = missing.match(line); match.hasMatch()) {
            for (const QString &name : match.captured(1).split(u',')) {
                m_report.missingVariables << name.trimmed();
            }
            m_report.providerError = line.left(1000);
        }
        if (line.contains("is not a supported provider"_L1)) {
            m_report.providerIsUnsupported = true;
            m_report.providerError = line.left(1000);
        }
        if (line.contains("An error occurred while contacting"_L1)) {
            m_report.providerError = line.sliced(line.indexOf("An error occurred"_L1)).left(1000);
        }
    }

    void takeModel(const QString &line)
    {
        static const QRegularExpression title(uR"(^Testing if (?:the |model )?(\S+) )"_s);
        static const QRegularExpression family(uR"(\bmodel(?:_family)?: ([^\s,]+))"_s);
        static const QRegularExpression endpoint(uR"(\bmodel[ _]endpoint: ([^,]+))"_s);
        static const QRegularExpression identifier(uR"(\bmodel_identifier: ([^\s,]+))"_s);
        static const QRegularExpression key(uR"(\b(?:model key|api[ _]key): ([^\s,]+))"_s);
        if (isModelTitleOfSelfTest(line)) {
            m_report.modelFamily = title.match(line).captured(1);
        } else if (line.contains("model: "_L1) || line.contains("model_"_L1) || line.contains("api_key: "_L1)) {
            takeParameter(m_report.modelFamily, parameterOf(line, family));
            takeParameter(m_report.modelEndpoint, parameterOf(line, endpoint));
            takeParameter(m_report.modelIdentifier, parameterOf(line, identifier));
            const QString shown = parameterOf(line, key);
            m_report.keyWasPrinted = m_report.keyWasPrinted || (!shown.isEmpty() && shown != "None"_L1);
        }
        takeModelAnswer(line);
    }

    static void takeParameter(QString &target, const QString &value)
    {
        if (!value.isEmpty() && value != "None"_L1) {
            target = value.startsWith("Set to None"_L1) ? QString{} : value;
        }
    }

    void takeModelAnswer(const QString &line)
    {
        static const QRegularExpression number(uR"(^\d{3}$)"_s);
        const qsizetype status = line.indexOf("status code:"_L1);
        if (status >= 0) {
            const QString value = line.sliced(status + 12).trimmed();
            if (m_report.modelStatus == 0 && number.match(value).hasMatch()) {
                m_report.modelStatus = value.toInt();
            } else {
                m_report.modelBody = value.left(1000); // mislabelled: it is the answer's body
            }
        } else if (line.startsWith(">> error:"_L1) || line.startsWith("error:"_L1)) {
            m_report.modelError = textBehind(line, "error:"_L1).left(1000);
        }
    }

    TroubleshootReport &m_report;
    std::optional<SelfTestStep> m_step;
};

} // namespace

std::optional<TroubleshootReport> troubleshootReport(const QString &text)
{
    if (!isSelfTestText(text)) {
        return std::nullopt;
    }
    TroubleshootReport report;
    SelfTestLines reader(report);
    for (const QString &line : outputLines(text, isStartOfSelfTestLine)) {
        reader.take(line);
    }
    reader.settle();
    report.isAborted = report.isAborted || text.contains("Traceback (most recent call last)"_L1);
    return report;
}

} // namespace duodoctor::readers
