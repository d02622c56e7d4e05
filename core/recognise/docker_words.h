#pragma once

#include "evidence/container_state.h"

#include <QJsonValue>
#include <QString>

#include <optional>

namespace duodoctor
{

/// What a status column says: `Up 3 days (healthy)`, `Exited (137) 2 hours ago`, `Restarting (1) 5 seconds ago`, a bare
/// `running`. Unknown when it is no status.
struct StatusWords {
    ContainerState::Status status = ContainerState::Status::Unknown;
    std::optional<int> exitCode;
};
StatusWords readStatus(const QString &text);

/// The ports column: `0.0.0.0:5052->5052/tcp, :::5052->5052/tcp, 50052/tcp, 8082-8083->8082-8083/tcp`.
/// UDP is left out; at most 200 ports.
QList<PublishedPort> readPorts(const QString &text);
/// True when the text looks like a ports column.
bool isPortsColumn(const QString &text);

/// `Config.Env`: NAME=value texts of a container that is there as a whole.
EnvironmentListing readContainerEnvironment(const QJsonValue &env);

} // namespace duodoctor
