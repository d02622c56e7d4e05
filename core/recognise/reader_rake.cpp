#include "recognise/reader_rake.h"

#include "recognise/output_lines.h"
#include "recognise/readers.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

namespace
{

using Step = RakeReport::Step;
using Generation = RakeReport::Generation;

struct Header {
    QLatin1StringView text;
    Step step;
    Generation generation; ///< Unknown: of more than one
};

constexpr std::array kHeaders{
    Header{"Collecting system information"_L1, Step::SystemInformation, Generation::Unknown},
    Header{"Verifying environmental variables"_L1, Step::GatewayUrl, Generation::R1},
    Header{"Verifying AI Gateway URL configuration"_L1, Step::GatewayUrl, Generation::Unknown},
    Header{"Checking transport-level connectivity"_L1, Step::Transport, Generation::R3},
    Header{"Verifying license access to code suggestions"_L1, Step::License, Generation::Unknown},
    Header{"Checking if AI Gateway is accessible"_L1, Step::GatewayHealth, Generation::R1},
    Header{"Checking AI Gateway accessibility"_L1, Step::GatewayHealth, Generation::Unknown},
    Header{"Checking self-hosted model configuration"_L1, Step::Models, Generation::Unknown},
    Header{"Checking feature settings and model assignments"_L1, Step::Features, Generation::Unknown},
    Header{"Testing request flow to configured models"_L1, Step::RequestFlow, Generation::Unknown},
    Header{"Checking Duo Workflow Service connectivity"_L1, Step::WorkflowService, Generation::R3},
    Header{"Checking GitLab Duo Agent Platform WebSocket"_L1, Step::WebSocket, Generation::R3},
};

/// Words that no other program writes, besides the headers.
constexpr std::array kMarks{"GitLab Duo Self-Hosted Setup Verification"_L1,
                            "debug issues with your self-hosted Duo installation"_L1,
                            "DIAGNOSTIC SUMMARY (sanitize"_L1,
                            "has no access to code suggestions, debugging cause"_L1,
                            "License is correct, but user does not have access to code suggestions"_L1,
                            "License does not provide access to code suggestions, verify your license"_L1,
                            "Cannot access AI Gateway. Possible causes"_L1,
                            "Invalid AI Gateway URL format"_L1,
                            "Set 'Ai::Setting.instance.ai_gateway_url' to point"_L1,
                            "Set the 'ai_gateway_url' application setting to point"_L1,
                            "Set 'AI_GATEWAY_URL' to point to your AI Gateway"_L1,
                            ">> AI Gateway URL configured:"_L1,
                            ">> AI Gateway server is accessible"_L1,
                            ">> AI Gateway returned HTTP "_L1,
                            "Model endpoint returned non-200 status"_L1,
                            "Model endpoint failed: "_L1,
                            ">> Duo Workflow Service is not reachable"_L1,
                            ">> WebSocket upgrade "_L1,
                            "to build task 'gitlab:duo:verify_self_hosted_setup"_L1,
                            "TOP => gitlab:duo:verify_self_hosted_setup"_L1};

/// The task's own name as it stands in prompts and in rake's messages.
constexpr auto kTask = "gitlab:duo:verify_self_hosted_setup"_L1;

const Header *headerIn(const QString &line)
{
    const auto found = std::ranges::find_if(kHeaders, [&](const Header &header) { return line.contains(header.text); });
    return found == kHeaders.end() ? nullptr : &*found;
}

bool isStartOfLine(const QString &line)
{
    static const QRegularExpression start(
        uR"(^(?:>>|- |[═=]{5}|\{|\}|"|Testing model:|Release state:|API token:|Proxy |Certificate:|Response time:|Health |)"
        uR"(Connection error:|Skipping |No |Note:|User |License |Set |Cannot |Invalid |Error|rake aborted|Tasks:|\(See|)"
        uR"(\S Model endpoint|Model endpoint|\d+ feature settings|\S+: \d+ feature))"_s);
    static const QRegularExpression model(uR"(^\S.{0,200}\([^()]*\): \S+)"_s);
    return headerIn(line) || start.match(line).hasMatch() || model.match(line).hasMatch();
}

bool isRakeText(const QString &text)
{
    const auto isIn = [&](QLatin1StringView part) { return text.contains(part); };
    return std::ranges::any_of(kMarks, isIn) ||
           std::ranges::any_of(kHeaders, [&](const Header &header) { return isIn(header.text); });
}

Generation generationOf(const QString &text)
{
    if (text.contains("enabled_instance_verbose_ai_logs"_L1) || text.contains("Checking transport-level"_L1) ||
        text.contains("Checking Duo Workflow Service connectivity"_L1) ||
        text.contains("'ai_gateway_url' application setting"_L1)) {
        return Generation::R3;
    }
    if (text.contains("Verifying environmental variables"_L1) ||
        text.contains("Checking if AI Gateway is accessible"_L1) || text.contains("Set 'AI_GATEWAY_URL' to point"_L1)) {
        return Generation::R1;
    }
    if (text.contains("Self-Hosted Setup Verification"_L1) || text.contains("Ai::Setting.instance.ai_gateway_url"_L1) ||
        text.contains("Checking self-hosted model configuration"_L1)) {
        return Generation::R2;
    }
    return Generation::Unknown;
}

/// Reads the lines one after the other; knows the step that it is in.
class RakeLines
{
public:
    explicit RakeLines(RakeReport &report)
        : m_report(report)
    {
    }

    void take(const QString &line)
    {
        takeRake(line);
        if (const Header *header = headerIn(line)) {
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

private:
    void finish(Step step, StepOutcome outcome)
    {
        RakeReport::StepResult &result = stepOf(m_report, step);
        result.outcome = std::max(result.outcome, outcome);
        m_step = step;
    }

    bool isIn(Step step) const { return m_step == step; }

    void takeRake(const QString &line)
    {
        static const QRegularExpression call(uR"(verify_self_hosted_setup\[([^\]\s]{1,255})\])"_s);
        if (const auto match = call.match(line); match.hasMatch() && m_report.user.isEmpty()) {
            m_report.user = match.captured(1);
        }
        m_report.isAborted = m_report.isAborted || line.startsWith("rake aborted!"_L1);
        m_report.taskIsUnknown = m_report.taskIsUnknown ||
                                 (line.contains("know how to build task"_L1) && line.contains(kTask)) ||
                                 line.contains("Unrecognized command 'gitlab:duo"_L1);
        m_report.userIsUnknown = m_report.userIsUnknown || line.contains("Couldn't find User"_L1) ||
                                 line.contains("ActiveRecord::RecordNotFound"_L1);
    }

    void takeUrl(const QString &line)
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

    void abortIn(Step step)
    {
        m_report.isAborted = true;
        finish(step, StepOutcome::Failed);
    }

    void takeTransport(const QString &line)
    {
        static const QRegularExpression form(
            uR"(^(?:>> ?)?(.{1,80}) \(([^()\s]{1,255}):(\d{1,5})\) (reachable|unreachable)(.{0,100})$)"_s);
        if (const auto match = form.match(line); match.hasMatch()) {
            openEndpoint(match);
        } else if (isIn(Step::Transport)) {
            takeTransportDetail(line);
        }
    }

    void openEndpoint(const QRegularExpressionMatch &match)
    {
        RakeReport::Endpoint endpoint;
        endpoint.name = match.captured(1);
        endpoint.host = match.captured(2);
        endpoint.port = match.captured(3).toInt();
        const QString rest = match.captured(5);
        endpoint.isTls = rest.contains("TLS"_L1);
        endpoint.outcome = StepOutcome::Passed;
        if (match.captured(4) == "unreachable"_L1) {
            endpoint.outcome = StepOutcome::Failed;
        } else if (rest.contains("NOT trusted"_L1)) {
            endpoint.outcome = StepOutcome::Warned;
        }
        finish(Step::Transport, endpoint.outcome);
        m_report.endpoints << endpoint;
    }

    void takeTransportDetail(const QString &line)
    {
        static const QRegularExpression variable(uR"(^(\w*_(?:PROXY|proxy))=(.*)$)"_s);
        static const QRegularExpression error(uR"(^([A-Z]\w*(?:::\w+)*) - (.*)$)"_s);
        if (line.contains("No endpoints configured to probe"_L1)) {
            finish(Step::Transport, StepOutcome::Warned);
        } else if (const auto match = variable.match(line); match.hasMatch()) {
            m_report.proxyVariables << line.left(500);
        }
        if (m_report.endpoints.isEmpty()) {
            return;
        }
        RakeReport::Endpoint &endpoint = m_report.endpoints.last();
        if (const QString certificate = textBehind(line, "Certificate:"_L1); !certificate.isEmpty()) {
            endpoint.certificate = certificate;
        } else if (const QString proxy = textBehind(line, "Proxy in effect:"_L1); !proxy.isEmpty()) {
            endpoint.proxy = proxy;
        } else if (line.contains("The TLS handshake failed. This usually means"_L1)) {
            endpoint.isTlsMismatch = true;
        } else if (const auto match = error.match(line); match.hasMatch() && endpoint.errorClass.isEmpty()) {
            endpoint.errorClass = match.captured(1);
            endpoint.errorMessage = match.captured(2);
        }
    }

    void takeLicense(const QString &line)
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

    void takeLicenseMark(const QString &line)
    {
        const bool isPassed = line.contains(u'\u2714') || line.contains(u'\u2713');
        const bool isFailed = line.contains(u'\u2717') || line.contains(u'\u2718');
        if (isPassed || isFailed) {
            finish(Step::License, isPassed ? StepOutcome::Passed : StepOutcome::Failed);
        }
    }

    void takeHealth(const QString &line)
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
    void takeFirstGenerationError()
    {
        const RakeReport::StepResult *health = m_report.step(Step::GatewayHealth);
        if (!health || m_report.generation != Generation::R1 || !m_report.healthErrorClass.isEmpty()) {
            return;
        }
        for (const QString &line : health->lines) {
            if (!line.startsWith("rake aborted!"_L1) && !line.startsWith("Cannot access"_L1) &&
                !line.startsWith(u'-')) {
                m_report.healthErrorMessage = line;
                return;
            }
        }
    }

    void takeModels(const QString &line)
    {
        static const QRegularExpression form(uR"(^(\S.{0,254}?) \(([\w .+\-]{0,60})\): (\S{1,500})(?: \S{1,3})?$)"_s);
        if (line.contains("No self-hosted models configured"_L1)) {
            m_report.models = m_report.models.value_or(QList<RakeReport::ModelLine>{});
            finish(Step::Models, StepOutcome::Warned);
            return;
        }
        if (!isIn(Step::Models)) {
            return;
        }
        if (const auto match = form.match(line); match.hasMatch()) {
            RakeReport::ModelLine model;
            model.name = match.captured(1);
            model.family = match.captured(2);
            model.endpoint = withoutMark(match.captured(3));
            m_report.models = m_report.models.value_or(QList<RakeReport::ModelLine>{});
            *m_report.models << model;
            finish(Step::Models, StepOutcome::Passed);
        } else if (m_report.models && !m_report.models->isEmpty()) {
            takeModelDetail(line, m_report.models->last());
        }
    }

    static void takeModelDetail(const QString &line, RakeReport::ModelLine &model)
    {
        static const QRegularExpression state(uR"(^Release state: (\S+) ?\|? ?Provider: ?(.*)$)"_s);
        if (const auto match = state.match(line); match.hasMatch()) {
            model.releaseState = match.captured(1);
            model.provider = match.captured(2).trimmed();
        } else if (const QString key = textBehind(line, "API token:"_L1); !key.isEmpty()) {
            model.hasKey = key.startsWith("Configured"_L1);
        }
    }

    void takeFeatures(const QString &line)
    {
        static const QRegularExpression count(uR"((\d{1,6}) feature settings configured across)"_s);
        static const QRegularExpression assigned(uR"(: \d{1,6} feature\(s\) assigned \(([^()]*)\)?)"_s);
        if (const auto match = count.match(line); match.hasMatch()) {
            m_report.featureCount = match.captured(1).toInt();
            finish(Step::Features, StepOutcome::Passed);
        } else if (line.contains("No feature settings configured"_L1)) {
            m_report.featureCount = 0;
            finish(Step::Features, StepOutcome::Warned);
        } else if (const auto names = assigned.match(line); names.hasMatch()) {
            for (const QString &name : names.captured(1).split(u',', Qt::SkipEmptyParts)) {
                m_report.assignedFeatures << name.trimmed();
            }
        }
    }

    void takeTests(const QString &line)
    {
        static const QRegularExpression test(uR"(^(Testing|Skipping) model: (.{1,255}?) \(([^()]{0,60})\))"_s);
        if (const auto match = test.match(line); match.hasMatch()) {
            RakeReport::ModelTest result;
            result.wasSkipped = match.captured(1) == "Skipping"_L1;
            result.name = match.captured(2);
            result.family = match.captured(3);
            m_report.tests << result;
            m_testIsOpen = !result.wasSkipped;
            m_step = Step::RequestFlow;
        } else if (m_testIsOpen) {
            takeTestResult(line, m_report.tests.last());
        }
    }

    void takeTestResult(const QString &line, RakeReport::ModelTest &test)
    {
        if (line.contains("Model endpoint accessible"_L1)) {
            test.outcome = StepOutcome::Passed;
        } else if (line.contains("Model endpoint returned non-200"_L1)) {
            test.outcome = StepOutcome::Warned;
        } else if (line.contains("Model endpoint failed:"_L1)) {
            test.outcome = StepOutcome::Failed;
            test.errorClass = textBehind(line, "Model endpoint failed:"_L1).section(u' ', 0, 0);
        } else {
            return;
        }
        finish(Step::RequestFlow, test.outcome);
        m_testIsOpen = false;
    }

    void takeWorkflowService(const QString &line)
    {
        if (line.contains("Duo Workflow Service is reachable"_L1)) {
            finish(Step::WorkflowService, StepOutcome::Passed);
        } else if (line.contains("No self-hosted Duo Workflow Service URL configured"_L1)) {
            m_report.workflowServiceUrlMissing = true;
            finish(Step::WorkflowService, StepOutcome::Warned);
        } else if (line.contains("Duo Workflow Service is not reachable"_L1)) {
            finish(Step::WorkflowService, StepOutcome::Failed);
        } else if (isIn(Step::WorkflowService)) {
            takeWorkflowDetail(line);
        }
    }

    void takeWorkflowDetail(const QString &line)
    {
        static const QRegularExpression host(uR"(Agent Platform service at (\S+) is )"_s);
        const bool isEnd = line.startsWith(u'\u2550') || line.startsWith("===="_L1) || line.startsWith(u'{');
        const RakeReport::StepResult *step = m_report.step(Step::WorkflowService);
        if (isEnd || !step || step->outcome != StepOutcome::Failed) {
            m_step = isEnd ? std::nullopt : m_step;
            return;
        }
        if (const auto match = host.match(line); match.hasMatch()) {
            m_report.workflowServiceUrl = match.captured(1);
        }
        QString &message = m_report.workflowServiceMessage;
        message = (message.isEmpty() ? line : message + u' ' + line).left(1000);
        m_report.workflowServiceTlsMismatch = m_report.workflowServiceTlsMismatch ||
                                              message.contains("TLS mismatch"_L1, Qt::CaseInsensitive) ||
                                              message.contains("WRONG_VERSION_NUMBER"_L1, Qt::CaseInsensitive);
    }

    void takeWebSocket(const QString &line)
    {
        static const QRegularExpression status(uR"(WebSocket .{0,60}\(HTTP (\d{3})\b)"_s);
        static const QRegularExpression error(uR"(^([A-Z]\w*(?:::\w+)*) - (.*)$)"_s);
        static const QRegularExpression own(uR"(can reach its own external URL \(([^()\s]+)\))"_s);
        if (line.contains("Could not reach the WebSocket endpoint"_L1)) {
            finish(Step::WebSocket, StepOutcome::Failed);
        } else if (const auto match = status.match(line); match.hasMatch()) {
            m_report.webSocketStatus = match.captured(1).toInt();
            finish(Step::WebSocket, m_report.webSocketStatus == 101 ? StepOutcome::Passed : StepOutcome::Failed);
        } else if (isIn(Step::WebSocket)) {
            if (error.match(line).hasMatch()) {
                m_report.webSocketError = line.left(1000);
            } else if (const auto url = own.match(line); url.hasMatch()) {
                m_report.webSocketUrl = url.captured(1);
            }
        }
    }

    RakeReport &m_report;
    std::optional<Step> m_step;
    bool m_testIsOpen = false;
};

/// A licence whose mark was lost in copying passed when the task went on behind it.
void settleLicense(RakeReport &report)
{
    const auto license = std::ranges::find(report.steps, Step::License, &RakeReport::StepResult::step);
    if (license == report.steps.end() || license->outcome != StepOutcome::NotRun) {
        return;
    }
    const bool wentOn = report.step(Step::GatewayHealth) || report.isComplete;
    license->outcome = wentOn ? StepOutcome::Passed : StepOutcome::NotRun;
}

} // namespace

RakeReport::StepResult &stepOf(RakeReport &report, Step step)
{
    const auto found = std::ranges::find(report.steps, step, &RakeReport::StepResult::step);
    if (found != report.steps.end()) {
        return *found;
    }
    report.steps << RakeReport::StepResult{step, StepOutcome::NotRun, {}};
    return report.steps.last();
}

std::optional<RakeReport> rakeReport(const QString &text)
{
    const QJsonObject summary = findRakeSummary(text);
    if (summary.isEmpty() && !isRakeText(text)) {
        return std::nullopt;
    }
    RakeReport report;
    report.generation = generationOf(text);
    report.isComplete = text.contains("DIAGNOSTIC SUMMARY"_L1);
    RakeLines reader(report);
    for (const QString &line : outputLines(text, isStartOfLine)) {
        if (line.startsWith(u'{') || line.startsWith("DIAGNOSTIC SUMMARY"_L1)) {
            break; // the summary, read on its own
        }
        reader.take(line);
    }
    readRakeSummary(summary, report);
    settleLicense(report);
    return report;
}

} // namespace duodoctor::readers
