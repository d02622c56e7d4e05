#include "judge/container_judge.h"

#include "judge/cluster_judge.h"
#include "judge/container_limits.h"
#include "judge/environment_judge.h"
#include "judge/evidence_role.h"
#include "judge/finding_ids.h"
#include "judge/gateway_container.h"
#include "judge/gateway_image_judge.h"
#include "judge/url_form.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

using Status = ContainerState::Status;

const ClusterState *clusterOf(const JudgeInput &input)
{
    const EvidencePtr evidence = input.find(role::kContainer);
    return evidence ? evidence->as<ClusterState>() : nullptr;
}

/// A gateway that is in no listing.
Findings judgeAbsence(const ContainerListing &listing, const Deployment &deployment)
{
    const Reach &reach = deployment.aiGateway.reach;
    const bool isNamed = reach.via == ReachVia::Docker && !reach.container.isEmpty();
    if (listing.isPartial) {
        return {};
    }
    const QString detail = isNamed ? u"the engine lists no container %1"_s.arg(reach.container)
                                   : u"the engine lists no container with the gateway's image or port"_s;
    // Without a name, a list of others may come from another host.
    const bool isCertain = isNamed || listing.containers.isEmpty();
    return {makeFinding(finding::kGatewayNotRunning, isCertain ? Severity::Error : Severity::Warning,
                        {{Argument::Detail, detail}})};
}

QString portIn(const QString &text)
{
    for (const int port : {kAgentPlatformPort, kGatewayPort, 8082, 8083}) {
        if (text.contains(u":%1"_s.arg(port))) {
            return QString::number(port);
        }
    }
    return {};
}

/// The engine's own words, where they name a cause; empty else.
Findings judgeEngineError(const QString &error)
{
    Arguments arguments{{Argument::Detail, error}};
    if (error.contains("port is already allocated"_L1) || error.contains("address already in use"_L1)) {
        if (!portIn(error).isEmpty()) {
            arguments.set(Argument::Port, portIn(error));
        }
        return {makeFinding(finding::kGatewayPortConflict, arguments)};
    }
    if (error.contains("exec format error"_L1) || error.contains("does not match the detected host"_L1)) {
        return {makeFinding(finding::kGatewayPlatformMismatch, arguments)};
    }
    return {};
}

QString wordsForState(const ContainerState &container)
{
    const QString code = container.exitCode ? ", "_L1 + wordsForExit(*container.exitCode) : QString{};
    switch (container.status) {
    case Status::Missing:
        return u"there is no such container"_s;
    case Status::Created:
        return u"it was created and not started"_s;
    case Status::Paused:
        return u"it is paused"_s;
    case Status::Restarting:
        return u"it restarts again and again"_s + code;
    case Status::Exited:
        return u"it has ended"_s + code;
    case Status::Dead:
        return u"the engine could not remove it"_s;
    case Status::Running:
    case Status::Unknown:
        break;
    }
    return {};
}

Findings judgeState(const ContainerState &container)
{
    Findings findings = container.status == Status::Running ? Findings{} : judgeEngineError(container.error);
    QString words = wordsForState(container);
    if (!findings.isEmpty() || words.isEmpty()) {
        return findings;
    }
    if (!container.error.isEmpty()) {
        words += ", "_L1 + container.error;
    }
    return {makeFinding(finding::kGatewayNotRunning, {{Argument::Detail, words}})};
}

Findings judgeTmp(const ContainerState &container)
{
    const bool isRootReadOnly =
        container.isRootReadOnly.value_or(false) && !container.writableMounts.contains("/tmp"_L1);
    if (!isRootReadOnly && !container.readOnlyMounts.contains("/tmp"_L1)) {
        return {};
    }
    return {makeFinding(finding::kGatewayTmpReadOnly,
                        {{Argument::Detail, isRootReadOnly ? u"the container's files are read-only"_s
                                                           : u"a volume is mounted read-only at /tmp"_s}})};
}

/// GitLab under an address that means the container itself, seen from its own network.
Findings judgeGitlabAddress(const Deployment &deployment)
{
    const UrlForm form = readUrl(deployment.gitlab.url);
    if (!form.isValid() || !isThisMachine(form.url.host())) {
        return {};
    }
    return {makeFinding(
        finding::kUrlLocalhost,
        {{Argument::Url, deployment.gitlab.url}, {Argument::Host, form.url.host()}, {Argument::Service, u"GitLab"_s}})};
}

} // namespace

Findings judgeContainerRuns(const JudgeInput &input)
{
    if (const ClusterState *cluster = clusterOf(input)) {
        return onContainerEvidence(judgePods(*cluster, *input.deployment), input);
    }
    const ContainerListing *listing = containerListing(input);
    if (!listing) {
        return {};
    }
    const ContainerState *container = gatewayContainer(input);
    return onContainerEvidence(
        container ? judgeState(*container) + judgeTmp(*container) : judgeAbsence(*listing, *input.deployment), input);
}

Findings judgeContainerResources(const JudgeInput &input)
{
    if (const ClusterState *cluster = clusterOf(input)) {
        return onContainerEvidence(judgePodResources(*cluster, *input.deployment), input);
    }
    const ContainerState *container = gatewayContainer(input);
    if (!container) {
        return {};
    }
    Findings findings;
    if (const auto finding = judgeLimits(container->memoryLimitBytes, container->cpuLimit, u"the container"_s)) {
        findings << *finding;
    } else if (container->wasKilledForMemory.value_or(false)) {
        findings << makeFinding(finding::kGatewayUnderResourced,
                                {{Argument::Detail, u"it was killed for its memory"_s}});
    }
    return onContainerEvidence(findings, input);
}

Findings judgeContainerImage(const JudgeInput &input)
{
    if (const ClusterState *cluster = clusterOf(input)) {
        return onContainerEvidence(judgePodImages(*cluster, input), input);
    }
    const ContainerState *container = gatewayContainer(input);
    if (!container || !isGatewayImage(container->image)) {
        return {};
    }
    Deployment running = *input.deployment;
    running.aiGateway.image = container->image;
    JudgeInput imageInput = input;
    imageInput.deployment = &running;
    return onContainerEvidence(judgeGatewayImage(imageInput), input);
}

Findings judgeContainerNetwork(const JudgeInput &input)
{
    const ContainerState *container = gatewayContainer(input);
    const bool hasOwnNetwork = container && !container->networkMode.isEmpty() && container->networkMode != "host"_L1 &&
                               !container->networkMode.startsWith("container:"_L1) &&
                               container->networkMode != "none"_L1;
    Findings findings;
    if (hasOwnNetwork) {
        findings = judgeGitlabAddress(*input.deployment);
    }
    for (const Model &model : input.deployment->models) {
        const UrlForm form = readUrl(model.endpoint);
        const bool isAsked = input.subject.isEmpty() || input.subject == model.name;
        if (hasOwnNetwork && isAsked && form.isValid() && isThisMachine(form.url.host())) {
            Arguments arguments{
                {Argument::Url, model.endpoint}, {Argument::Host, form.url.host()}, {Argument::Model, model.name}};
            arguments.set(Argument::Port, effectivePort(form.url));
            findings << makeFinding(finding::kModelLocalhostInContainer, arguments);
            findings.last().subject = model.name;
        }
    }
    return onContainerEvidence(findings, input);
}

Findings judgeIngress(const JudgeInput &input)
{
    const ClusterState *cluster = clusterOf(input);
    return cluster ? onContainerEvidence(judgeIngresses(*cluster, *input.deployment), input) : Findings{};
}

Findings judgeContainerListing(const JudgeInput &input)
{
    Findings findings = judgeContainerRuns(input) + judgeContainerPorts(input) + judgeContainerResources(input) +
                        judgeContainerImage(input) + judgeContainerNetwork(input) + judgeIngress(input);
    const ContainerState *container = gatewayContainer(input);
    if (container && container->environment && !input.find(role::kEnvironment)) {
        findings << judgeGatewayEnvironment(input);
    }
    return findings;
}

} // namespace duodoctor
