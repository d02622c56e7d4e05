#include "check/survey_requests.h"

#include "judge/model_identifier.h"
#include "judge/url_form.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace duodoctor::surveyrequests
{

using namespace Qt::StringLiterals;

namespace
{

constexpr GitLabVersion kRakeTakesUser{17, 7, std::nullopt};

QByteArray plainChat(const Model &model)
{
    const QJsonObject payload{{u"content"_s, u"Say hello."_s},
                              {u"provider"_s, u"litellm"_s},
                              {u"model"_s, model.family},
                              {u"model_endpoint"_s, model.endpoint},
                              {u"model_identifier"_s, model.identifier}};
    const QJsonObject component{{u"type"_s, u"prompt"_s},
                                {u"metadata"_s, QJsonObject{{u"source"_s, u"Duo Doctor"_s}, {u"version"_s, u"1"_s}}},
                                {u"payload"_s, payload}};
    return QJsonDocument(QJsonObject{{u"prompt_components"_s, QJsonArray{component}}, {u"stream"_s, false}})
        .toJson(QJsonDocument::Compact);
}

QByteArray streamedChat(const Model &model)
{
    const QJsonObject message{{u"role"_s, u"user"_s},
                              {u"content"_s, u"Say hello."_s},
                              {u"context"_s, QJsonValue::Null},
                              {u"current_file"_s, QJsonValue::Null},
                              {u"additional_context"_s, QJsonArray{}}};
    const QJsonObject metadata{{u"provider"_s, u"custom_openai"_s},
                               {u"name"_s, model.family},
                               {u"endpoint"_s, model.endpoint},
                               {u"identifier"_s, model.identifier}};
    const QJsonObject scratchpad{{u"agent_type"_s, u"react"_s}, {u"steps"_s, QJsonArray{}}};
    return QJsonDocument(QJsonObject{{u"messages"_s, QJsonArray{message}},
                                     {u"model_metadata"_s, metadata},
                                     {u"unavailable_resources"_s, QJsonArray{}},
                                     {u"options"_s, QJsonObject{{u"agent_scratchpad"_s, scratchpad}}}})
        .toJson(QJsonDocument::Compact);
}

} // namespace

RailsRequest rails(const PlanContext &context)
{
    RailsRequest request;
    request.user = context.deployment->gitlab.user;
    request.gatewayUrl = context.deployment->aiGateway.url;
    request.completionAllowed = context.completionAllowed;
    for (const Model &model : context.deployment->models) {
        request.models << RailsRequest::AskedModel{model.name, model.endpoint, model.identifier};
    }
    return request;
}

RakeRequest rake(const PlanContext &context)
{
    const auto &version = context.deployment->gitlab.version;
    return {context.deployment->gitlab.user, !version || !(*version < kRakeTakesUser)};
}

HttpRequest gatewayInside(const QString &path)
{
    HttpRequest request;
    request.url = QUrl(u"http://localhost:5052"_s + path);
    return request;
}

std::optional<HttpRequest> chatInside(const Model &model, bool streamed)
{
    if (!usesOpenAiEndpoint(model) || !readUrl(model.endpoint).isValid()) {
        return std::nullopt;
    }
    HttpRequest request = gatewayInside(streamed ? u"/v2/chat/agent"_s : u"/v1/chat/agent"_s);
    request.method = "POST";
    request.headers << std::pair{QByteArray{"Content-Type"}, QByteArray{"application/json"}};
    request.stream = streamed;
    request.body = streamed ? streamedChat(model) : plainChat(model);
    return request;
}

std::optional<WebSocketRequest> webSocket(const Deployment &deployment)
{
    const UrlForm form = readUrl(deployment.gitlab.url);
    if (!form.isValid()) {
        return std::nullopt;
    }
    QUrl origin = form.url;
    origin.setPath({});
    origin.setQuery(QString());
    origin.setFragment({});
    return WebSocketRequest{withPath(form.url, u"/api/v4/ai/duo_workflows/ws"_s), origin.toString(), {}};
}

FolderAccessRequest folders()
{
    return {{u"/tmp"_s, u"$HF_HOME"_s}};
}

bool namesGateway(const Deployment &deployment)
{
    return !deployment.aiGateway.url.isEmpty() || deployment.aiGateway.reach.via != ReachVia::None;
}

bool namesGitlab(const Deployment &deployment)
{
    return !deployment.gitlab.url.isEmpty() || deployment.gitlab.reach.via != ReachVia::None;
}

bool isReached(const Reach &reach)
{
    return reach.via != ReachVia::None && reach.via != ReachVia::Paste;
}

} // namespace duodoctor::surveyrequests
