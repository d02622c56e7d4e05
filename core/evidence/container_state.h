#pragma once

#include "evidence/environment_listing.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace duodoctor
{

/// A port of a container and where the host forwards it from.
struct PublishedPort {
    int containerPort = 0;
    int hostPort = 0; ///< 0: exposed and not published
    QString hostAddress;
    friend bool operator==(const PublishedPort &, const PublishedPort &) = default;
};

/// One container as `docker inspect`, `docker ps` or an error of the engine tells of it. A member without a value is
/// not known from that output.
struct ContainerState {
    enum class Status { Unknown, Missing, Created, Running, Paused, Restarting, Exited, Dead };

    QString name;
    Status status = Status::Unknown;
    QString statusText; ///< as printed: `Up 3 days (healthy)`
    QString image;
    QString imageDigest; ///< sha256:...; empty when not known
    QString platform;    ///< os/architecture; empty when not known
    std::optional<int> exitCode;
    std::optional<bool> wasKilledForMemory;
    std::optional<int> restartCount;
    QString error; ///< State.Error: the engine's words when it could not start (a port that is taken ...)
    std::optional<QList<PublishedPort>> ports;
    QString networkMode;                    ///< bridge, host, none ...; empty when not known
    std::optional<qint64> memoryLimitBytes; ///< 0: none
    std::optional<double> cpuLimit;         ///< cores; 0: none
    std::optional<bool> isRootReadOnly;
    QStringList readOnlyMounts; ///< destinations mounted read-only
    QStringList writableMounts; ///< destinations that can be written to in spite of a read-only root
    std::optional<EnvironmentListing> environment;

    friend bool operator==(const ContainerState &, const ContainerState &) = default;
};

/// What a listing (`docker ps --all`) or an inspection told.
struct ContainerListing {
    QList<ContainerState> containers;
    bool isPartial = false; ///< a filtered or cut listing: a container that is not there may still exist
};

} // namespace duodoctor
