#pragma once

#include "deployment/vantage.h"
#include "evidence/certificate_file.h"
#include "evidence/cluster_state.h"
#include "evidence/container_state.h"
#include "evidence/environment_listing.h"
#include "evidence/grpc_health.h"
#include "evidence/http_exchange.h"
#include "evidence/pasted_text.h"
#include "evidence/rails_answers.h"
#include "evidence/rake_report.h"
#include "evidence/service_log.h"
#include "evidence/transcript.h"
#include "evidence/troubleshoot_report.h"

#include <QDateTime>
#include <QString>

#include <memory>
#include <optional>
#include <span>
#include <variant>

namespace duodoctor
{

enum class EvidenceSource { Live, Pasted, File };
/// The forms in which evidence comes. The names on the wire are the contract's kinds, and a few of our own for what
/// only a live look gives.
enum class EvidenceKind {
    HttpExchange,
    GrpcHealth,
    CertificateFile,
    Environment,
    HttpStatus,
    HttpBody,
    CurlVerbose,
    OpensslSClient,
    Pem,
    RailsOutput,
    RakeReport,
    TroubleshootReport,
    GitlabLlmLog,
    GatewayLog,
    ModelsList,
    ChatCompletion,
    DockerPs,
    DockerInspect,
    Compose,
    DockerRun,
    HelmValues,
    NginxConf,
    GitlabRb,
    KubectlPods,
    KubectlDescribe,
    Metrics,
    Report,
    ErrorMessage,
    FolderAccess,
    Transcript,
    Unrecognised
};

QLatin1StringView toWire(EvidenceSource source);
QLatin1StringView toWire(EvidenceKind kind);
std::optional<EvidenceKind> evidenceKindFromWire(QStringView text);
/// The kinds that `read` recognises (contract), in the contract's order.
std::span<const EvidenceKind> recognisableKinds();

/// What was seen, once, from one place. Immutable after it was made, redacted on its way in, and without an opinion.
struct Evidence {
    using Payload =
        std::variant<HttpExchange, GrpcHealth, CertificateFile, EnvironmentListing, RailsAnswers, RakeReport,
                     TroubleshootReport, ContainerListing, ClusterState, ServiceLog, ConfigurationText, QuotedError,
                     EarlierReport, FolderAccess, Transcript, UnrecognisedText>;

    Vantage vantage = Vantage::Workstation;
    EvidenceSource source = EvidenceSource::Live;
    EvidenceKind kind = EvidenceKind::HttpExchange; ///< the form in which it came
    QDateTime takenAt;                              ///< UTC
    QString command; ///< what a person would type to see the same (`curl -sv ...`), without secrets
    QString text;    ///< what a person sees of it, redacted and bounded to 64 KiB; empty: the excerpt is made anew
    int secretsRemoved = 0; ///< credentials that the redactor took out of a foreign text
    Payload payload;

    /// The payload of that type, or null.
    template <typename T>
    const T *as() const
    {
        return std::get_if<T>(&payload);
    }
    const HttpExchange *httpExchange() const; ///< also the exchange below a GrpcHealth; null for other kinds
    const GrpcHealth *grpcHealth() const { return as<GrpcHealth>(); }
    const CertificateFile *certificateFile() const { return as<CertificateFile>(); }
};

/// The kind of a payload that was looked at live, and not written down by somebody.
EvidenceKind liveKindOf(const Evidence::Payload &payload);

using EvidencePtr = std::shared_ptr<const Evidence>;

/// The excerpt shown in the evidence pane and in reports: request, phases, TLS, status, headers and the body's start,
/// as plain text of at most `maxChars`.
struct EvidenceExcerpt {
    QString text;
    bool truncated = false;
};
EvidenceExcerpt excerptOf(const Evidence &evidence, qsizetype maxChars = 4000);

} // namespace duodoctor
