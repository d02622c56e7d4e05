#pragma once

#include "deployment/vantage.h"
#include "evidence/certificate_file.h"
#include "evidence/grpc_health.h"
#include "evidence/http_exchange.h"

#include <QDateTime>
#include <QString>

#include <memory>
#include <variant>

namespace duodoctor
{

enum class EvidenceSource { Live, Pasted, File };
enum class EvidenceKind { HttpExchange, GrpcHealth, CertificateFile };

QLatin1StringView toWire(EvidenceSource source);
/// `http-exchange`, `grpc-health`, `certificate-file`.
QLatin1StringView toWire(EvidenceKind kind);

/// What was seen, once, from one place. Immutable after it was made, redacted on its way in, and without an opinion.
struct Evidence {
    using Payload = std::variant<HttpExchange, GrpcHealth, CertificateFile>;

    Vantage vantage = Vantage::Workstation;
    EvidenceSource source = EvidenceSource::Live;
    QDateTime takenAt; ///< UTC
    QString command;   ///< what a person would type to see the same (`curl -sv ...`), without secrets
    Payload payload;

    EvidenceKind kind() const { return static_cast<EvidenceKind>(payload.index()); }
    const HttpExchange *httpExchange() const; ///< also the exchange below a GrpcHealth; null for other kinds
    const GrpcHealth *grpcHealth() const { return std::get_if<GrpcHealth>(&payload); }
    const CertificateFile *certificateFile() const { return std::get_if<CertificateFile>(&payload); }
};

using EvidencePtr = std::shared_ptr<const Evidence>;

/// The excerpt shown in the evidence pane and in reports: request, phases, TLS, status, headers and the body's start,
/// as plain text of at most `maxChars`.
struct EvidenceExcerpt {
    QString text;
    bool truncated = false;
};
EvidenceExcerpt excerptOf(const Evidence &evidence, qsizetype maxChars = 4000);

} // namespace duodoctor
