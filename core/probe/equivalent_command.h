#pragma once

#include "deployment/proxy_selection.h"
#include "probe/probe_request.h"

#include <QString>

#include <chrono>
#include <optional>

namespace duodoctor
{

/// What a person would type into a POSIX shell to see the same. A credential stands as `$MODEL_API_KEY`, never itself.
QString equivalentCommand(const HttpRequest &request, const std::optional<ProxyChoice> &proxy, bool hasBearer,
                          std::chrono::milliseconds limit);
/// Needs health.proto beside it, because the service has no reflection in newer images.
QString equivalentCommand(const GrpcHealthRequest &request, std::chrono::milliseconds limit);
QString equivalentCommand(const CertificateFileRequest &request);

} // namespace duodoctor
