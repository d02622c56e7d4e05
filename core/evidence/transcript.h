#pragma once

#include <QByteArray>
#include <QLatin1StringView>
#include <QString>

#include <chrono>

namespace duodoctor
{

/// Why a command could not be run where it was to run. Distinct from a command that ran and failed: that is Ran with an
/// exit status.
enum class ReachFailure {
    None,
    NotConfigured,   ///< the deployment names no reach
    ByHand,          ///< reach `paste`: a person has to run it
    ClientMissing,   ///< ssh, docker, podman, kubectl is not installed on the machine that starts it
    HostNotFound,    ///< ssh: the name does not resolve
    HostUnreachable, ///< ssh: refused, no route, silent
    HostKeyUnknown,
    HostKeyChanged,
    AuthenticationFailed, ///< ssh: no key or password was accepted
    PromptDeclined,       ///< a password or passphrase was wanted and nobody gave it
    SudoPasswordNeeded,
    SudoRefused,       ///< the user may not use sudo for this
    EngineMissing,     ///< docker or podman is not installed on the container's host
    EngineUnavailable, ///< the engine's daemon does not answer
    EnginePermission,  ///< permission denied on the engine's socket
    ContainerMissing,
    ContainerNotRunning,
    ClusterUnreachable,
    ClusterForbidden, ///< RBAC
    ContextMissing,   ///< the kubectl context does not exist
    PodMissing,
    InterpreterMissing, ///< no Python (gateway, GitLab host), no sh
    CommandMissing,     ///< gitlab-rails, gitlab-rake is not installed there: not a GitLab host
    TimedOut,
    Lost, ///< the connection broke while the command ran
    Cancelled,
    Other
};
QLatin1StringView toWire(ReachFailure failure);

/// What a command did at the place it was sent to.
struct Transcript {
    QString command; ///< as a person would type it; no secret
    ReachFailure failure = ReachFailure::None;
    QString failureDetail; ///< the client's own words, one line, redacted
    QString place;         ///< in words: `gitlab.example.com`, `container gitlab-aigw`
    int exitStatus = -1;   ///< of the command; -1 when it did not run to its end
    QByteArray output;     ///< standard output, bounded
    QByteArray errors;     ///< standard error, bounded
    bool isTruncated = false;
    std::chrono::milliseconds elapsed{0};

    bool hasRun() const { return failure == ReachFailure::None; }
};

} // namespace duodoctor
