#pragma once

#include "generate/generation.h"

namespace duodoctor
{

// One function per form. A problem of the deployment is in the result; options were checked before.

/// A script for `docker run` or `podman run`. Source: facts/commands A10 to A13, C3, C5.
Generated writeDockerRun(const Deployment &deployment, const GenerationOptions &options);
/// Gateway, and a proxy for each service that needs one. Source: facts/rows (compose), facts/commands C6.
Generated writeCompose(const Deployment &deployment, const GenerationOptions &options);
/// nginx for the HTTP service. Source: facts/rows (nginx.conf, default.conf).
Generated writeNginx(const Deployment &deployment, const GenerationOptions &options);
/// nginx for the gRPC service. Source: facts/rows (grpc-nginx.conf).
Generated writeNginxGrpc(const Deployment &deployment, const GenerationOptions &options);
/// Values of the gateway's chart. Source: facts/environment section 6, facts/commands section F.
Generated writeHelmValues(const Deployment &deployment, const GenerationOptions &options);
/// GitLab's side. Source: facts/environment section 5, facts/versions section 3.
Generated writeGitlabRb(const Deployment &deployment, const GenerationOptions &options);
/// Source: facts/rows (prometheus.yml).
Generated writePrometheus(const Deployment &deployment, const GenerationOptions &options);

} // namespace duodoctor
