#include "recognise/docker_words.h"
#include "recognise/readers.h"
#include "recognise/text_table.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

namespace
{

constexpr double kNanoPerCpu = 1e9;
constexpr qsizetype kMaxInspected = 1000;

std::optional<int> optionalInt(const QJsonObject &object, QLatin1StringView name)
{
    return object.value(name).isDouble() ? std::optional{object.value(name).toInt()} : std::nullopt;
}

/// The `State` of an inspection, also alone as `--format '{{json .State}}'` prints it.
void readState(const QJsonObject &state, ContainerState &container)
{
    const StatusWords words = readStatus(state.value("Status"_L1).toString());
    container.status = words.status;
    container.statusText = state.value("Status"_L1).toString();
    if (container.status == ContainerState::Status::Unknown && state.value("Running"_L1).isBool()) {
        container.status =
            state.value("Running"_L1).toBool() ? ContainerState::Status::Running : ContainerState::Status::Exited;
    }
    const QJsonValue health = state.value(state.contains("Health"_L1) ? "Health"_L1 : "Healthcheck"_L1);
    const QString healthStatus = health.toObject().value("Status"_L1).toString();
    if (!healthStatus.isEmpty()) {
        container.statusText += " ("_L1 + healthStatus + u')';
    }
    // A container that runs or never ran has an exit code of 0 that means nothing.
    const bool hasEnded = container.status != ContainerState::Status::Running &&
                          container.status != ContainerState::Status::Created &&
                          container.status != ContainerState::Status::Paused;
    const std::optional<int> exitCode = optionalInt(state, "ExitCode"_L1);
    if (hasEnded || exitCode.value_or(0) != 0) {
        container.exitCode = exitCode;
    }
    if (state.value("OOMKilled"_L1).isBool()) {
        container.wasKilledForMemory = state.value("OOMKilled"_L1).toBool();
    }
    container.error = state.value("Error"_L1).toString().left(500);
}

/// `5052/tcp` with its bindings. Empty bindings: exposed and not published.
void readBindings(const QString &key, const QJsonArray &bindings, QList<PublishedPort> &ports)
{
    const QList<PublishedPort> inside = readPorts(key);
    if (inside.isEmpty()) {
        return;
    }
    if (bindings.isEmpty() && std::none_of(ports.cbegin(), ports.cend(), [&](const PublishedPort &port) {
            return port.containerPort == inside.first().containerPort;
        })) {
        ports << inside.first();
    }
    for (const QJsonValue &value : bindings) {
        const QJsonObject binding = value.toObject();
        const PublishedPort port{inside.first().containerPort, binding.value("HostPort"_L1).toString().toInt(),
                                 binding.value("HostIp"_L1).toString()};
        if (!ports.contains(port)) {
            ports << port;
        }
    }
}

QList<PublishedPort> readAllPorts(const QJsonObject &object)
{
    // A container that does not run has its bindings in the host's configuration only.
    const QJsonObject network = object.value("NetworkSettings"_L1).toObject().value("Ports"_L1).toObject();
    const QJsonObject configured = object.value("HostConfig"_L1).toObject().value("PortBindings"_L1).toObject();
    const QJsonObject exposed = object.value("Config"_L1).toObject().value("ExposedPorts"_L1).toObject();
    QList<PublishedPort> ports;
    for (const QJsonObject &source : {network, network.isEmpty() ? configured : QJsonObject{}, exposed}) {
        for (auto it = source.begin(); it != source.end() && ports.size() < 200; ++it) {
            readBindings(it.key(), it.value().toArray(), ports);
        }
    }
    // Seen exposed first and published later.
    ports.removeIf([&ports](const PublishedPort &port) {
        return port.hostPort == 0 && std::any_of(ports.cbegin(), ports.cend(), [&port](const PublishedPort &other) {
                   return other.containerPort == port.containerPort && other.hostPort != 0;
               });
    });
    return ports;
}

double readCpuLimit(const QJsonObject &host)
{
    const double nano = host.value("NanoCpus"_L1).toDouble();
    const double quota = host.value("CpuQuota"_L1).toDouble();
    const double period = host.value("CpuPeriod"_L1).toDouble();
    constexpr double kDefaultPeriod = 100'000;
    if (nano > 0) {
        return nano / kNanoPerCpu;
    }
    return quota > 0 ? quota / (period > 0 ? period : kDefaultPeriod) : 0;
}

void readHostConfig(const QJsonObject &object, ContainerState &container)
{
    const QJsonObject host = object.value("HostConfig"_L1).toObject();
    if (host.isEmpty()) {
        return;
    }
    container.networkMode = host.value("NetworkMode"_L1).toString();
    if (host.value("Memory"_L1).isDouble()) {
        container.memoryLimitBytes = host.value("Memory"_L1).toInteger();
        container.cpuLimit = readCpuLimit(host);
    }
    if (host.value("ReadonlyRootfs"_L1).isBool()) {
        container.isRootReadOnly = host.value("ReadonlyRootfs"_L1).toBool();
    }
    container.writableMounts << host.value("Tmpfs"_L1).toObject().keys();
    // Podman gives a read-only container a /tmp in memory by itself and does not say so.
    if (object.contains("ImageName"_L1)) {
        container.writableMounts << u"/tmp"_s;
    }
}

void readMounts(const QJsonArray &mounts, ContainerState &container)
{
    for (const QJsonValue &value : mounts) {
        const QJsonObject mount = value.toObject();
        const QString destination = mount.value("Destination"_L1).toString();
        if (mount.value("RW"_L1).isBool() && !destination.isEmpty()) {
            (mount.value("RW"_L1).toBool() ? container.writableMounts : container.readOnlyMounts) << destination;
        }
    }
}

/// Docker 28 names the platform of the image's manifest; before, only the system stands there.
QString readPlatform(const QJsonObject &object)
{
    const QJsonObject platform = object.value("ImageManifestDescriptor"_L1).toObject().value("platform"_L1).toObject();
    const QString architecture = platform.value("architecture"_L1).toString();
    return architecture.isEmpty() ? object.value("Platform"_L1).toString()
                                  : platform.value("os"_L1).toString() + u'/' + architecture;
}

std::optional<ContainerState> readInspected(const QJsonObject &object)
{
    ContainerState container;
    const bool isStateAlone = object.contains("Running"_L1) && object.contains("ExitCode"_L1);
    const bool isWhole =
        object.value("State"_L1).isObject() &&
        (object.contains("Config"_L1) || object.contains("HostConfig"_L1) || object.contains("Name"_L1));
    if (!isStateAlone && !isWhole) {
        return std::nullopt;
    }
    if (isStateAlone) {
        readState(object, container);
        return container;
    }
    const QJsonObject config = object.value("Config"_L1).toObject();
    readState(object.value("State"_L1).toObject(), container);
    container.name = object.value("Name"_L1).toString();
    if (container.name.startsWith(u'/')) {
        container.name.remove(0, 1);
    }
    const QString named = object.value("ImageName"_L1).toString();
    container.image = named.isEmpty() ? config.value("Image"_L1).toString() : named;
    const QString digest = object.value(object.contains("ImageDigest"_L1) ? "ImageDigest"_L1 : "Image"_L1).toString();
    container.imageDigest = digest.startsWith("sha256:"_L1) ? digest : QString{};
    container.platform = readPlatform(object);
    container.restartCount = optionalInt(object, "RestartCount"_L1);
    if (object.contains("NetworkSettings"_L1) || object.contains("HostConfig"_L1)) {
        container.ports = readAllPorts(object);
    }
    readHostConfig(object, container);
    readMounts(object.value("Mounts"_L1).toArray(), container);
    if (config.value("Env"_L1).isArray()) {
        container.environment = readContainerEnvironment(config.value("Env"_L1));
    }
    return container;
}

} // namespace

std::optional<ContainerListing> dockerInspect(const QString &json)
{
    ContainerListing listing;
    listing.isPartial = true; // of those that were named, and no others
    const QList<QJsonValue> documents = jsonDocuments(json);
    for (const QJsonValue &document : documents) {
        const QJsonArray rows = document.isArray() ? document.toArray() : QJsonArray{document};
        for (const QJsonValue &row : rows) {
            if (auto state = readInspected(row.toObject()); state && listing.containers.size() < kMaxInspected) {
                listing.containers << *state;
            }
        }
    }
    return listing.containers.isEmpty() ? std::nullopt : std::optional{listing};
}

} // namespace duodoctor::readers
