#include "recognise/reader_kubectl.h"
#include "recognise/readers.h"
#include "recognise/text_table.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxObjects = 2000;

QJsonObject named(const QJsonArray &list, const QString &name)
{
    const auto found = std::find_if(list.begin(), list.end(), [&name](const QJsonValue &value) {
        return value.toObject().value("name"_L1).toString() == name;
    });
    return found == list.end() ? QJsonObject{} : (*found).toObject();
}

/// Numbers stand without quotes in hand-written limits.
QString quantity(const QJsonValue &value)
{
    return value.isDouble() ? QString::number(value.toDouble()) : value.toString();
}

void readSpec(const QJsonObject &spec, const QJsonArray &volumes, PodContainer &container)
{
    container.image = spec.value("image"_L1).toString();
    container.pullPolicy = spec.value("imagePullPolicy"_L1).toString();
    const QJsonObject limits = spec.value("resources"_L1).toObject().value("limits"_L1).toObject();
    container.memoryLimit = quantity(limits.value("memory"_L1));
    container.cpuLimit = quantity(limits.value("cpu"_L1));
    const QJsonValue readOnly = spec.value("securityContext"_L1).toObject().value("readOnlyRootFilesystem"_L1);
    if (readOnly.isBool()) {
        container.isRootReadOnly = readOnly.toBool();
    }
    const QJsonArray mounts = spec.value("volumeMounts"_L1).toArray();
    for (const QJsonValue &value : mounts) {
        const QJsonObject mount = value.toObject();
        const QJsonObject volume = named(volumes, mount.value("name"_L1).toString());
        const bool isReadOnly = mount.value("readOnly"_L1).toBool() || volume.contains("secret"_L1) ||
                                volume.contains("configMap"_L1) || volume.contains("projected"_L1);
        // One file of a volume leaves its folder as it is.
        if (!mount.contains("subPath"_L1)) {
            (isReadOnly ? container.readOnlyMounts : container.writableMounts)
                << mount.value("mountPath"_L1).toString();
        }
    }
}

void readContainerStatus(const QJsonObject &status, PodContainer &container)
{
    if (status.isEmpty()) {
        return;
    }
    container.isReady = status.value("ready"_L1).toBool();
    container.restarts = status.value("restartCount"_L1).toInt();
    const QJsonObject waiting = status.value("state"_L1).toObject().value("waiting"_L1).toObject();
    container.waitingReason = waiting.value("reason"_L1).toString();
    container.waitingMessage = waiting.value("message"_L1).toString().left(500);
    QJsonObject ended = status.value("state"_L1).toObject().value("terminated"_L1).toObject();
    if (ended.isEmpty()) {
        ended = status.value("lastState"_L1).toObject().value("terminated"_L1).toObject();
    }
    container.lastReason = ended.value("reason"_L1).toString();
    if (ended.value("exitCode"_L1).isDouble()) {
        container.lastExitCode = ended.value("exitCode"_L1).toInt();
    }
}

void readConditions(const QJsonArray &conditions, PodState &pod)
{
    for (const QJsonValue &value : conditions) {
        const QJsonObject condition = value.toObject();
        const QString type = condition.value("type"_L1).toString();
        const bool isFalse = condition.value("status"_L1).toString() == "False"_L1;
        const bool isScheduling = type == "PodScheduled"_L1;
        if (isFalse && (isScheduling || (type == "Ready"_L1 && pod.conditionReason.isEmpty()))) {
            pod.conditionReason = condition.value("reason"_L1).toString();
            pod.conditionMessage = condition.value("message"_L1).toString().left(500);
        }
    }
}

void readPod(const QJsonObject &object, ClusterState &cluster)
{
    const QJsonObject spec = object.value("spec"_L1).toObject();
    const QJsonObject status = object.value("status"_L1).toObject();
    const QJsonObject metadata = object.value("metadata"_L1).toObject();
    PodState pod;
    pod.name = objectName(object);
    pod.podNamespace = metadata.value("namespace"_L1).toString();
    const QJsonObject labels = metadata.value("labels"_L1).toObject();
    for (auto it = labels.begin(); it != labels.end(); ++it) {
        pod.labels << it.key() + u'=' + it.value().toString();
    }
    pod.phase = status.value("phase"_L1).toString();
    pod.status = metadata.contains("deletionTimestamp"_L1) ? u"Terminating"_s : status.value("reason"_L1).toString();
    const QJsonArray volumes = spec.value("volumes"_L1).toArray();
    int ready = 0;
    const std::array kinds{std::pair{"initContainers"_L1, "initContainerStatuses"_L1},
                           std::pair{"containers"_L1, "containerStatuses"_L1}};
    for (const auto &[specs, statuses] : kinds) {
        const bool isInit = specs == "initContainers"_L1;
        const QJsonArray containers = spec.value(specs).toArray();
        for (const QJsonValue &value : containers) {
            PodContainer container;
            container.name = value.toObject().value("name"_L1).toString();
            readSpec(value.toObject(), volumes, container);
            readContainerStatus(named(status.value(statuses).toArray(), container.name), container);
            container.isInit = isInit;
            ready += !isInit && container.isReady.value_or(false) ? 1 : 0;
            if (pod.containers.size() < kMaxObjects) {
                pod.containers << container;
            }
        }
    }
    readConditions(status.value("conditions"_L1).toArray(), pod);
    if (status.contains("containerStatuses"_L1)) {
        pod.readyContainers = ready;
        pod.totalContainers = spec.value("containers"_L1).toArray().size();
    }
    cluster.hasPods = true;
    cluster.pods << pod;
}

int readyAddresses(const QJsonObject &object)
{
    int ready = 0;
    const QJsonArray subsets = object.value("subsets"_L1).toArray();
    for (const QJsonValue &subset : subsets) {
        ready += static_cast<int>(subset.toObject().value("addresses"_L1).toArray().size());
    }
    const QJsonArray endpoints = object.value("endpoints"_L1).toArray();
    for (const QJsonValue &endpoint : endpoints) {
        ready += endpoint.toObject().value("conditions"_L1).toObject().value("ready"_L1).toBool(true) ? 1 : 0;
    }
    return ready;
}

void readEvent(const QJsonObject &object, ClusterState &cluster)
{
    ClusterEvent event;
    event.type = object.value("type"_L1).toString();
    event.reason = object.value("reason"_L1).toString();
    const QJsonObject about =
        object.value(object.contains("involvedObject"_L1) ? "involvedObject"_L1 : "regarding"_L1).toObject();
    event.object = about.value("kind"_L1).toString().toLower() + u'/' + about.value("name"_L1).toString();
    event.message = object.value(object.contains("message"_L1) ? "message"_L1 : "note"_L1).toString().left(500);
    cluster.events << event;
}

/// Reads one object of the API; ready endpoints are kept until all services are known.
/// @return false for a kind that says nothing about a cluster.
bool readObject(const QJsonObject &object, ClusterState &cluster, QHash<QString, int> &endpoints)
{
    const QString kind = object.value("kind"_L1).toString();
    if (kind == "Pod"_L1) {
        readPod(object, cluster);
    } else if (kind == "Ingress"_L1) {
        readIngressObject(object, cluster);
    } else if (kind == "Service"_L1) {
        readServiceObject(object, cluster);
    } else if (kind == "Endpoints"_L1) {
        endpoints[objectName(object)] += readyAddresses(object);
    } else if (kind == "EndpointSlice"_L1) {
        const QJsonObject labels = object.value("metadata"_L1).toObject().value("labels"_L1).toObject();
        endpoints[labels.value("kubernetes.io/service-name"_L1).toString()] += readyAddresses(object);
    } else if (kind == "Event"_L1) {
        readEvent(object, cluster);
    } else if (kind == "Secret"_L1) {
        cluster.hasSecrets = true;
        cluster.secrets << objectName(object);
    } else {
        return kind == "Deployment"_L1 || kind == "ReplicaSet"_L1 || kind == "StatefulSet"_L1;
    }
    return true;
}

/// An empty list says of what kind it is only in its own kind (`PodList`).
bool noteEmptyList(const QString &kind, ClusterState &cluster)
{
    cluster.hasPods = cluster.hasPods || kind == "PodList"_L1;
    cluster.hasIngresses = cluster.hasIngresses || kind == "IngressList"_L1;
    cluster.hasServices = cluster.hasServices || kind == "ServiceList"_L1;
    cluster.hasSecrets = cluster.hasSecrets || kind == "SecretList"_L1;
    return kind == "PodList"_L1 || kind == "IngressList"_L1 || kind == "ServiceList"_L1 || kind == "SecretList"_L1;
}

std::optional<ClusterState> readApiObjects(const QString &text)
{
    ClusterState cluster;
    QHash<QString, int> endpoints;
    bool isCluster = false;
    qsizetype seen = 0;
    const QList<QJsonValue> documents = jsonDocuments(text);
    for (const QJsonValue &document : documents) {
        const QJsonObject object = document.toObject();
        const QString kind = object.value("kind"_L1).toString();
        const bool isList = kind.endsWith("List"_L1) && object.value("items"_L1).isArray();
        const QJsonArray items = isList ? object.value("items"_L1).toArray() : QJsonArray{object};
        isCluster = (isList && (noteEmptyList(kind, cluster) || kind == "List"_L1)) || isCluster;
        for (const QJsonValue &item : items) {
            if (++seen > kMaxObjects) {
                break;
            }
            isCluster = readObject(item.toObject(), cluster, endpoints) || isCluster;
        }
    }
    for (ServiceState &service : cluster.services) {
        if (endpoints.contains(service.name)) {
            service.readyEndpoints = endpoints.value(service.name);
        }
    }
    return isCluster ? std::optional{cluster} : std::nullopt;
}

} // namespace

std::optional<ClusterState> kubectlGet(const QString &text)
{
    if (auto cluster = readApiObjects(text)) {
        return cluster;
    }
    return kubectlTables(text);
}

} // namespace duodoctor::readers
