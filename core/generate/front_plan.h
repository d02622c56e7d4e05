#pragma once

#include "generate/generation.h"

#include <QUrl>

namespace duodoctor
{

/// Where clients reach one of the gateway's two services.
struct Front {
    QString host; ///< ASCII, without brackets
    int port = 0;
    bool tls = false;
    int servicePort = 0; ///< of the service within its container: 5052 or 50052

    /// The service speaks plain text on its own port; anything else needs a proxy.
    bool needsProxy() const { return tls || port != servicePort; }
    /// The host's port that leads to the service when a proxy of the same machine takes `port`.
    int backendPort() const { return port == servicePort ? servicePort + 1 : servicePort; }
};

inline constexpr int kHttpServicePort = 5052;
inline constexpr int kGrpcServicePort = 50052;

/// True from 18.4: GitLab has the Agent Platform, and the image starts its service by itself; and without a version.
/// Source: facts/versions sections 1 and 2.
bool knowsAgentPlatform(const std::optional<GitLabVersion> &version);
/// The gateway's container runs the service: by itself, or from 18.0 on because the deployment names its address.
bool runsAgentPlatform(const Deployment &deployment);
/// It runs, and the deployment names its address.
bool usesAgentPlatform(const Deployment &deployment);

/// A URL of the deployment that can stand in a configuration: absolute, without user, password, query and fragment.
/// @param key  for the problem. @return the text without slashes at its end; empty with a problem.
QString checkedUrl(const QString &text, const QString &key, GenerationProblem &problem);

/// @return none with a problem.
std::optional<Front> httpFront(const Deployment &deployment, GenerationProblem &problem);
std::optional<Front> grpcFront(const Deployment &deployment, GenerationProblem &problem);

/// A host as it stands before a port: an IPv6 address in brackets.
QString bracketed(const QString &host);

} // namespace duodoctor
