#pragma once

#include "deployment/deployment.h"
#include "probe/probe_request.h"

#include <optional>

/// The requests that show how a model server is. Each sends the model's key where one is configured.
namespace duodoctor::modelrequests
{

/// GET <endpoint>/models, or GET <endpoint> for servers of other shapes; none without a usable endpoint.
std::optional<HttpRequest> main(const Model &model);

/// GET of the model list where it would be with /v1 added or taken away.
std::optional<HttpRequest> otherList(const Model &model);

/// GET of the path by which this kind of server tells its health, at its root and without a key; none for kinds that
/// have none. LiteLLM's /health is left alone: it calls every model behind it.
std::optional<HttpRequest> health(const Model &model);

/// The one chat completion of a run: streamed, a few tokens long, asked by the name that the gateway will send. It
/// offers a tool where the model is to serve the Agent Platform, since that needs a server that takes tools.
std::optional<HttpRequest> completion(const Model &model);

} // namespace duodoctor::modelrequests
