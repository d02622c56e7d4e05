#include "practice/fault_table.h"

#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

using S = PracticeSwitches;
using Place = FaultPlace;

const std::array kRows{
    FaultRow{"gitlab-starting", "GitLab is starting, and its web server answers 502.", "gitlab-unhealthy",
             Place::Gitlab, [](S &s) { s.gitlab.state = GitlabState::Starting; }},
    FaultRow{"gitlab-no-keys", "GitLab publishes no signing keys.", "gateway-jwks-empty", Place::Gitlab,
             [](S &s) { s.gitlab.state = GitlabState::NoKeys; }},
    FaultRow{"gitlab-refused", "Nothing listens on GitLab's port.", "connect-refused", Place::Gitlab,
             [](S &s) { s.gitlabPort.dead = DeadPort::Kind::Refuses; }},
    FaultRow{"metrics-refused", "The gateway's metrics port is not published.", "gateway-metrics-unreachable",
             Place::Metrics, [](S &s) { s.metricsPort.dead = DeadPort::Kind::Refuses; }},
    FaultRow{"agent-platform-refused", "The port of the Agent Platform service is not published.",
             "agent-platform-unreachable", Place::AgentPlatform,
             [](S &s) { s.grpcPort.dead = DeadPort::Kind::Refuses; }},
    FaultRow{"agent-platform-not-serving", "The Agent Platform service says that it is not serving.",
             "agent-platform-not-serving", Place::AgentPlatform, [](S &s) { s.grpcServing = GrpcServing::NotServing; }},
    FaultRow{"agent-platform-plain", "The Agent Platform service speaks plain text, and TLS is configured.",
             "agent-platform-tls-mismatch", Place::AgentPlatform, [](S &s) { s.grpcSpeaksTls = false; }},
    FaultRow{"agent-platform-scheme", "The address of the Agent Platform service was written with https://.",
             "agent-platform-url-scheme", Place::AgentPlatform,
             [](S &s) { s.grpcAddress = u"https://aigw.practice.localhost:{grpc}"_s; }},
    FaultRow{"agent-platform-http1-proxy",
             "A proxy that speaks HTTP/1.1 only stands before the Agent Platform service.", "agent-platform-no-http2",
             Place::AgentPlatform, [](S &s) { s.grpcIsBehindHttp1Proxy = true; }},
};

} // namespace

std::span<const FaultRow> serviceFaults()
{
    return kRows;
}

} // namespace duodoctor
