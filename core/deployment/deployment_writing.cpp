#include "deployment/deployment_json.h"

#include "deployment/deployment_wire.h"

#include <QJsonArray>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// Inserts what is not empty.
void put(QJsonObject &object, QLatin1StringView key, const QString &value)
{
    if (!value.isEmpty()) {
        object.insert(key, value);
    }
}

void put(QJsonObject &object, QLatin1StringView key, const QJsonObject &value)
{
    if (!value.isEmpty()) {
        object.insert(key, value);
    }
}

void put(QJsonObject &object, QLatin1StringView key, const QStringList &values)
{
    if (!values.isEmpty()) {
        object.insert(key, QJsonArray::fromStringList(values));
    }
}

QJsonObject toJson(const Reach &reach)
{
    QJsonObject object;
    if (reach.via == ReachVia::None) {
        return object;
    }
    object.insert("via"_L1, wire::kReachWords.at(static_cast<int>(reach.via)));
    switch (reach.via) {
    case ReachVia::Ssh:
        put(object, "host"_L1, reach.host);
        put(object, "user"_L1, reach.user);
        object.insert("port"_L1, reach.port);
        object.insert("sudo"_L1, reach.sudo);
        break;
    case ReachVia::Docker:
        object.insert("engine"_L1, wire::kEngineWords.at(static_cast<int>(reach.engine)));
        put(object, "container"_L1, reach.container);
        if (reach.on) {
            put(object, "on"_L1, toJson(*reach.on));
        }
        break;
    case ReachVia::Kubectl:
        put(object, "context"_L1, reach.context);
        put(object, "namespace"_L1, reach.kubeNamespace);
        put(object, "pod"_L1, reach.pod);
        put(object, "selector"_L1, reach.selector);
        put(object, "container"_L1, reach.container);
        break;
    case ReachVia::Local:
        if (reach.sudo) {
            object.insert("sudo"_L1, true);
        }
        break;
    case ReachVia::None:
    case ReachVia::Paste:
        break;
    }
    return object;
}

QJsonObject toJson(const GitLabInstance &gitlab)
{
    QJsonObject object;
    put(object, "url"_L1, gitlab.url);
    put(object, "version"_L1, gitlab.version ? gitlab.version->toString() : QString{});
    put(object, "user"_L1, gitlab.user);
    put(object, "installation"_L1, gitlab.installation ? QString{toWire(*gitlab.installation)} : QString{});
    put(object, "reach"_L1, toJson(gitlab.reach));
    return object;
}

QJsonObject toJson(const AiGateway &gateway)
{
    QJsonObject object;
    put(object, "url"_L1, gateway.url);
    if (gateway.agentPlatform) {
        object.insert("agent_platform"_L1, QJsonObject{{u"address"_s, gateway.agentPlatform->address},
                                                       {u"tls"_s, gateway.agentPlatform->tls}});
    }
    put(object, "metrics"_L1, gateway.metrics);
    put(object, "image"_L1, gateway.image);
    put(object, "installation"_L1, gateway.installation ? QString{toWire(*gateway.installation)} : QString{});
    put(object, "reach"_L1, toJson(gateway.reach));
    return object;
}

QJsonObject toJson(const Model &model)
{
    QJsonObject object;
    put(object, "name"_L1, model.name);
    put(object, "family"_L1, model.family);
    put(object, "provider"_L1, model.provider);
    put(object, "identifier"_L1, model.identifier);
    put(object, "endpoint"_L1, model.endpoint);
    put(object, "features"_L1, model.features);
    QJsonObject key{{u"from"_s, wire::kKeyWords.at(static_cast<int>(model.apiKey.from))}};
    put(key, "variable"_L1, model.apiKey.variable);
    object.insert("api_key"_L1, key);
    return object;
}

QJsonObject toJson(const ProxySettings &proxy)
{
    QJsonObject object{{u"mode"_s, wire::kProxyWords.at(static_cast<int>(proxy.mode))}};
    put(object, "url"_L1, proxy.url);
    put(object, "no_proxy"_L1, proxy.noProxy);
    return object;
}

} // namespace

QJsonObject deploymentToJson(const Deployment &deployment)
{
    QJsonObject object{{u"schema"_s, QString{wire::kSchema}}};
    put(object, "name"_L1, deployment.name);
    put(object, "gitlab"_L1, toJson(deployment.gitlab));
    put(object, "ai_gateway"_L1, toJson(deployment.aiGateway));
    QJsonArray models;
    for (const Model &model : deployment.models) {
        models.append(toJson(model));
    }
    object.insert("models"_L1, models);
    QJsonObject trust;
    put(trust, "ca_bundle"_L1, deployment.trust.caBundle);
    put(trust, "gateway_bundle"_L1, deployment.trust.gatewayBundle);
    put(trust, "gitlab_trusted_certs"_L1, deployment.trust.gitlabTrustedCerts);
    put(object, "trust"_L1, trust);
    put(object, "proxy"_L1, toJson(deployment.proxy));
    object.insert("offline"_L1, deployment.offline);
    return object;
}

} // namespace duodoctor
