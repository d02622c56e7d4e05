#include "recognise/output_lines.h"
#include "recognise/reader_rake.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <utility>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

namespace
{

using RakeStep = RakeReport::Step;

constexpr std::array kSections{
    std::pair{"system"_L1, RakeStep::SystemInformation},
    std::pair{"ai_gateway_url"_L1, RakeStep::GatewayUrl},
    std::pair{"transport_connectivity"_L1, RakeStep::Transport},
    std::pair{"license"_L1, RakeStep::License},
    std::pair{"ai_gateway_health"_L1, RakeStep::GatewayHealth},
    std::pair{"self_hosted_models"_L1, RakeStep::Models},
    std::pair{"feature_settings"_L1, RakeStep::Features},
    std::pair{"request_flow"_L1, RakeStep::RequestFlow},
    std::pair{"duo_workflow_service"_L1, RakeStep::WorkflowService},
    std::pair{"agent_platform_websocket"_L1, RakeStep::WebSocket},
};

constexpr qsizetype kMaxSummaryEntries = 1000;

StepOutcome outcomeOf(const QString &status)
{
    if (status == "ERROR"_L1) {
        return StepOutcome::Failed;
    }
    if (status == "WARNING"_L1) {
        return StepOutcome::Warned;
    }
    return status == "SKIPPED"_L1 ? StepOutcome::NotRun : StepOutcome::Passed;
}

QString summaryText(const QJsonObject &object, QLatin1StringView key)
{
    const QJsonValue value = object.value(key);
    return value.isDouble() ? QString::number(value.toInteger()) : value.toString().left(2000);
}

QList<QJsonObject> objectsOf(const QJsonValue &value)
{
    QList<QJsonObject> objects;
    const QJsonArray array = value.toArray();
    for (qsizetype i = 0; i < std::min<qsizetype>(array.size(), kMaxSummaryEntries); ++i) {
        objects << array.at(i).toObject();
    }
    return objects;
}

void readSystem(const QJsonObject &section, RakeReport &report)
{
    report.gitlabVersion = summaryText(section, "gitlab_version"_L1);
    if (const QString user = summaryText(section, "user"_L1); !user.isEmpty()) {
        report.user = user;
    }
    if (report.webSocketUrl.isEmpty()) {
        report.webSocketUrl = summaryText(section, "instance_url"_L1);
    }
}

void readUrl(const QJsonObject &section, RakeReport &report)
{
    if (const QString url = summaryText(section, "url"_L1); !url.isEmpty()) {
        report.gatewayUrl = url;
    }
}

RakeReport::Endpoint endpointOf(const QJsonObject &object)
{
    RakeReport::Endpoint endpoint;
    endpoint.name = summaryText(object, "name"_L1);
    endpoint.host = summaryText(object, "host"_L1);
    endpoint.port = object.value("port"_L1).toInt();
    endpoint.outcome = outcomeOf(summaryText(object, "status"_L1));
    endpoint.isTls = object.value("tls"_L1).toBool();
    endpoint.proxy = summaryText(object, "proxy"_L1);
    endpoint.errorClass = summaryText(object, "error"_L1);
    endpoint.errorMessage = summaryText(object, "error_message"_L1);
    const QString subject = summaryText(object, "cert_subject"_L1);
    if (!subject.isEmpty()) {
        endpoint.certificate = u"%1 (issued by %2)"_s.arg(subject, summaryText(object, "cert_issuer"_L1));
    }
    endpoint.isTlsMismatch = endpoint.isTls && endpoint.errorClass.contains("SSLError"_L1) &&
                             !endpoint.errorMessage.contains("certificate verify"_L1);
    return endpoint;
}

void readTransport(const QJsonObject &section, RakeReport &report)
{
    for (const QJsonObject &object : objectsOf(section.value("endpoints"_L1))) {
        const RakeReport::Endpoint endpoint = endpointOf(object);
        const auto known = std::ranges::find(report.endpoints, endpoint.name, &RakeReport::Endpoint::name);
        if (known == report.endpoints.end()) {
            report.endpoints << endpoint;
        } else {
            const bool isMismatch = known->isTlsMismatch || endpoint.isTlsMismatch;
            *known = endpoint;
            known->isTlsMismatch = isMismatch;
        }
    }
}

void readLicense(const QJsonObject &section, RakeReport &report)
{
    const QJsonValue feature = section.value("feature_available"_L1);
    const QJsonValue access = section.value("user_has_access"_L1);
    if (feature.isBool() && !feature.toBool()) {
        report.licenseIsWrong = true;
    } else if (access.isBool() && !access.toBool()) {
        report.userLacksAccess = true;
    }
    if (report.licenseIsWrong || report.userLacksAccess) {
        report.accessCauseIsCut = false;
        stepOf(report, RakeStep::License).outcome = StepOutcome::Failed;
    }
}

void readHealth(const QJsonObject &section, RakeReport &report)
{
    const int status = section.value("http_code"_L1).toInt();
    if (status != 0 && status != 200) {
        report.healthStatus = status;
    }
    if (const QString error = summaryText(section, "error"_L1); !error.isEmpty()) {
        report.healthErrorClass = error;
        report.healthErrorMessage = summaryText(section, "error_message"_L1);
    }
    const QString body = summaryText(section, "response_body"_L1).trimmed();
    if (!body.isEmpty() && !body.startsWith(u'{')) {
        report.healthBody = body.left(200);
    }
}

void readModels(const QJsonObject &section, RakeReport &report)
{
    if (!section.contains("models"_L1)) {
        return;
    }
    QList<RakeReport::ModelLine> models = report.models.value_or(QList<RakeReport::ModelLine>{});
    for (const QJsonObject &object : objectsOf(section.value("models"_L1))) {
        const QString name = summaryText(object, "name"_L1);
        auto known = std::ranges::find(models, name, &RakeReport::ModelLine::name);
        if (known == models.end()) {
            models << RakeReport::ModelLine{};
            known = models.end() - 1;
        }
        known->name = name;
        known->family = summaryText(object, "model_type"_L1);
        known->endpoint = summaryText(object, "endpoint"_L1);
        const QString identifier = summaryText(object, "identifier"_L1);
        known->identifier = identifier == "default"_L1 ? QString{} : identifier;
        known->releaseState = summaryText(object, "release_state"_L1);
        known->provider = summaryText(object, "provider"_L1);
        if (const QJsonValue key = object.value("has_api_token"_L1); key.isBool()) {
            known->hasKey = key.toBool();
        }
    }
    report.models = models;
}

void readFeatures(const QJsonObject &section, RakeReport &report)
{
    if (const QJsonValue count = section.value("total_features"_L1); count.isDouble()) {
        report.featureCount = count.toInt();
    } else if (section.contains("warning"_L1)) {
        report.featureCount = 0;
    }
    for (const QJsonObject &object : objectsOf(section.value("features"_L1))) {
        const bool isAssigned =
            !summaryText(object, "model_name"_L1).isEmpty() || object.value("model_id"_L1).isDouble();
        const QString feature = summaryText(object, "feature_type"_L1);
        if (isAssigned && !feature.isEmpty() && !report.assignedFeatures.contains(feature)) {
            report.assignedFeatures << feature;
        }
    }
}

void readTests(const QJsonObject &section, RakeReport &report)
{
    for (const QJsonObject &object : objectsOf(section.value("model_tests"_L1))) {
        const QString name = summaryText(object, "model_name"_L1);
        auto known = std::ranges::find(report.tests, name, &RakeReport::ModelTest::name);
        if (known == report.tests.end()) {
            report.tests << RakeReport::ModelTest{};
            known = report.tests.end() - 1;
            known->name = name;
        }
        known->outcome = outcomeOf(summaryText(object, "status"_L1));
        known->status = object.value("http_code"_L1).toInt();
        known->url = summaryText(object, "endpoint"_L1);
        known->wasSkipped = known->outcome == StepOutcome::NotRun;
        known->errorClass = summaryText(object, "error"_L1);
        known->errorMessage = summaryText(object, "error_message"_L1);
        if (const QJsonValue key = object.value("has_auth"_L1); key.isBool()) {
            known->hasKey = key.toBool();
        }
    }
}

void readWorkflowService(const QJsonObject &section, RakeReport &report)
{
    if (const QString url = summaryText(section, "url"_L1); !url.isEmpty()) {
        report.workflowServiceUrl = url;
    }
    const QString status = summaryText(section, "status"_L1);
    report.workflowServiceUrlMissing = report.workflowServiceUrlMissing || status == "WARNING"_L1;
    if (status != "ERROR"_L1 || !report.workflowServiceMessage.isEmpty()) {
        return;
    }
    QStringList words{summaryText(section, "message"_L1)};
    const QJsonArray errors = section.value("errors"_L1).toArray();
    for (qsizetype i = 0; i < std::min<qsizetype>(errors.size(), 10); ++i) {
        words << errors.at(i).toString().left(500);
    }
    report.workflowServiceMessage = words.join(u' ').left(1000);
    report.workflowServiceTlsMismatch =
        report.workflowServiceMessage.contains("TLS mismatch"_L1, Qt::CaseInsensitive) ||
        report.workflowServiceMessage.contains("WRONG_VERSION_NUMBER"_L1, Qt::CaseInsensitive);
}

void readWebSocket(const QJsonObject &section, RakeReport &report)
{
    if (const QString url = summaryText(section, "url"_L1); !url.isEmpty()) {
        report.webSocketUrl = url;
    }
    if (const int status = section.value("http_status"_L1).toInt(); status != 0) {
        report.webSocketStatus = status;
    }
    if (const QString error = summaryText(section, "error"_L1); !error.isEmpty()) {
        report.webSocketError = error + " - "_L1 + summaryText(section, "error_message"_L1);
    }
}

using Reader = void (*)(const QJsonObject &, RakeReport &);

Reader readerOf(RakeStep step)
{
    switch (step) {
    case RakeStep::SystemInformation:
        return readSystem;
    case RakeStep::GatewayUrl:
        return readUrl;
    case RakeStep::Transport:
        return readTransport;
    case RakeStep::License:
        return readLicense;
    case RakeStep::GatewayHealth:
        return readHealth;
    case RakeStep::Models:
        return readModels;
    case RakeStep::Features:
        return readFeatures;
    case RakeStep::RequestFlow:
        return readTests;
    case RakeStep::WorkflowService:
        return readWorkflowService;
    case RakeStep::WebSocket:
        return readWebSocket;
    }
    return readSystem;
}

} // namespace

QJsonObject findRakeSummary(const QString &text)
{
    static const QRegularExpression section(
        uR"re("(?:system|ai_gateway_url|transport_connectivity|license|ai_gateway_health|self_hosted_models|)re"
        uR"re(feature_settings|request_flow|duo_workflow_service|agent_platform_websocket)"\s{0,20}:\s{0,20}\{)re"_s);
    // Words that tell this summary from any other JSON with a section of such a name.
    static const QRegularExpression own(
        uR"re("(?:gitlab_revision|ai_gateway_url|ai_gateway_health|self_hosted_models|transport_connectivity|model_tests|)re"
        uR"re(models_tested|duo_workflow_service|agent_platform_websocket|models_with_features)")re"_s);
    const auto match = section.match(text);
    if (!match.hasMatch() || !own.match(text).hasMatch()) {
        return {};
    }
    // From the first section on: the brace in front may have been cut away.
    return readJsonObject(u'{' + text.sliced(match.capturedStart()), 0).value_or(QJsonObject{});
}

void readRakeSummary(const QJsonObject &summary, RakeReport &report)
{
    for (const auto &[key, step] : kSections) {
        if (!summary.value(key).isObject()) {
            continue;
        }
        const QJsonObject section = summary.value(key).toObject();
        const bool isNew = !report.step(step);
        RakeReport::StepResult &result = stepOf(report, step);
        if (isNew || result.outcome == StepOutcome::NotRun) {
            result.outcome = outcomeOf(summaryText(section, "status"_L1));
        }
        readerOf(step)(section, report);
        report.isComplete = true;
    }
}

} // namespace duodoctor::readers
