#include "evidence/transcript.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

QLatin1StringView toWire(ReachFailure failure)
{
    switch (failure) {
    case ReachFailure::None:
        return "none"_L1;
    case ReachFailure::NotConfigured:
        return "not-configured"_L1;
    case ReachFailure::ByHand:
        return "by-hand"_L1;
    case ReachFailure::ClientMissing:
        return "client-missing"_L1;
    case ReachFailure::HostNotFound:
        return "host-not-found"_L1;
    case ReachFailure::HostUnreachable:
        return "host-unreachable"_L1;
    case ReachFailure::HostKeyUnknown:
        return "host-key-unknown"_L1;
    case ReachFailure::HostKeyChanged:
        return "host-key-changed"_L1;
    case ReachFailure::AuthenticationFailed:
        return "authentication-failed"_L1;
    case ReachFailure::PromptDeclined:
        return "prompt-declined"_L1;
    case ReachFailure::SudoPasswordNeeded:
        return "sudo-password-needed"_L1;
    case ReachFailure::SudoRefused:
        return "sudo-refused"_L1;
    case ReachFailure::EngineMissing:
        return "engine-missing"_L1;
    case ReachFailure::EngineUnavailable:
        return "engine-unavailable"_L1;
    case ReachFailure::EnginePermission:
        return "engine-permission"_L1;
    case ReachFailure::ContainerMissing:
        return "container-missing"_L1;
    case ReachFailure::ContainerNotRunning:
        return "container-not-running"_L1;
    case ReachFailure::ClusterUnreachable:
        return "cluster-unreachable"_L1;
    case ReachFailure::ClusterForbidden:
        return "cluster-forbidden"_L1;
    case ReachFailure::ContextMissing:
        return "context-missing"_L1;
    case ReachFailure::PodMissing:
        return "pod-missing"_L1;
    case ReachFailure::InterpreterMissing:
        return "interpreter-missing"_L1;
    case ReachFailure::CommandMissing:
        return "command-missing"_L1;
    case ReachFailure::TimedOut:
        return "timed-out"_L1;
    case ReachFailure::Lost:
        return "lost"_L1;
    case ReachFailure::Cancelled:
        return "cancelled"_L1;
    case ReachFailure::Other:
        return "other"_L1;
    }
    return {};
}

} // namespace duodoctor
