#pragma once

#include "playbook/playbook_problem.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace duodoctor
{

/// CPUs and memory of one container.
struct ContainerResources {
    int cpus = 0;
    int memoryGib = 0;
};

/// A size of gateway machine. Data from resources/setup/sizing.yaml.
struct GatewaySize {
    QString id;      ///< small, medium, large
    QString machine; ///< in words
    int vcpus = 0;
    int memoryGib = 0;
    int concurrentRequests = 0;    ///< that one instance carries
    std::optional<int> upToUsers;  ///< none: as many instances as it takes
    QString scaling;               ///< a sentence
    int autoscaleAtCpuPercent = 0; ///< 0: no autoscaling
    ContainerResources request;    ///< what the scheduler reserves
    ContainerResources limit;      ///< what the container may use
    QString source;
};

/// The rules of gateway sizing. Source: facts/sizing_models section 1.
struct SizingRules {
    double requestsPerSecondPer1000Users = 0;
    QList<GatewaySize> sizes; ///< from the smallest; only the last one has no bound of users
    int minimumVcpus = 0;
    int minimumMemoryMib = 0;
    QStringList notes;
    QStringList sources; ///< of the rules and sizes, each once
};

/// What is known of the load. A measured concurrency counts before a measured rate, and that before the users.
struct SizingQuestion {
    int users = 0;                           ///< active users, 1 to kMaxSizingUsers
    std::optional<int> concurrentRequests;   ///< at once, at the peak, 1 to kMaxSizingConcurrency
    std::optional<double> requestsPerSecond; ///< at the peak, above 0 to kMaxSizingRate
};

inline constexpr int kMaxSizingUsers = 10'000'000;
inline constexpr int kMaxSizingConcurrency = 10'000'000;
inline constexpr double kMaxSizingRate = 100'000;

/// Some instances of one size.
struct SizingOption {
    GatewaySize size;
    int instances = 0;
    int totalVcpus() const { return instances * size.vcpus; }
    int totalMemoryGib() const { return instances * size.memoryGib; }
};

struct Sizing {
    double requestsPerSecond = 0;
    int concurrentRequests = 0;
    SizingOption chosen;
    std::optional<SizingOption> instead; ///< the same load on the smallest machines, where that is more than one
    QString rule;                        ///< how the numbers came about, a sentence with them in it
};

/// Answers with the smallest size that carries the load.
/// The documents give a concurrency per size and a bound of users per size; so users are turned into requests at once
/// by the ratio of the largest bounded size, and everything else follows from the concurrency.
/// @param rules  as read without a problem; from a file without sizes comes an answer without instances.
Sizing sizeGateway(const SizingRules &rules, const SizingQuestion &question);

/// @param file  name for problems. @param text  content of sizing.yaml.
SizingRules parseSizing(const QString &file, const QString &text, QList<PlaybookProblem> &problems);

/// `--cpus=8 --memory=32g`, for docker and podman run.
QString dockerRunResources(const GatewaySize &size);
/// The `deploy` part of a Compose service, with its newline at the end.
QString composeResources(const GatewaySize &size);
/// The `resources` of Helm values, which are those of a Kubernetes container too.
QString helmResources(const GatewaySize &size);

} // namespace duodoctor
