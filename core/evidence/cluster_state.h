#pragma once

#include "evidence/environment_listing.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace duodoctor
{

/// One container of a pod.
struct PodContainer {
    QString name;
    QString image;
    QString pullPolicy; ///< IfNotPresent, Always, Never; empty when not known
    std::optional<bool> isReady;
    std::optional<int> restarts;
    QString waitingReason; ///< CrashLoopBackOff, ImagePullBackOff, CreateContainerConfigError ...
    QString waitingMessage;
    QString lastReason; ///< of the last termination: OOMKilled, Error ...
    std::optional<int> lastExitCode;
    bool isInit = false;
    std::optional<bool> isRootReadOnly;
    QStringList readOnlyMounts; ///< paths mounted read-only
    QStringList writableMounts; ///< paths that can be written to in spite of a read-only root
    QString memoryLimit;
    QString cpuLimit;
    friend bool operator==(const PodContainer &, const PodContainer &) = default;
};

struct PodState {
    QString name;
    QString podNamespace; ///< empty when not known
    QStringList labels;   ///< name=value
    QString phase;        ///< Running, Pending, Failed ...
    QString status;       ///< the STATUS column, which also shows a waiting reason
    std::optional<int> readyContainers;
    std::optional<int> totalContainers;
    QList<PodContainer> containers;
    QString conditionReason; ///< why it is not scheduled or not ready
    QString conditionMessage;
    friend bool operator==(const PodState &, const PodState &) = default;
};

struct IngressState {
    QString name;
    QString className;
    QStringList hosts;
    QStringList backends; ///< service:port
    QStringList addresses;
    QStringList tlsSecrets;
    friend bool operator==(const IngressState &, const IngressState &) = default;
};

struct ServiceState {
    QString name;
    QString type; ///< ClusterIP, NodePort, LoadBalancer; empty when not known
    QList<int> ports;
    QStringList portNames;
    std::optional<int> readyEndpoints;
    friend bool operator==(const ServiceState &, const ServiceState &) = default;
};

struct ClusterEvent {
    QString type; ///< Normal, Warning
    QString reason;
    QString object;
    QString message;
    friend bool operator==(const ClusterEvent &, const ClusterEvent &) = default;
};

/// What kubectl told about the gateway's namespace: from JSON, a table, or `describe`. Empty lists with `has...` false
/// were not asked.
struct ClusterState {
    QList<PodState> pods;
    QList<IngressState> ingresses;
    QList<ServiceState> services;
    QStringList secrets; ///< names only
    QList<ClusterEvent> events;
    bool hasPods = false;
    bool hasIngresses = false;
    bool hasServices = false;
    bool hasSecrets = false;

    friend bool operator==(const ClusterState &, const ClusterState &) = default;
};

} // namespace duodoctor
