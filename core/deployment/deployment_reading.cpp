#include "deployment/deployment_json.h"

#include "deployment/deployment_wire.h"
#include "deployment/json_object_reader.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kHighestPort = 65535;

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
    reach.via = static_cast<ReachVia>(reader.word("via"_L1, wire::kReachWords, 0));
    if (!reader.contains("via"_L1)) {
        reader.complain("via"_L1, u"This is missing."_s, u"Write one of: %1."_s.arg(wire::kReachWords.join(", "_L1)));
    }
    if (isNested && reach.via != ReachVia::Ssh) {
        reader.complain("via"_L1, u"Only ssh can stand here."_s, u"Write \"via\": \"ssh\"."_s);
    }
    switch (reach.via) {
    case ReachVia::Ssh:
        reach.host = reader.requiredText("host"_L1, u"Name the host as ssh knows it."_s);
        reach.user = reader.text("user"_L1);
        reach.port = reader.integer("port"_L1, 22, 1, kHighestPort);
        reach.sudo = reader.boolean("sudo"_L1, false);
        break;
    case ReachVia::Docker:
        reach.engine = static_cast<ContainerEngine>(reader.word("engine"_L1, wire::kEngineWords, 0));
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
    key.from = static_cast<ApiKeySource>(reader->word("from"_L1, wire::kKeyWords, 0));
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
    proxy.mode = static_cast<ProxyMode>(reader.word("mode"_L1, wire::kProxyWords, 0));
    if (proxy.mode == ProxyMode::Manual) {
        proxy.url = reader.requiredText("url"_L1, u"Write it as http://proxy.example.com:3128."_s);
        proxy.noProxy = reader.textList("no_proxy"_L1);
    }
    reader.finish();
    return proxy;
}

} // namespace

Deployment deploymentFromJson(const QJsonObject &document, QList<DeploymentProblem> &problems)
{
    JsonObjectReader reader(document, {}, problems);
    Deployment deployment;
    const QString schema = reader.requiredText("schema"_L1, u"Write \"schema\": \"%1\"."_s.arg(wire::kSchema));
    if (!schema.isEmpty() && schema != wire::kSchema) {
        reader.complain("schema"_L1, u"“%1” is not a schema that this version reads."_s.arg(schema.left(60)),
                        u"Write \"%1\"."_s.arg(wire::kSchema));
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

} // namespace duodoctor
