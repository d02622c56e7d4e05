#include "practice/gateway_server.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QUuid>

#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr std::array kOpenPaths{"/monitoring/healthz", "/monitoring/ready", "/metrics", "/v1/models/definitions"};

/// The header lines that the gateway's middleware adds to every answer.
HeaderList ownHeaders(const ServedRequest &request)
{
    QByteArray id = request.header("x-request-id").left(200);
    if (id.isEmpty()) {
        id = QUuid::createUuid().toByteArray(QUuid::Id128);
    }
    return {{"server", "uvicorn"}, {"x-request-id", id}, {"x-process-time", "0.0009"}};
}

/// What a token check answers, an empty text where the request passes. A practice gateway knows no keys, so no token is
/// ever good.
QString authenticationError(const ServedRequest &request)
{
    const QByteArray authorization = request.header("authorization");
    if (authorization.isEmpty()) {
        return u"No authorization header presented"_s;
    }
    if (!authorization.startsWith("Bearer ") || authorization.size() <= 7) {
        return u"Invalid authorization header"_s;
    }
    if (request.header("x-gitlab-authentication-type").toLower() != "oidc") {
        return u"Invalid authentication token type - only OIDC is supported"_s;
    }
    return u"Forbidden by auth provider"_s;
}

QJsonObject modelDefinitions()
{
    const QJsonObject model{{u"name"_s, u"Mistral Small 24B Instruct 2506"_s},
                            {u"identifier"_s, u"mistral_small_2506"_s},
                            {u"provider"_s, u"custom_openai"_s}};
    const QJsonObject primitive{{u"feature_setting"_s, u"duo_chat"_s}, {u"default_model"_s, u"mistral_small_2506"_s}};
    return {{u"models"_s, QJsonArray{model}}, {u"unit_primitives"_s, QJsonArray{primitive}}};
}

ServedAnswer routed(const GatewayBehaviour &behaviour, const ServedRequest &request, const HeaderList &headers)
{
    const QByteArray &path = request.path;
    if (path == "/monitoring/healthz") {
        return behaviour.state == GatewayState::Unhealthy
                   ? textAnswer(500, "Internal Server Error", "text/plain; charset=utf-8", headers)
                   : textAnswer(200, "{}", "application/json", headers);
    }
    if (path == "/monitoring/ready") {
        // It asks cloud models that a self-hosted gateway does not have, and fails on healthy ones.
        return textAnswer(503, "{}", "application/json", headers);
    }
    if (path == "/v1/models/definitions") {
        return jsonAnswer(200, modelDefinitions(), headers);
    }
    if (path == "/docs" && behaviour.state == GatewayState::AuthBypassed) {
        return textAnswer(
            200, "<!DOCTYPE html>\n<html>\n<head><title>GitLab AI Gateway - Swagger UI</title></head>\n</html>\n",
            "text/html; charset=utf-8", headers);
    }
    return jsonAnswer(404, {{u"detail"_s, u"Not Found"_s}}, headers);
}

bool isOpenPath(const QByteArray &path)
{
    return std::find(kOpenPaths.begin(), kOpenPaths.end(), path) != kOpenPaths.end();
}

} // namespace

ServedAnswer gatewayAnswer(const GatewayBehaviour &behaviour, const ServedRequest &request)
{
    switch (behaviour.state) {
    case GatewayState::DefaultPage:
        return nginxDefaultAnswer(request.path);
    case GatewayState::Redirects:
        return nginxErrorAnswer(301, {{"location", behaviour.redirectsTo + request.path}});
    case GatewayState::BadGateway:
        return nginxErrorAnswer(502);
    case GatewayState::Unavailable:
        return nginxErrorAnswer(503);
    case GatewayState::GatewayTimeout:
        return nginxErrorAnswer(504);
    case GatewayState::Healthy:
    case GatewayState::Unhealthy:
    case GatewayState::AuthBypassed:
        break;
    }
    const HeaderList headers = ownHeaders(request);
    const QString refusal = authenticationError(request);
    if (behaviour.state != GatewayState::AuthBypassed && !isOpenPath(request.path) && !refusal.isEmpty()) {
        return jsonAnswer(401, {{u"error"_s, refusal}}, headers);
    }
    return routed(behaviour, request, headers);
}

} // namespace duodoctor
