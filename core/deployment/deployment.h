#pragma once

#include "deployment/gitlab_version.h"
#include "deployment/installation.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace duodoctor
{

/// How commands get to the place that a vantage names.
enum class ReachVia { None, Local, Ssh, Docker, Kubectl, Paste };

enum class ContainerEngine { Docker, Podman };

/// One `reach` object of the deployment file. Only the fields of the chosen `via` mean anything.
struct Reach {
    ReachVia via = ReachVia::None;

    // ssh
    QString host;
    QString user;
    int port = 22; ///< 1 to 65535
    bool sudo = false;

    // docker
    ContainerEngine engine = ContainerEngine::Docker;
    QString container;               ///< also names the container of a pod for kubectl
    std::shared_ptr<const Reach> on; ///< an ssh reach when the container is on another host; else null

    // kubectl
    QString context;
    QString kubeNamespace;
    QString pod;
    QString selector;

    friend bool operator==(const Reach &a, const Reach &b);
};

/// The GitLab instance. URLs are kept as typed: judging their form is a check, not the parser's business.
struct GitLabInstance {
    QString url;
    std::optional<GitLabVersion> version;
    QString user; ///< the user whose access is asked about; empty means not given
    Reach reach;
    std::optional<GitLabInstallation> installation; ///< as the file names it; possibleInstallations() infers
    friend bool operator==(const GitLabInstance &, const GitLabInstance &) = default;
};

/// The gRPC address of the Agent Platform service: `host:port`, without a scheme.
struct AgentPlatform {
    QString address;
    bool tls = true;
    friend bool operator==(const AgentPlatform &, const AgentPlatform &) = default;
};

struct AiGateway {
    QString url;
    std::optional<AgentPlatform> agentPlatform;
    QStringList metrics; ///< URLs of Prometheus endpoints
    QString image;       ///< image reference or tag; empty means not given
    Reach reach;
    std::optional<GatewayInstallation> installation; ///< as the file names it; possibleInstallations() infers
    friend bool operator==(const AiGateway &, const AiGateway &) = default;
};

/// Where a model's key is kept. The key itself never stands in a deployment.
enum class ApiKeySource { None, Keychain, Environment, Prompt };

struct ApiKeyReference {
    ApiKeySource from = ApiKeySource::None;
    QString variable; ///< for Environment only
    friend bool operator==(const ApiKeyReference &, const ApiKeyReference &) = default;
};

/// One self-hosted model, as configured in GitLab.
struct Model {
    QString name;       ///< unique within the deployment; the `subject` of its checks
    QString family;     ///< mistral, llama3, general ...
    QString provider;   ///< vllm, litellm, ollama, llamacpp, bedrock, azure ...; empty means unknown
    QString identifier; ///< custom_openai/Mistral-Small ...
    QString endpoint;   ///< ends with /v1 for OpenAI-compatible servers
    QStringList features;
    ApiKeyReference apiKey;
    friend bool operator==(const Model &, const Model &) = default;
};

/// Certificates that a client of the chain trusts besides its system's. Paths are as typed, relative to the
/// deployment file's folder (`Deployment::baseFolder`).
struct TrustFiles {
    QString caBundle;           ///< added to the workstation's trust
    QString gatewayBundle;      ///< what the gateway's Python uses, instead of Certifi
    QString gitlabTrustedCerts; ///< folder or file of GitLab's trusted certificates
    friend bool operator==(const TrustFiles &, const TrustFiles &) = default;
};

enum class ProxyMode { System, None, Manual };

/// The proxy between this workstation and the deployment.
struct ProxySettings {
    ProxyMode mode = ProxyMode::System;
    QString url;         ///< for Manual: http://host:port, no user or password
    QStringList noProxy; ///< for Manual: hosts and domains that are reached directly
    friend bool operator==(const ProxySettings &, const ProxySettings &) = default;
};

/// What is there: the whole of a deployment file. Values only; nothing here has been looked at yet.
struct Deployment {
    QString name;
    GitLabInstance gitlab;
    AiGateway aiGateway;
    QList<Model> models;
    TrustFiles trust;
    ProxySettings proxy;
    bool offline = false;

    QString baseFolder; ///< folder that relative paths start from; not part of the file

    /// `path` made absolute against baseFolder; empty stays empty.
    QString resolvedPath(const QString &path) const;
    const Model *model(QStringView modelName) const;

    friend bool operator==(const Deployment &, const Deployment &) = default;
};

} // namespace duodoctor
