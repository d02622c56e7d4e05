#include "judge/container_judge.h"
#include "judge/evidence_role.h"
#include "judge/finding_ids.h"
#include "judge/gateway_container.h"
#include "judge/url_form.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

using Status = ContainerState::Status;

bool isPublished(const ContainerState &container, int port)
{
    const QList<PublishedPort> ports = container.ports.value_or(QList<PublishedPort>{});
    return std::any_of(ports.cbegin(), ports.cend(),
                       [port](const PublishedPort &each) { return each.containerPort == port && each.hostPort > 0; });
}

bool isExposed(const ContainerState &container, int port)
{
    const QList<PublishedPort> ports = container.ports.value_or(QList<PublishedPort>{});
    return std::any_of(ports.cbegin(), ports.cend(),
                       [port](const PublishedPort &each) { return each.containerPort == port; });
}

/// True when another container of the listing publishes this port of the host: a proxy in front of the gateway.
bool isServedByAnother(const ContainerListing &listing, const ContainerState &gateway, int port)
{
    return std::any_of(listing.containers.cbegin(), listing.containers.cend(), [&](const ContainerState &each) {
        const QList<PublishedPort> ports = each.ports.value_or(QList<PublishedPort>{});
        return &each != &gateway && std::any_of(ports.cbegin(), ports.cend(), [port](const PublishedPort &published) {
            return published.hostPort == port;
        });
    });
}

Finding notPublished(int port, const QString &detail)
{
    return makeFinding(finding::kGatewayPortNotPublished,
                       {{Argument::Port, QString::number(port)}, {Argument::Detail, detail}});
}

Findings judgeGatewayPort(const ContainerListing &listing, const ContainerState &container,
                          const Deployment &deployment)
{
    const int inside =
        container.environment ? container.environment->values.value(u"AIGW_FASTAPI__API_PORT"_s).toInt() : 0;
    const int port = inside > 0 ? inside : kGatewayPort;
    const UrlForm url = readUrl(deployment.aiGateway.url);
    const int wanted = url.isValid() ? effectivePort(url.url) : kGatewayPort;
    const bool isProxied =
        isServedByAnother(listing, container, wanted) ||
        (!url.isValid() && (isServedByAnother(listing, container, 443) || isServedByAnother(listing, container, 80)));
    if (isPublished(container, port) || isProxied) {
        return {};
    }
    Finding finding = notPublished(port, u"the container runs without a port of its host for %1"_s.arg(port));
    // At another port than the gateway's own, something else may stand in front.
    finding.severity = wanted == port ? finding.severity : Severity::Warning;
    return {finding};
}

Findings judgeAgentPlatformPort(const ContainerListing &listing, const ContainerState &container,
                                const Deployment &deployment)
{
    if (isPublished(container, kAgentPlatformPort)) {
        return {};
    }
    const QString detail = u"flows of the Agent Platform need it"_s;
    if (deployment.aiGateway.agentPlatform) {
        const auto address = readHostAndPort(deployment.aiGateway.agentPlatform->address);
        const int wanted = address ? address->port : kAgentPlatformPort;
        if (isServedByAnother(listing, container, wanted)) {
            return {};
        }
        Finding finding = notPublished(kAgentPlatformPort, detail);
        finding.severity = wanted == kAgentPlatformPort ? finding.severity : Severity::Warning;
        return {finding};
    }
    const auto version = versionOfDeployment(deployment, container.image);
    constexpr GitLabVersion kFirstWithService{18, 4, {}};
    // Of a listing alone, without a deployment that could do without the service, the image's version tells.
    const bool isListingAlone = deployment.aiGateway.url.isEmpty() && version && *version >= kFirstWithService;
    const bool isKnownThere =
        isListingAlone || ((!version || *version >= kFirstWithService) && isExposed(container, kAgentPlatformPort));
    const bool isExpected = isKnownThere && isPublished(container, kGatewayPort);
    if (!isExpected) {
        return {};
    }
    Finding finding = notPublished(kAgentPlatformPort, detail);
    finding.severity = Severity::Warning; // whether it is used is not known
    return {finding};
}

} // namespace

Findings judgeContainerPorts(const JudgeInput &input)
{
    const ContainerState *container = gatewayContainer(input);
    // An empty list may be that of a container in the host's network, which publishes nothing.
    const bool isAsked = container && container->ports && container->status == Status::Running &&
                         container->networkMode != "host"_L1 &&
                         (!container->ports->isEmpty() || !container->networkMode.isEmpty()) &&
                         !container->networkMode.startsWith("container:"_L1) &&
                         !container->networkMode.startsWith("ns:"_L1); // a network that somebody else has made
    if (!isAsked) {
        return {};
    }
    const ContainerListing &listing = *containerListing(input);
    return onContainerEvidence(judgeGatewayPort(listing, *container, *input.deployment) +
                                   judgeAgentPlatformPort(listing, *container, *input.deployment),
                               input);
}

} // namespace duodoctor
