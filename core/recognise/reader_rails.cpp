#include "recognise/reader_rails.h"

#include "evidence/ruby_failure.h"
#include "recognise/output_lines.h"
#include "recognise/readers.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxRailsEntries = 1000;
constexpr qsizetype kMaxBody = 2000;
constexpr auto kMark = "DUODOC {"_L1;

// Absent and null both mean that nothing was answered.

void take(const QJsonObject &line, QLatin1StringView key, std::optional<QString> &target)
{
    if (const QJsonValue value = line.value(key); value.isString()) {
        target = value.toString().left(kMaxBody);
    }
}

void take(const QJsonObject &line, QLatin1StringView key, std::optional<bool> &target)
{
    if (const QJsonValue value = line.value(key); value.isBool()) {
        target = value.toBool();
    }
}

void take(const QJsonObject &line, QLatin1StringView key, std::optional<int> &target)
{
    if (const QJsonValue value = line.value(key); value.isDouble()) {
        target = value.toInt();
    }
}

QString railsText(const QJsonObject &object, QLatin1StringView key)
{
    return object.value(key).toString().left(kMaxBody);
}

QList<QJsonValue> entriesOf(const QJsonValue &value)
{
    const QJsonArray array = value.toArray();
    QList<QJsonValue> entries;
    for (qsizetype i = 0; i < std::min<qsizetype>(array.size(), kMaxRailsEntries); ++i) {
        entries << array.at(i);
    }
    return entries;
}

void takeVersion(const QJsonObject &line, RailsAnswers &answers)
{
    take(line, "version"_L1, answers.version);
    take(line, "ee"_L1, answers.isEnterprise);
}

void takeGatewayUrl(const QJsonObject &line, RailsAnswers &answers)
{
    take(line, "url"_L1, answers.gatewayUrl);
    take(line, "database"_L1, answers.gatewayUrlDatabase);
    take(line, "environment"_L1, answers.gatewayUrlEnvironment);
}

void takeTimeout(const QJsonObject &line, RailsAnswers &answers)
{
    take(line, "seconds"_L1, answers.gatewayTimeoutSeconds);
}

void takeAgentPlatform(const QJsonObject &line, RailsAnswers &answers)
{
    take(line, "url"_L1, answers.agentPlatformUrl);
    take(line, "secure"_L1, answers.agentPlatformSecure);
}

void takeLicense(const QJsonObject &line, RailsAnswers &answers)
{
    take(line, "plan"_L1, answers.licensePlan);
    take(line, "expires"_L1, answers.licenseExpires);
    take(line, "expired"_L1, answers.licenseIsExpired);
    take(line, "code_suggestions"_L1, answers.licenseHasCodeSuggestions);
    take(line, "offline"_L1, answers.licenseIsOffline);
}

void takeUser(const QJsonObject &line, RailsAnswers &answers)
{
    take(line, "asked"_L1, answers.user);
    take(line, "exists"_L1, answers.userExists);
    take(line, "can_access"_L1, answers.userCanAccess);
    take(line, "allowed"_L1, answers.userAllowedToUse);
}

void takeModels(const QJsonObject &line, RailsAnswers &answers)
{
    if (!line.value("models"_L1).isArray()) {
        return;
    }
    QList<ConfiguredModel> models;
    for (const QJsonValue &value : entriesOf(line.value("models"_L1))) {
        const QJsonObject object = value.toObject();
        ConfiguredModel model;
        model.id = object.value("id"_L1).toInt();
        model.name = railsText(object, "name"_L1);
        model.family = railsText(object, "family"_L1);
        model.endpoint = railsText(object, "endpoint"_L1);
        model.identifier = railsText(object, "identifier"_L1);
        model.provider = railsText(object, "provider"_L1);
        model.releaseState = railsText(object, "release_state"_L1);
        model.hasKey = object.value("has_key"_L1).toBool() || object.value("key"_L1).toBool();
        models << model;
    }
    answers.models = models;
}

void takeFeatures(const QJsonObject &line, RailsAnswers &answers)
{
    if (!line.value("features"_L1).isArray()) {
        return;
    }
    QList<ConfiguredFeature> features;
    for (const QJsonValue &value : entriesOf(line.value("features"_L1))) {
        const QJsonObject object = value.toObject();
        features << ConfiguredFeature{railsText(object, "feature"_L1), railsText(object, "provider"_L1),
                                      object.value("model_id"_L1).toInt()};
    }
    answers.features = features;
}

void takeCodeSuggestions(const QJsonObject &line, RailsAnswers &answers)
{
    take(line, "self_hosted"_L1, answers.codeSuggestionsSelfHosted);
}

void takeLogging(const QJsonObject &line, RailsAnswers &answers)
{
    take(line, "verbose_setting"_L1, answers.verboseSetting);
    take(line, "verbose_flag"_L1, answers.verboseFlag);
}

void takeSelfSigns(const QJsonObject &line, RailsAnswers &answers)
{
    take(line, "self_signs"_L1, answers.selfSignsTokens);
}

void takeProxy(const QJsonObject &line, RailsAnswers &answers)
{
    if (!line.value("variables"_L1).isArray()) {
        return;
    }
    QStringList variables;
    for (const QJsonValue &value : entriesOf(line.value("variables"_L1))) {
        variables << value.toString().left(kMaxBody);
    }
    answers.proxyVariables = variables;
}

using Purpose = RailsRequestOutcome::Purpose;

std::optional<Purpose> purposeOf(const QString &text)
{
    static constexpr std::array kPurposes{std::pair{"configured-gateway"_L1, Purpose::ConfiguredGateway},
                                          std::pair{"deployment-gateway"_L1, Purpose::DeploymentGateway},
                                          std::pair{"model-endpoint"_L1, Purpose::ModelEndpoint},
                                          std::pair{"completion"_L1, Purpose::Completion},
                                          std::pair{"model-test"_L1, Purpose::ModelTest}};
    for (const auto &[name, purpose] : kPurposes) {
        if (text == name) {
            return purpose;
        }
    }
    return std::nullopt;
}

/// A class of a gem tells nothing by its name; one of its ancestors may.
QString knownClassOf(const QJsonObject &line)
{
    const QString own = railsText(line, "error_class"_L1);
    if (failureOfRubyError(own, {})) {
        return own;
    }
    for (const QJsonValue &ancestor : entriesOf(line.value("error_ancestors"_L1))) {
        if (failureOfRubyError(ancestor.toString(), {})) {
            return ancestor.toString();
        }
    }
    return own;
}

void takeRequest(const QJsonObject &line, RailsAnswers &answers)
{
    const auto purpose = purposeOf(railsText(line, "purpose"_L1));
    if (!purpose || answers.requests.size() >= kMaxRailsEntries) {
        return;
    }
    RailsRequestOutcome request;
    request.purpose = *purpose;
    request.subject = railsText(line, "subject"_L1);
    request.url = railsText(line, "url"_L1);
    request.throughGitlabHttp = line.value("gitlab_http"_L1).toBool(true);
    request.status = line.value("status"_L1).toInt();
    request.body = railsText(line, "body"_L1);
    request.errorClass = railsText(line, "error_class"_L1);
    request.errorMessage = railsText(line, "error_message"_L1);
    request.isBlockedByFilter = line.value("blocked"_L1).toBool();
    request.elapsed = std::chrono::milliseconds(line.value("elapsed_ms"_L1).toInteger());
    settleFailure(request);
    if (request.failure == NetworkFailureKind::None && !request.errorClass.isEmpty()) {
        request.failure = failureOfRubyError(knownClassOf(line), request.errorMessage).kind;
    }
    answers.requests << request;
}

void takeError(const QJsonObject &line, RailsAnswers &answers)
{
    if (answers.errors.size() < kMaxRailsEntries) {
        answers.errors << u"%1: %2"_s.arg(railsText(line, "class"_L1), railsText(line, "message"_L1).left(600));
    }
}

struct Topic {
    QLatin1StringView name;
    void (*read)(const QJsonObject &, RailsAnswers &);
};

constexpr std::array kTopics{
    Topic{"version"_L1, takeVersion},
    Topic{"gateway-url"_L1, takeGatewayUrl},
    Topic{"gateway-timeout"_L1, takeTimeout},
    Topic{"agent-platform"_L1, takeAgentPlatform},
    Topic{"license"_L1, takeLicense},
    Topic{"user"_L1, takeUser},
    Topic{"models"_L1, takeModels},
    Topic{"features"_L1, takeFeatures},
    Topic{"code-suggestions"_L1, takeCodeSuggestions},
    Topic{"logging"_L1, takeLogging},
    Topic{"self-signs"_L1, takeSelfSigns},
    Topic{"proxy"_L1, takeProxy},
    Topic{"request"_L1, takeRequest},
    Topic{"error"_L1, takeError},
};

/// Lines of the script; a wrapped one is read over its line breaks.
bool readScript(const QString &text, RailsAnswers &answers)
{
    bool isAny = false;
    qsizetype at = text.indexOf(kMark);
    while (at >= 0) {
        const qsizetype next = text.indexOf(kMark, at + kMark.size());
        const QString piece = next < 0 ? text.sliced(at) : text.sliced(at, next - at);
        if (const auto line = readJsonObject(piece, kMark.size() - 1)) {
            readRailsLine(*line, answers);
            isAny = true;
        }
        at = next;
    }
    return isAny;
}

} // namespace

void settleFailure(RailsRequestOutcome &request)
{
    if (request.errorClass.isEmpty() && request.errorMessage.isEmpty()) {
        return;
    }
    request.failure = failureOfRubyError(request.errorClass, request.errorMessage).kind;
    request.isBlockedByFilter =
        request.isBlockedByFilter || isRefusedByOutboundFilter(request.errorClass, request.errorMessage);
}

void readRailsLine(const QJsonObject &line, RailsAnswers &answers)
{
    const QString name = line.value("topic"_L1).toString();
    if (name.isEmpty()) { // the one line of models and features that facts/commands E7 prints
        takeModels(line, answers);
        takeFeatures(line, answers);
        return;
    }
    for (const Topic &topic : kTopics) {
        if (name == topic.name) {
            topic.read(line, answers);
        }
    }
}

std::optional<RailsAnswers> railsAnswers(const QString &text)
{
    RailsAnswers answers;
    const bool isScript = readScript(text, answers);
    const bool isConsole = readRailsConsole(text, answers);
    return isScript || isConsole ? std::optional{answers} : std::nullopt;
}

} // namespace duodoctor::readers
