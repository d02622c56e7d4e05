#include "judge/cluster_judge.h"

#include "judge/container_limits.h"
#include "judge/finding_ids.h"
#include "judge/gateway_container.h"
#include "judge/gateway_image_judge.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// What a reason of Kubernetes belongs to.
enum class Trouble { None, Crash, Pull, NotReady, Starting };

Trouble troubleOf(QString reason)
{
    if (reason.startsWith("Init:"_L1)) {
        reason = reason.sliced(5);
    }
    static const QHash<QString, Trouble> reasons{{u"CrashLoopBackOff"_s, Trouble::Crash},
                                                 {u"OOMKilled"_s, Trouble::Crash},
                                                 {u"Error"_s, Trouble::Crash},
                                                 {u"ImagePullBackOff"_s, Trouble::Pull},
                                                 {u"ErrImagePull"_s, Trouble::Pull},
                                                 {u"InvalidImageName"_s, Trouble::Pull},
                                                 {u"ErrImageNeverPull"_s, Trouble::Pull},
                                                 {u"ImageInspectError"_s, Trouble::Pull},
                                                 {u"RegistryUnavailable"_s, Trouble::Pull},
                                                 {u"CreateContainerConfigError"_s, Trouble::NotReady},
                                                 {u"CreateContainerError"_s, Trouble::NotReady},
                                                 {u"RunContainerError"_s, Trouble::NotReady},
                                                 {u"StartError"_s, Trouble::NotReady},
                                                 {u"ContainerCannotRun"_s, Trouble::NotReady},
                                                 {u"Unschedulable"_s, Trouble::NotReady},
                                                 {u"Evicted"_s, Trouble::NotReady},
                                                 {u"NodeLost"_s, Trouble::NotReady},
                                                 {u"Failed"_s, Trouble::NotReady},
                                                 {u"Pending"_s, Trouble::Starting},
                                                 {u"ContainerCreating"_s, Trouble::Starting},
                                                 {u"PodInitializing"_s, Trouble::Starting}};
    return reasons.value(reason, Trouble::None);
}

bool isReady(const PodState &pod)
{
    return pod.totalContainers.value_or(0) > 0 && pod.readyContainers == pod.totalContainers;
}

/// The newest event of that kind about the pod; any, when the events do not say about whom.
QString eventMessage(const ClusterState &cluster, const PodState &pod, const QStringList &reasons)
{
    QString message;
    for (const ClusterEvent &event : cluster.events) {
        const bool isAbout = pod.name.isEmpty() || event.object.endsWith(u'/') || event.object.endsWith(pod.name);
        if (isAbout && event.type != "Normal"_L1 && reasons.contains(event.reason)) {
            message = event.message;
        }
    }
    return message;
}

struct Seen {
    Trouble trouble = Trouble::None;
    QString reason;
    QString message;
    QString image;
};

Seen seenInContainers(const PodState &pod)
{
    for (const PodContainer &each : pod.containers) {
        const Trouble waiting = troubleOf(each.waitingReason);
        if (waiting != Trouble::None) {
            QStringList words{each.waitingReason};
            if (waiting == Trouble::Crash && !each.lastReason.isEmpty()) {
                words << u"it ended with %1"_s.arg(each.lastReason);
            }
            if (waiting == Trouble::Crash && each.lastExitCode) {
                words << wordsForExit(*each.lastExitCode);
            }
            return {waiting, words.join(", "_L1), each.waitingMessage, each.image};
        }
        if (each.lastReason == "OOMKilled"_L1) {
            return {Trouble::Crash, u"OOMKilled, it was killed for its memory"_s, {}, each.image};
        }
        const bool hasCrashed = each.lastReason == "Error"_L1 && each.isReady == false && each.restarts.value_or(0) > 1;
        if (hasCrashed) {
            return {Trouble::Crash, wordsForExit(each.lastExitCode.value_or(1)), {}, each.image};
        }
    }
    return {};
}

Seen seenInEvents(const ClusterState &cluster, const PodState &pod)
{
    const QString pull = eventMessage(cluster, pod, {u"Failed"_s, u"ErrImageNeverPull"_s, u"InspectFailed"_s});
    if (pull.contains("pull"_L1, Qt::CaseInsensitive) || pull.contains("InvalidImageName"_L1)) {
        return {Trouble::Pull, pull, {}, {}};
    }
    const QString backOff = eventMessage(cluster, pod, {u"BackOff"_s});
    if (backOff.contains("restarting failed container"_L1)) {
        return {Trouble::Crash, backOff, {}, {}};
    }
    const QString other = eventMessage(
        cluster, pod, {u"FailedScheduling"_s, u"FailedMount"_s, u"FailedCreatePodSandBox"_s, u"Unhealthy"_s});
    return other.isEmpty() ? Seen{} : Seen{Trouble::NotReady, other, {}, {}};
}

Seen whatIsWrong(const ClusterState &cluster, const PodState &pod)
{
    Seen seen = seenInContainers(pod);
    if (seen.trouble == Trouble::None) {
        seen.trouble = troubleOf(pod.status);
        seen.reason = pod.status;
    }
    const bool isUnknown = !isReady(pod) && (seen.trouble == Trouble::None || seen.trouble == Trouble::Starting);
    if (isUnknown) {
        const Seen events = seenInEvents(cluster, pod);
        seen = events.trouble == Trouble::None ? seen : events;
    }
    if (!isReady(pod) && seen.trouble <= Trouble::None && pod.readyContainers) {
        seen = {Trouble::NotReady,
                u"%1 of %2 containers are ready"_s.arg(*pod.readyContainers).arg(pod.totalContainers.value_or(0)),
                {},
                {}};
    }
    // Nothing of a pod without a place has started, so that its containers say nothing.
    const bool isWaiting = seen.trouble == Trouble::Starting || (seen.trouble == Trouble::None && !isReady(pod));
    if (isWaiting && pod.conditionReason == "Unschedulable"_L1) {
        seen = {Trouble::NotReady, u"it cannot be scheduled"_s, pod.conditionMessage, {}};
    }
    return seen;
}

Finding findingFor(const Seen &seen, const PodState &pod, const ClusterState &cluster)
{
    QString message = seen.message;
    if (message.isEmpty() && seen.trouble == Trouble::Pull) {
        message = eventMessage(cluster, pod, {u"Failed"_s});
    } else if (message.isEmpty() && seen.trouble == Trouble::NotReady) {
        message = eventMessage(cluster, pod, {u"Unhealthy"_s, u"Failed"_s, u"FailedMount"_s, u"FailedScheduling"_s});
    }
    QString detail = seen.reason;
    if (!message.isEmpty() && message != seen.reason) {
        detail += ", "_L1 + message;
    }
    Arguments arguments{{Argument::Detail, (pod.name.isEmpty() ? QString{} : pod.name + ": "_L1) + detail}};
    const QString all = detail.toLower();
    if (all.contains("exec format error"_L1) || all.contains("no match for platform"_L1)) {
        return makeFinding(finding::kGatewayPlatformMismatch, arguments);
    }
    switch (seen.trouble) {
    case Trouble::Crash:
        return makeFinding(finding::kPodCrashLoop, arguments);
    case Trouble::Pull:
        if (!seen.image.isEmpty()) {
            arguments.set(Argument::ImageTag, seen.image.section(u'/', -1));
        }
        return makeFinding(finding::kPodImagePull, arguments);
    case Trouble::Starting:
        return makeFinding(finding::kPodNotReady, Severity::Warning, arguments);
    case Trouble::None:
    case Trouble::NotReady:
        break;
    }
    return makeFinding(finding::kPodNotReady, arguments);
}

bool isOver(const PodState &pod)
{
    return pod.status == "Terminating"_L1 || pod.status == "Completed"_L1 || pod.phase == "Succeeded"_L1;
}

bool lacksWritableTmp(const PodContainer &container)
{
    const bool isMountedReadOnly = container.readOnlyMounts.contains("/tmp"_L1);
    const bool isRootReadOnly =
        container.isRootReadOnly.value_or(false) && !container.writableMounts.contains("/tmp"_L1);
    return !container.isInit && (isMountedReadOnly || isRootReadOnly);
}

} // namespace

Findings judgePods(const ClusterState &cluster, const Deployment &deployment)
{
    if (!cluster.hasPods) {
        return {};
    }
    if (cluster.pods.isEmpty()) {
        return {makeFinding(finding::kGatewayNotRunning, {{Argument::Detail, u"there is no pod"_s}})};
    }
    const QList<PodState> pods = gatewayPods(cluster, deployment);
    const bool isServed = std::any_of(pods.cbegin(), pods.cend(), isReady);
    Findings findings;
    for (const PodState &pod : pods) {
        const Seen seen = isOver(pod) ? Seen{} : whatIsWrong(cluster, pod);
        if (seen.trouble != Trouble::None) {
            findings << findingFor(seen, pod, cluster);
            findings.last().severity = isServed ? Severity::Warning : findings.last().severity;
        }
        if (std::any_of(pod.containers.cbegin(), pod.containers.cend(), lacksWritableTmp)) {
            findings << makeFinding(finding::kGatewayTmpReadOnly,
                                    {{Argument::Detail, u"the pod's files are read-only, without a volume at /tmp"_s}});
        }
    }
    return findings;
}

Findings judgePodResources(const ClusterState &cluster, const Deployment &deployment)
{
    Findings findings;
    const QList<PodState> pods = gatewayPods(cluster, deployment);
    for (const PodState &pod : pods) {
        for (const PodContainer &each : pod.containers) {
            if (each.isInit) {
                continue;
            }
            const auto memory = readQuantity(each.memoryLimit);
            const auto finding = judgeLimits(memory ? std::optional{static_cast<qint64>(*memory)} : std::nullopt,
                                             readQuantity(each.cpuLimit), u"container %1"_s.arg(each.name));
            const bool isGateway = pod.containers.size() == 1 || isGatewayImage(each.image);
            const bool wasKilled = each.lastReason == "OOMKilled"_L1 || pod.status == "OOMKilled"_L1;
            if (finding && isGateway) {
                findings << *finding;
            } else if (wasKilled) {
                findings << makeFinding(finding::kGatewayUnderResourced,
                                        {{Argument::Detail, u"it was killed for its memory"_s}});
            }
        }
    }
    return findings.isEmpty() ? findings : Findings{findings.first()};
}

Findings judgePodImages(const ClusterState &cluster, const JudgeInput &input)
{
    const QList<PodState> pods = gatewayPods(cluster, *input.deployment);
    for (const PodState &pod : pods) {
        for (const PodContainer &each : pod.containers) {
            if (!isGatewayImage(each.image) || isOver(pod)) {
                continue;
            }
            Deployment running = *input.deployment;
            running.aiGateway.image = each.image;
            JudgeInput imageInput = input;
            imageInput.deployment = &running;
            Findings findings = judgeGatewayImage(imageInput);
            if (each.pullPolicy == "IfNotPresent"_L1 && !each.image.contains("@sha256:"_L1)) {
                const QString name = each.image.section(u'/', -1);
                findings << makeFinding(finding::kGatewayImagePullPolicy,
                                        {{Argument::ImageTag, name.contains(u':') ? name.section(u':', -1) : name}});
            }
            return findings;
        }
    }
    return {};
}

} // namespace duodoctor
