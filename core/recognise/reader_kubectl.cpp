#include "recognise/readers.h"
#include "recognise/text_table.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxObjects = 2000;

QString nameOf(const QJsonObject &object)
{
    return object.value("metadata"_L1).toObject().value("name"_L1).toString();
}

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
    pod.name = nameOf(object);
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

QString portOf(const QJsonObject &port)
{
    return port.contains("number"_L1) ? QString::number(port.value("number"_L1).toInt())
                                      : port.value("name"_L1).toString();
}

void readIngress(const QJsonObject &object, ClusterState &cluster)
{
    const QJsonObject spec = object.value("spec"_L1).toObject();
    IngressState ingress;
    ingress.name = nameOf(object);
    ingress.className = spec.value("ingressClassName"_L1).toString();
    if (ingress.className.isEmpty()) {
        ingress.className = object.value("metadata"_L1)
                                .toObject()
                                .value("annotations"_L1)
                                .toObject()
                                .value("kubernetes.io/ingress.class"_L1)
                                .toString();
    }
    const auto addBackend = [&ingress](const QJsonObject &backend) {
        const QJsonObject service = backend.value("service"_L1).toObject();
        if (!service.isEmpty()) {
            ingress.backends << service.value("name"_L1).toString() + u':' +
                                    portOf(service.value("port"_L1).toObject());
        }
    };
    const QJsonArray rules = spec.value("rules"_L1).toArray();
    for (const QJsonValue &rule : rules) {
        // A rule without a host holds for every host.
        const QString host = rule.toObject().value("host"_L1).toString();
        ingress.hosts << (host.isEmpty() ? u"*"_s : host);
        const QJsonArray paths = rule.toObject().value("http"_L1).toObject().value("paths"_L1).toArray();
        for (const QJsonValue &path : paths) {
            addBackend(path.toObject().value("backend"_L1).toObject());
        }
    }
    addBackend(spec.value("defaultBackend"_L1).toObject());
    const QJsonArray tls = spec.value("tls"_L1).toArray();
    for (const QJsonValue &entry : tls) {
        const QString secret = entry.toObject().value("secretName"_L1).toString();
        if (!secret.isEmpty()) {
            ingress.tlsSecrets << secret;
        }
    }
    const QJsonArray addresses =
        object.value("status"_L1).toObject().value("loadBalancer"_L1).toObject().value("ingress"_L1).toArray();
    for (const QJsonValue &value : addresses) {
        const QString ip = value.toObject().value("ip"_L1).toString();
        ingress.addresses << (ip.isEmpty() ? value.toObject().value("hostname"_L1).toString() : ip);
    }
    cluster.hasIngresses = true;
    cluster.ingresses << ingress;
}

void readService(const QJsonObject &object, ClusterState &cluster)
{
    ServiceState service;
    service.name = nameOf(object);
    service.type = object.value("spec"_L1).toObject().value("type"_L1).toString();
    const QJsonArray ports = object.value("spec"_L1).toObject().value("ports"_L1).toArray();
    for (const QJsonValue &port : ports) {
        service.ports << port.toObject().value("port"_L1).toInt();
        if (port.toObject().contains("name"_L1)) {
            service.portNames << port.toObject().value("name"_L1).toString();
        }
    }
    cluster.hasServices = true;
    cluster.services << service;
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
        readIngress(object, cluster);
    } else if (kind == "Service"_L1) {
        readService(object, cluster);
    } else if (kind == "Endpoints"_L1) {
        endpoints[nameOf(object)] += readyAddresses(object);
    } else if (kind == "EndpointSlice"_L1) {
        const QJsonObject labels = object.value("metadata"_L1).toObject().value("labels"_L1).toObject();
        endpoints[labels.value("kubernetes.io/service-name"_L1).toString()] += readyAddresses(object);
    } else if (kind == "Event"_L1) {
        readEvent(object, cluster);
    } else if (kind == "Secret"_L1) {
        cluster.hasSecrets = true;
        cluster.secrets << nameOf(object);
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

bool readPodRow(const QString &line, ClusterState &cluster)
{
    static const QRegularExpression row(
        uR"(^\s*(?:([a-z0-9][a-z0-9-]*)\s+)?(?:pod/)?([a-z0-9][a-z0-9.-]*)\s+(\d{1,3})/(\d{1,3})\s+([A-Z][A-Za-z0-9:/-]*)\s+(\d{1,6})(?:\s+\([^)]{1,40}\))?(?:\s+\S+|$))"_s);
    const auto match = row.match(line.left(1000));
    if (!match.hasMatch()) {
        return false;
    }
    PodState pod;
    pod.podNamespace = match.captured(1);
    pod.name = match.captured(2);
    pod.readyContainers = match.captured(3).toInt();
    pod.totalContainers = match.captured(4).toInt();
    pod.status = match.captured(5);
    PodContainer container;
    container.restarts = match.captured(6).toInt();
    if (pod.totalContainers == 1) {
        container.isReady = pod.readyContainers == 1;
        pod.containers << container;
    }
    cluster.hasPods = true;
    cluster.pods << pod;
    return true;
}

bool readServiceRow(const QString &line, ClusterState &cluster)
{
    static const QRegularExpression row(
        uR"(^\s*(?:service/)?([a-z0-9][a-z0-9-]*)\s+(ClusterIP|NodePort|LoadBalancer|ExternalName)\s+\S+\s+\S+\s+(\S+)\s+\S+)"_s);
    const auto match = row.match(line.left(1000));
    if (!match.hasMatch()) {
        return false;
    }
    ServiceState service;
    service.name = match.captured(1);
    service.type = match.captured(2);
    static const QRegularExpression port(uR"((\d{1,5})(?::\d{1,5})?/TCP)"_s);
    for (auto it = port.globalMatch(match.captured(3)); it.hasNext();) {
        service.ports << it.next().captured(1).toInt();
    }
    cluster.hasServices = true;
    cluster.services << service;
    return true;
}

/// `NAME CLASS HOSTS ADDRESS PORTS AGE`, where ADDRESS may be empty. Without the header, nothing tells an ingress.
bool readIngressRow(const QString &line, ClusterState &cluster)
{
    static const QRegularExpression row(
        uR"(^\s*(?:ingress\S*/)?([a-z0-9][a-z0-9.-]*)\s+(<none>|[a-z0-9][\w.-]*)\s+(\S+)(?:\s+([\w.:,-]*[.:][\w.:,-]*))?\s+(\d{1,5}(?:,\s?\d{1,5})*)\s+\d\S*\s*$)"_s);
    const auto match = row.match(line.left(1000));
    if (!match.hasMatch()) {
        return false;
    }
    IngressState ingress;
    ingress.name = match.captured(1);
    ingress.className = match.captured(2) == "<none>"_L1 ? QString{} : match.captured(2);
    ingress.hosts = match.captured(3).split(u',', Qt::SkipEmptyParts);
    ingress.addresses = match.captured(4).split(u',', Qt::SkipEmptyParts);
    cluster.hasIngresses = true;
    cluster.ingresses << ingress;
    return true;
}

std::optional<ClusterState> readTables(const QString &text)
{
    enum class Table { Pods, Ingresses, Other };
    ClusterState cluster;
    Table table = Table::Pods;
    bool isKnown = false;
    qsizetype rows = 0;
    const QStringList lines = text.split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines.first(std::min<qsizetype>(lines.size(), 5000))) {
        const QString words = line.simplified().left(200);
        if (words.contains("NAME "_L1) && words.endsWith("AGE"_L1)) {
            table = words.contains("HOSTS"_L1) ? Table::Ingresses : Table::Other;
        }
        const bool isPodHeader = words.contains("NAME READY STATUS RESTARTS"_L1);
        isKnown = isKnown || isPodHeader;
        cluster.hasPods = cluster.hasPods || isPodHeader;
        const bool isRow = (table == Table::Ingresses && readIngressRow(line, cluster)) || readPodRow(line, cluster) ||
                           readServiceRow(line, cluster);
        rows += isRow ? 1 : 0;
    }
    const bool isMostlyRows = rows > 0 && rows * 2 + 2 >= lines.size();
    return isKnown || isMostlyRows ? std::optional{cluster} : std::nullopt;
}

} // namespace

std::optional<ClusterState> kubectlGet(const QString &text)
{
    if (auto cluster = readApiObjects(text)) {
        return cluster;
    }
    return readTables(text);
}

} // namespace duodoctor::readers
