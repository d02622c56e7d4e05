#include "judge/gateway_container.h"

#include "judge/evidence_role.h"

#include <QRegularExpression>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

bool hasGatewayName(const QString &name)
{
    static const QRegularExpression form(u"(ai-?gateway|ai_gateway|aigw|model-gateway|ai-assist)"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    return form.match(name.left(500)).hasMatch();
}

bool publishesGatewayPort(const ContainerState &container)
{
    const QList<PublishedPort> ports = container.ports.value_or(QList<PublishedPort>{});
    return std::any_of(ports.cbegin(), ports.cend(),
                       [](const PublishedPort &port) { return port.containerPort == kGatewayPort; });
}

template <typename Predicate>
const ContainerState *firstWith(const ContainerListing &listing, Predicate predicate)
{
    const auto found = std::find_if(listing.containers.cbegin(), listing.containers.cend(), predicate);
    return found == listing.containers.cend() ? nullptr : &*found;
}

bool isGatewayPod(const PodState &pod)
{
    const bool isByImage = std::any_of(pod.containers.cbegin(), pod.containers.cend(),
                                       [](const PodContainer &each) { return isGatewayImage(each.image); });
    return isByImage || hasGatewayName(pod.name);
}

} // namespace

bool isGatewayImage(const QString &image)
{
    static const QRegularExpression form(u"(model-gateway|ai-assist|ai-gateway|ai_gateway|aigw|:self-hosted-v?\\d)"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    return form.match(image.left(1000)).hasMatch();
}

const ContainerState *gatewayContainer(const ContainerListing &listing, const Deployment &deployment)
{
    const Reach &reach = deployment.aiGateway.reach;
    const QString name = reach.via == ReachVia::Docker ? reach.container : QString{};
    if (!name.isEmpty()) {
        const auto *named = firstWith(listing, [&name](const ContainerState &each) { return each.name == name; });
        if (named) {
            return named;
        }
    }
    if (const auto *found = firstWith(listing, [](const ContainerState &e) { return isGatewayImage(e.image); })) {
        return found;
    }
    if (const auto *found = firstWith(listing, publishesGatewayPort)) {
        return found;
    }
    if (const auto *found = firstWith(listing, [](const ContainerState &e) { return hasGatewayName(e.name); })) {
        return found;
    }
    // One alone without a name or an image is the one that was asked for: a bare State, an error of the engine.
    const bool isAsked = listing.containers.size() == 1 && listing.containers.first().image.isEmpty() &&
                         (listing.containers.first().name.isEmpty() || !listing.containers.first().error.isEmpty());
    return isAsked ? &listing.containers.first() : nullptr;
}

const ContainerListing *containerListing(const JudgeInput &input)
{
    const EvidencePtr evidence = input.find(role::kContainer);
    return evidence ? evidence->as<ContainerListing>() : nullptr;
}

const ContainerState *gatewayContainer(const JudgeInput &input)
{
    const ContainerListing *listing = containerListing(input);
    return listing ? gatewayContainer(*listing, *input.deployment) : nullptr;
}

Findings onContainerEvidence(Findings findings, const JudgeInput &input)
{
    for (Finding &finding : findings) {
        if (finding.evidence.isEmpty()) {
            finding.evidence << input.find(role::kContainer);
        }
    }
    return findings;
}

QList<PodState> gatewayPods(const ClusterState &cluster, const Deployment &deployment)
{
    const Reach &reach = deployment.aiGateway.reach;
    const bool isReach = reach.via == ReachVia::Kubectl;
    QList<PodState> pods;
    for (const PodState &pod : cluster.pods) {
        const bool isNamed = isReach && !reach.pod.isEmpty() && pod.name == reach.pod;
        const bool isSelected = isReach && !reach.selector.isEmpty() && pod.labels.contains(reach.selector);
        if (isNamed || isSelected || isGatewayPod(pod)) {
            pods << pod;
        }
    }
    return pods.isEmpty() && (isReach || cluster.pods.size() == 1) ? cluster.pods : pods;
}

std::optional<GitLabVersion> versionOfDeployment(const Deployment &deployment, const QString &image)
{
    if (deployment.gitlab.version) {
        return deployment.gitlab.version;
    }
    static const QRegularExpression tag(uR"(self-hosted-v?(\d{1,3}\.\d{1,3}\.\d{1,4}))"_s);
    const auto match = tag.match(image.left(1000));
    return match.hasMatch() ? GitLabVersion::parse(match.captured(1)) : std::nullopt;
}

} // namespace duodoctor
