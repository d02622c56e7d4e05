#include "check/model_requests.h"

#include "judge/model_identifier.h"
#include "judge/model_support_table.h"
#include "judge/url_form.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace duodoctor::modelrequests
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMaxTokens = 16;

HttpRequest keyedGet(const Model &model, const QUrl &url)
{
    HttpRequest request;
    request.url = url;
    if (model.apiKey.from != ApiKeySource::None) {
        request.bearer.model = model.name;
    }
    return request;
}

/// The endpoint's URL, none when it cannot be asked.
std::optional<QUrl> endpointOf(const Model &model)
{
    if (isCloudProvider(readIdentifier(model.identifier).provider)) {
        return std::nullopt;
    }
    const UrlForm form = readUrl(model.endpoint);
    return form.isValid() ? std::optional{form.url} : std::nullopt;
}

QUrl rootOf(QUrl endpoint)
{
    QString path = endpoint.path();
    if (path.endsWith("/v1"_L1)) {
        path.chop(3);
    }
    endpoint.setPath(path);
    return endpoint;
}

struct HealthPath {
    QLatin1StringView provider;
    QLatin1StringView path;
};

constexpr std::array kHealthPaths{
    HealthPath{"vllm"_L1, "/health"_L1},      HealthPath{"llamacpp"_L1, "/health"_L1},
    HealthPath{"llama.cpp"_L1, "/health"_L1}, HealthPath{"litellm"_L1, "/health/liveliness"_L1},
    HealthPath{"ollama"_L1, "/"_L1},
};

bool servesAgentPlatform(const Model &model)
{
    return std::ranges::any_of(
        model.features, [](const QString &feature) { return featureGroup(feature) == FeatureGroup::AgentPlatform; });
}

QJsonObject exampleTool()
{
    const QJsonObject parameters{{u"type"_s, u"object"_s}, {u"properties"_s, QJsonObject{}}};
    const QJsonObject function{{u"name"_s, u"current_time"_s},
                               {u"description"_s, u"Tells the time. Not needed here."_s},
                               {u"parameters"_s, parameters}};
    return {{u"type"_s, u"function"_s}, {u"function"_s, function}};
}

} // namespace

std::optional<HttpRequest> main(const Model &model)
{
    const auto endpoint = endpointOf(model);
    if (!endpoint) {
        return std::nullopt;
    }
    if (!usesOpenAiEndpoint(model)) {
        HttpRequest request; // a stranger's look at the door: no key, whatever the answer
        request.url = *endpoint;
        return request;
    }
    return keyedGet(model, withPath(*endpoint, u"/models"_s));
}

std::optional<HttpRequest> otherList(const Model &model)
{
    const auto endpoint = endpointOf(model);
    if (!endpoint || !usesOpenAiEndpoint(model)) {
        return std::nullopt;
    }
    const bool hasV1 = endpoint->path().endsWith("/v1"_L1);
    return keyedGet(model, hasV1 ? withPath(rootOf(*endpoint), u"/models"_s) : withPath(*endpoint, u"/v1/models"_s));
}

std::optional<HttpRequest> health(const Model &model)
{
    const auto endpoint = endpointOf(model);
    const auto row = std::ranges::find(kHealthPaths, model.provider.toLower(),
                                       [](const HealthPath &path) { return QString{path.provider}; });
    if (!endpoint || row == kHealthPaths.end()) {
        return std::nullopt;
    }
    HttpRequest request;
    request.url = withPath(rootOf(*endpoint), row->path);
    return request;
}

std::optional<HttpRequest> completion(const Model &model)
{
    const auto endpoint = endpointOf(model);
    if (!endpoint || !usesOpenAiEndpoint(model) || requestedName(model).isEmpty()) {
        return std::nullopt;
    }
    HttpRequest request = keyedGet(model, withPath(*endpoint, u"/chat/completions"_s));
    request.method = "POST";
    request.headers << std::pair{QByteArray{"Content-Type"}, QByteArray{"application/json"}};
    request.stream = true;
    QJsonObject body{{u"model"_s, requestedName(model)},
                     {u"messages"_s, QJsonArray{QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, u"Say hello."_s}}}},
                     {u"max_tokens"_s, kMaxTokens},
                     {u"temperature"_s, 0},
                     {u"stream"_s, true}};
    if (servesAgentPlatform(model)) {
        body.insert(u"tools"_s, QJsonArray{exampleTool()});
    }
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return request;
}

} // namespace duodoctor::modelrequests
