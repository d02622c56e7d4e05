#include "recognise/rake_lines.h"

#include "recognise/output_lines.h"

#include <QRegularExpression>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

void RakeLines::takeTransport(const QString &line)
{
    static const QRegularExpression form(
        uR"(^(?:>> ?)?(.{1,80}) \(([^()\s]{1,255}):(\d{1,5})\) (reachable|unreachable)(.{0,100})$)"_s);
    if (const auto match = form.match(line); match.hasMatch()) {
        openEndpoint(match);
    } else if (isIn(Step::Transport)) {
        takeTransportDetail(line);
    }
}

void RakeLines::openEndpoint(const QRegularExpressionMatch &match)
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

void RakeLines::takeTransportDetail(const QString &line)
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

void RakeLines::takeWorkflowService(const QString &line)
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

void RakeLines::takeWorkflowDetail(const QString &line)
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

void RakeLines::takeWebSocket(const QString &line)
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

} // namespace duodoctor::readers
