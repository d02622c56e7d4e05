#include "evidence/evidence.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

QLatin1StringView toWire(EvidenceSource source)
{
    switch (source) {
    case EvidenceSource::Live:
        return "live"_L1;
    case EvidenceSource::Pasted:
        return "pasted"_L1;
    case EvidenceSource::File:
        return "file"_L1;
    }
    return {};
}

QLatin1StringView toWire(EvidenceKind kind)
{
    switch (kind) {
    case EvidenceKind::HttpExchange:
        return "http-exchange"_L1;
    case EvidenceKind::GrpcHealth:
        return "grpc-health"_L1;
    case EvidenceKind::CertificateFile:
        return "certificate-file"_L1;
    }
    return {};
}

const HttpExchange *Evidence::httpExchange() const
{
    if (const auto *exchange = std::get_if<HttpExchange>(&payload)) {
        return exchange;
    }
    const GrpcHealth *health = grpcHealth();
    return health ? &health->exchange : nullptr;
}

} // namespace duodoctor
