#pragma once

#include "evidence/http_exchange.h"

#include <optional>

namespace duodoctor
{

/// Answer to grpc.health.v1.Health/Check. The exchange below it shows how far it got.
struct GrpcHealth {
    enum class Serving { Unknown = 0, Serving = 1, NotServing = 2, ServiceUnknown = 3 };

    HttpExchange exchange; ///< url is http(s)://host:port/grpc.health.v1.Health/Check; httpVersion tells h2 or not
    std::optional<int> grpcStatus; ///< 0 OK, 12 UNIMPLEMENTED, 14 UNAVAILABLE ...; none when no gRPC answer came
    QString grpcMessage;
    std::optional<Serving> serving;
};

} // namespace duodoctor
