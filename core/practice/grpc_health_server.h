#pragma once

#include "practice/byte_stream.h"

namespace duodoctor
{

/// What the health service says (grpc.health.v1.HealthCheckResponse.ServingStatus).
enum class GrpcServing { Serving = 1, NotServing = 2 };

/// One HTTP/2 connection of a gRPC server that knows grpc.health.v1.Health/Check; every other method is UNIMPLEMENTED.
/// A child of its stream, and ends with it. HTTP/2 comes from nghttp2.
class GrpcHealthConnection : public QObject
{
    Q_OBJECT
public:
    GrpcHealthConnection(ByteStream *stream, GrpcServing serving);
    ~GrpcHealthConnection() override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace duodoctor
