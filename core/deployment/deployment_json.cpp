#include "deployment/deployment_json.h"

#include "deployment/json_object_reader.h"

#include <QJsonArray>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

// Wire words, in the order of the enumerators.
const QStringList kReachWords{u"none"_s, u"local"_s, u"ssh"_s, u"docker"_s, u"kubectl"_s, u"paste"_s};
const QStringList kEngineWords{u"docker"_s, u"podman"_s};
const QStringList kKeyWords{u"none"_s, u"keychain"_s, u"env"_s, u"prompt"_s};
const QStringList kProxyWords{u"system"_s, u"none"_s, u"manual"_s};
constexpr auto kSchema = "duo-doctor/deployment/1"_L1;
constexpr int kMaxPort = 65535;

/// The words of `ways`, as the file writes them.
template <typename Way>
QStringList wordsOf(const QList<Way> &ways)
{
    QStringList words;
    for (const Way way : ways) {
        words << QString{toWire(way)};
    }
    return words;
}

/// The way that `installation` names; absent means that nobody said.
template <typename Way>
std::optional<Way> readInstallation(JsonObjectReader &reader, const QList<Way> &ways)
{
    const bool isGiven = reader.contains("installation"_L1);
    const int index = reader.word("installation"_L1, wordsOf(ways), -1);
    return isGiven && index >= 0 ? std::optional{ways.at(index)} : std::nullopt;
}

Reach readReach(JsonObjectReader reader, bool isNested)
{
    Reach reach;
    reach.via = static_cast<ReachVia>(reader.word("via"_L1, kReachWords, 0));
    if (!reader.contains("via"_L1)) {
        reader.complain("via"_L1, u"This is missing."_s, u"Write one of: %1."_s.arg(kReachWords.join(", "_L1)));
    }
    if (isNested && reach.via != ReachVia::Ssh) {
        reader.complain("via"_L1, u"Only ssh can stand here."_s, u"Write \"via\": \"ssh\"."_s);
    }
    switch (reach.via) {
    case ReachVia::Ssh:
        reach.host = reader.requiredText("host"_L1, u"Name the host as ssh knows it."_s);
        reach.user = reader.text("user"_L1);
        reach.port = reader.integer("port"_L1, 22, 1, kMaxPort);
        reach.sudo = reader.boolean("sudo"_L1, false);
        break;
    case ReachVia::Docker:
        reach.engine = static_cast<ContainerEngine>(reader.word("engine"_L1, kEngineWords, 0));
        reach.container = reader.requiredText("container"_L1, u"Name the container."_s);
        if (auto on = reader.object("on"_L1)) {
            reach.on = std::make_shared<const Reach>(readReach(*on, true));
        }
        break;
    case ReachVia::Kubectl:
        reach.context = reader.text("context"_L1);
        reach.kubeNamespace = reader.text("namespace"_L1);
        reach.pod = reader.text("pod"_L1);
        reach.selector = reader.text("selector"_L1);
        reach.container = reader.text("container"_L1);
        if (reach.pod.isEmpty() && reach.selector.isEmpty()) {
            reader.complain("pod"_L1, u"Neither a pod nor a selector is named."_s,
                            u"Add \"pod\" or \"selector\", such as \"app=ai-gateway\"."_s);
        }
        break;
    case ReachVia::Local:
        reach.sudo = reader.boolean("sudo"_L1, false);
        break;
    case ReachVia::None:
    case ReachVia::Paste:
        break;
    }
    reader.finish();
    return reach;
}

Reach readReachOf(JsonObjectReader &parent)
{
    auto reader = parent.object("reach"_L1);
    return reader ? readReach(*reader, false) : Reach{};
}

GitLabInstance readGitLab(JsonObjectReader reader)
{
    GitLabInstance gitlab;
    gitlab.url = reader.text("url"_L1);
    if (const QString version = reader.text("version"_L1); !version.isEmpty()) {
        gitlab.version = GitLabVersion::parse(version);
        if (!gitlab.version) {
            reader.complain("version"_L1, u"“%1” is no GitLab version."_s.arg(version.left(40)),
                            u"Write it as 18.2.1 or 18.2."_s);
        }
    }
    gitlab.user = reader.text("user"_L1);
    gitlab.installation = readInstallation(reader, allGitLabInstallations());
    gitlab.reach = readReachOf(reader);
    reader.finish();
    return gitlab;
}

AiGateway readGateway(JsonObjectReader reader)
{
    AiGateway gateway;
    gateway.url = reader.text("url"_L1);
    if (auto platform = reader.object("agent_platform"_L1)) {
        AgentPlatform service;
        service.address =
            platform->requiredText("address"_L1, u"Write it as host:port, such as aigw.example.com:50052."_s);
        service.tls = platform->boolean("tls"_L1, true);
        platform->finish();
        gateway.agentPlatform = service;
    }
    gateway.metrics = reader.textList("metrics"_L1);
    gateway.image = reader.text("image"_L1);
    gateway.installation = readInstallation(reader, allGatewayInstallations());
    gateway.reach = readReachOf(reader);
    reader.finish();
    return gateway;
}

ApiKeyReference readApiKey(JsonObjectReader &model)
{
    if (model.contains("api_key"_L1) && model.value("api_key"_L1).isString()) {
        model.complain("api_key"_L1, u"A key must not stand in this file."_s,
                       u"Write {\"from\": \"keychain\"}, {\"from\": \"env\", \"variable\": \"NAME\"} or {\"from\": "
                       "\"prompt\"}, and change the key if others could read this file."_s);
        return {};
    }
    auto reader = model.object("api_key"_L1);
    if (!reader) {
        return {};
    }
    ApiKeyReference key;
    key.from = static_cast<ApiKeySource>(reader->word("from"_L1, kKeyWords, 0));
    if (key.from == ApiKeySource::Environment) {
        key.variable = reader->requiredText("variable"_L1, u"Name the environment variable that holds the key."_s);
    }
    reader->finish();
    return key;
}

Model readModel(JsonObjectReader reader)
{
    Model model;
    model.name = reader.requiredText("name"_L1, u"Give the model a short name of your choice."_s);
    model.family = reader.text("family"_L1);
    model.provider = reader.text("provider"_L1);
    model.identifier = reader.text("identifier"_L1);
    model.endpoint = reader.text("endpoint"_L1);
    model.features = reader.textList("features"_L1);
    model.apiKey = readApiKey(reader);
    reader.finish();
    return model;
}

TrustFiles readTrust(JsonObjectReader reader)
{
    TrustFiles trust;
    trust.caBundle = reader.text("ca_bundle"_L1);
    trust.gatewayBundle = reader.text("gateway_bundle"_L1);
    trust.gitlabTrustedCerts = reader.text("gitlab_trusted_certs"_L1);
    reader.finish();
    return trust;
}

ProxySettings readProxy(JsonObjectReader reader)
{
    ProxySettings proxy;
    proxy.mode = static_cast<ProxyMode>(reader.word("mode"_L1, kProxyWords, 0));
    if (proxy.mode == ProxyMode::Manual) {
        proxy.url = reader.requiredText("url"_L1, u"Write it as http://proxy.example.com:3128."_s);
        proxy.noProxy = reader.textList("no_proxy"_L1);
    }
    reader.finish();
    return proxy;
}

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
    object.insert("via"_L1, kReachWords.at(static_cast<int>(reach.via)));
    switch (reach.via) {
    case ReachVia::Ssh:
        put(object, "host"_L1, reach.host);
        put(object, "user"_L1, reach.user);
        object.insert("port"_L1, reach.port);
        object.insert("sudo"_L1, reach.sudo);
        break;
    case ReachVia::Docker:
        object.insert("engine"_L1, kEngineWords.at(static_cast<int>(reach.engine)));
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
    QJsonObject key{{u"from"_s, kKeyWords.at(static_cast<int>(model.apiKey.from))}};
    put(key, "variable"_L1, model.apiKey.variable);
    object.insert("api_key"_L1, key);
    return object;
}

QJsonObject toJson(const ProxySettings &proxy)
{
    QJsonObject object{{u"mode"_s, kProxyWords.at(static_cast<int>(proxy.mode))}};
    put(object, "url"_L1, proxy.url);
    put(object, "no_proxy"_L1, proxy.noProxy);
    return object;
}

} // namespace

Deployment deploymentFromJson(const QJsonObject &document, QList<DeploymentProblem> &problems)
{
    JsonObjectReader reader(document, {}, problems);
    Deployment deployment;
    const QString schema = reader.requiredText("schema"_L1, u"Write \"schema\": \"%1\"."_s.arg(kSchema));
    if (!schema.isEmpty() && schema != kSchema) {
        reader.complain("schema"_L1, u"“%1” is not a schema that this version reads."_s.arg(schema.left(60)),
                        u"Write \"%1\"."_s.arg(kSchema));
    }
    deployment.name = reader.text("name"_L1);
    if (auto gitlab = reader.object("gitlab"_L1)) {
        deployment.gitlab = readGitLab(*gitlab);
    }
    if (auto gateway = reader.object("ai_gateway"_L1)) {
        deployment.aiGateway = readGateway(*gateway);
    }
    const auto models = reader.objects("models"_L1);
    for (const JsonObjectReader &model : models) {
        deployment.models << readModel(model);
    }
    if (auto trust = reader.object("trust"_L1)) {
        deployment.trust = readTrust(*trust);
    }
    if (auto proxy = reader.object("proxy"_L1)) {
        deployment.proxy = readProxy(*proxy);
    }
    deployment.offline = reader.boolean("offline"_L1, false);
    reader.finish();
    return deployment;
}

QJsonObject deploymentToJson(const Deployment &deployment)
{
    QJsonObject object{{u"schema"_s, QString{kSchema}}};
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
