#include "evidence/evidence.h"

#include <algorithm>
#include <array>

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

namespace
{

struct KindName {
    EvidenceKind kind;
    QLatin1StringView name;
};

constexpr std::array kKindNames{
    KindName{EvidenceKind::Environment, "env"_L1},
    KindName{EvidenceKind::HttpStatus, "http-status"_L1},
    KindName{EvidenceKind::HttpBody, "http-body"_L1},
    KindName{EvidenceKind::CurlVerbose, "curl-verbose"_L1},
    KindName{EvidenceKind::OpensslSClient, "openssl-s-client"_L1},
    KindName{EvidenceKind::Pem, "pem"_L1},
    KindName{EvidenceKind::RailsOutput, "rails-output"_L1},
    KindName{EvidenceKind::RakeReport, "rake-verify-self-hosted-setup"_L1},
    KindName{EvidenceKind::TroubleshootReport, "gateway-troubleshoot"_L1},
    KindName{EvidenceKind::GitlabLlmLog, "gitlab-llm-log"_L1},
    KindName{EvidenceKind::GatewayLog, "gateway-log"_L1},
    KindName{EvidenceKind::ModelsList, "models-list"_L1},
    KindName{EvidenceKind::ChatCompletion, "chat-completion"_L1},
    KindName{EvidenceKind::DockerPs, "docker-ps"_L1},
    KindName{EvidenceKind::DockerInspect, "docker-inspect"_L1},
    KindName{EvidenceKind::Compose, "compose"_L1},
    KindName{EvidenceKind::DockerRun, "docker-run"_L1},
    KindName{EvidenceKind::HelmValues, "helm-values"_L1},
    KindName{EvidenceKind::NginxConf, "nginx-conf"_L1},
    KindName{EvidenceKind::GitlabRb, "gitlab-rb"_L1},
    KindName{EvidenceKind::KubectlPods, "kubectl-pods"_L1},
    KindName{EvidenceKind::KubectlDescribe, "kubectl-describe"_L1},
    KindName{EvidenceKind::Metrics, "metrics"_L1},
    KindName{EvidenceKind::Report, "report"_L1},
    KindName{EvidenceKind::ErrorMessage, "error-message"_L1},
    // Not in the contract: what only a live look gives, and what nobody knows.
    KindName{EvidenceKind::HttpExchange, "http-exchange"_L1},
    KindName{EvidenceKind::GrpcHealth, "grpc-health"_L1},
    KindName{EvidenceKind::CertificateFile, "certificate-file"_L1},
    KindName{EvidenceKind::FolderAccess, "folder-access"_L1},
    KindName{EvidenceKind::Transcript, "transcript"_L1},
    KindName{EvidenceKind::Unrecognised, "unrecognised"_L1},
};
constexpr std::size_t kRecognisable = 25;

} // namespace

QLatin1StringView toWire(EvidenceKind kind)
{
    const auto row = std::ranges::find(kKindNames, kind, &KindName::kind);
    return row == kKindNames.end() ? QLatin1StringView{} : row->name;
}

std::optional<EvidenceKind> evidenceKindFromWire(QStringView text)
{
    const auto row = std::ranges::find_if(kKindNames, [text](const KindName &name) { return text == name.name; });
    return row == kKindNames.end() ? std::nullopt : std::optional(row->kind);
}

std::span<const EvidenceKind> recognisableKinds()
{
    static const auto kinds = [] {
        std::array<EvidenceKind, kRecognisable> all{};
        std::transform(kKindNames.begin(), kKindNames.begin() + kRecognisable, all.begin(),
                       [](const KindName &name) { return name.kind; });
        return all;
    }();
    return kinds;
}

EvidenceKind liveKindOf(const Evidence::Payload &payload)
{
    // In the order of the variant; a configuration file's kind is chosen by who read it.
    static constexpr std::array kKinds{EvidenceKind::HttpExchange,
                                       EvidenceKind::GrpcHealth,
                                       EvidenceKind::CertificateFile,
                                       EvidenceKind::Environment,
                                       EvidenceKind::RailsOutput,
                                       EvidenceKind::RakeReport,
                                       EvidenceKind::TroubleshootReport,
                                       EvidenceKind::DockerInspect,
                                       EvidenceKind::KubectlPods,
                                       EvidenceKind::GatewayLog,
                                       EvidenceKind::Compose,
                                       EvidenceKind::ErrorMessage,
                                       EvidenceKind::Report,
                                       EvidenceKind::FolderAccess,
                                       EvidenceKind::Transcript,
                                       EvidenceKind::Unrecognised};
    static_assert(kKinds.size() == std::variant_size_v<Evidence::Payload>);
    if (const auto *log = std::get_if<ServiceLog>(&payload); log && log->writer == ServiceLog::Writer::GitLab) {
        return EvidenceKind::GitlabLlmLog;
    }
    return kKinds.at(payload.index());
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
