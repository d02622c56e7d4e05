#include "deployment/installation.h"

#include "deployment/deployment.h"

#include <array>
#include <utility>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr std::array kGitLabWays{
    std::pair{GitLabInstallation::LinuxPackage, "linux-package"_L1},
    std::pair{GitLabInstallation::Helm, "helm"_L1},
    std::pair{GitLabInstallation::Docker, "docker"_L1},
    std::pair{GitLabInstallation::SelfCompiled, "self-compiled"_L1},
};

constexpr std::array kGatewayWays{
    std::pair{GatewayInstallation::Docker, "docker"_L1},
    std::pair{GatewayInstallation::Compose, "compose"_L1},
    std::pair{GatewayInstallation::Helm, "helm"_L1},
    std::pair{GatewayInstallation::OpenShift, "openshift"_L1},
};

template <typename Table, typename Way>
QLatin1StringView wireOf(const Table &table, Way way)
{
    for (const auto &[value, wire] : table) {
        if (value == way) {
            return wire;
        }
    }
    return {};
}

template <typename Way, typename Table>
std::optional<Way> wayOf(const Table &table, QStringView text)
{
    for (const auto &[value, wire] : table) {
        if (text == wire) {
            return value;
        }
    }
    return std::nullopt;
}

template <typename Way, typename Table>
QList<Way> waysOf(const Table &table)
{
    QList<Way> ways;
    for (const auto &[value, wire] : table) {
        ways << value;
    }
    return ways;
}

} // namespace

QLatin1StringView toWire(GitLabInstallation way)
{
    return wireOf(kGitLabWays, way);
}

QLatin1StringView toWire(GatewayInstallation way)
{
    return wireOf(kGatewayWays, way);
}

std::optional<GitLabInstallation> gitlabInstallationFromWire(QStringView text)
{
    return wayOf<GitLabInstallation>(kGitLabWays, text);
}

std::optional<GatewayInstallation> gatewayInstallationFromWire(QStringView text)
{
    return wayOf<GatewayInstallation>(kGatewayWays, text);
}

QList<GitLabInstallation> allGitLabInstallations()
{
    return waysOf<GitLabInstallation>(kGitLabWays);
}

QList<GatewayInstallation> allGatewayInstallations()
{
    return waysOf<GatewayInstallation>(kGatewayWays);
}

QList<GitLabInstallation> possibleInstallations(const GitLabInstance &gitlab)
{
    if (gitlab.installation) {
        return {*gitlab.installation};
    }
    switch (gitlab.reach.via) {
    case ReachVia::Kubectl:
        return {GitLabInstallation::Helm};
    case ReachVia::Docker:
        return {GitLabInstallation::Docker};
    case ReachVia::Ssh:
    case ReachVia::Local:
        return {GitLabInstallation::LinuxPackage, GitLabInstallation::Docker, GitLabInstallation::SelfCompiled};
    case ReachVia::None:
    case ReachVia::Paste:
        break;
    }
    return allGitLabInstallations();
}

QList<GatewayInstallation> possibleInstallations(const AiGateway &gateway)
{
    if (gateway.installation) {
        return {*gateway.installation};
    }
    switch (gateway.reach.via) {
    case ReachVia::Docker:
        return {GatewayInstallation::Docker, GatewayInstallation::Compose};
    case ReachVia::Kubectl:
        return {GatewayInstallation::Helm, GatewayInstallation::OpenShift};
    case ReachVia::None:
    case ReachVia::Local:
    case ReachVia::Ssh:
    case ReachVia::Paste:
        break;
    }
    return allGatewayInstallations();
}

} // namespace duodoctor
