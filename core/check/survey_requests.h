#pragma once

#include "check/check_definition.h"

#include <optional>

/// The requests that only another vantage can answer, built in one place so that all rows ask the same and share one
/// start of the runner, one listing, one look at the environment.
namespace duodoctor::surveyrequests
{

/// Everything that is asked of GitLab's Rails in a run.
RailsRequest rails(const PlanContext &context);

/// The official rake task; its argument exists since 17.7. Source: facts/versions section 3.
RakeRequest rake(const PlanContext &context);

/// GET of a path of the gateway at http://localhost:5052, from inside its container or pod.
HttpRequest gatewayInside(const QString &path);

/// A chat with this model through the gateway's own endpoint (/v1/chat/agent, or /v2/chat/agent streamed), with no
/// token: it answers 401 unless authentication is bypassed. Holds no key. None for models without a usable endpoint.
std::optional<HttpRequest> chatInside(const Model &model, bool streamed);

/// A request to switch to WebSocket at GitLab's own URL; none when the URL cannot be asked.
std::optional<WebSocketRequest> webSocket(const Deployment &deployment);

/// Folders that the gateway writes to.
FolderAccessRequest folders();

/// True when the deployment names a gateway, or a way into one.
bool namesGateway(const Deployment &deployment);
/// True when the deployment names a GitLab, or a way into one.
bool namesGitlab(const Deployment &deployment);
/// True when this process gets there by itself: a reach that is neither missing nor a person's.
bool isReached(const Reach &reach);

} // namespace duodoctor::surveyrequests
