#pragma once

#include "evidence/grpc_health.h"
#include "probe/probe_request.h"

#include <QByteArray>

namespace duodoctor
{

/// Health/Check with an empty service name: one uncompressed message of no bytes.
QByteArray grpcHealthRequestBody();
/// The HTTP request that carries it; to be made in HTTP/2.
HttpRequest grpcHealthRequest(const GrpcHealthRequest &request);

/// Reads `grpc-status`, `grpc-message` and the message of a health answer out of an exchange, headers or trailers
/// alike. An answer that is no gRPC leaves everything unset. Hostile bytes are fine. Pure; any thread. Source: gRPC
/// over HTTP/2 (PROTOCOL-HTTP2.md) and grpc.health.v1, as of gRPC 1.51.
GrpcHealth grpcHealthFrom(HttpExchange exchange);

} // namespace duodoctor
