#pragma once

#include <QLatin1StringView>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace duodoctor
{

struct AiGateway;
struct GitLabInstance;

/// How GitLab was installed: where its settings stand and how it is restarted depends on it.
enum class GitLabInstallation { LinuxPackage, Helm, Docker, SelfCompiled };
/// How the AI Gateway was installed.
enum class GatewayInstallation { Docker, Compose, Helm, OpenShift };

/// Wire spelling as in a deployment file: `linux-package`, `helm`, `docker`, `self-compiled`.
QLatin1StringView toWire(GitLabInstallation way);
/// `docker`, `compose`, `helm`, `openshift`.
QLatin1StringView toWire(GatewayInstallation way);
std::optional<GitLabInstallation> gitlabInstallationFromWire(QStringView text);
std::optional<GatewayInstallation> gatewayInstallationFromWire(QStringView text);

/// Every way, in the order of the enumerators.
QList<GitLabInstallation> allGitLabInstallations();
QList<GatewayInstallation> allGatewayInstallations();

/// The ways that the deployment leaves open: the one that it names, else those that fit how the place is reached. A
/// host that is reached by ssh may run anything but a pod; nothing known leaves every way open. Never empty.
QList<GitLabInstallation> possibleInstallations(const GitLabInstance &gitlab);
/// A gateway reached by ssh or locally may be a container there or a pod that this host's kubectl reaches.
QList<GatewayInstallation> possibleInstallations(const AiGateway &gateway);

} // namespace duodoctor
