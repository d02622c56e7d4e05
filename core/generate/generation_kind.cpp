#include "generate/generation_kind.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

struct Row {
    GenerationKind kind;
    QLatin1StringView wire;
    QLatin1StringView file;
};

constexpr std::array kRows{
    Row{GenerationKind::DockerRun, "docker-run"_L1, "run-gateway.sh"_L1},
    Row{GenerationKind::Compose, "compose"_L1, "docker-compose.yml"_L1},
    Row{GenerationKind::Nginx, "nginx"_L1, "nginx.conf"_L1},
    Row{GenerationKind::NginxGrpc, "nginx-grpc"_L1, "nginx-grpc.conf"_L1},
    Row{GenerationKind::HelmValues, "helm-values"_L1, "values.yaml"_L1},
    Row{GenerationKind::GitlabRb, "gitlab-rb"_L1, "gitlab.rb"_L1},
    Row{GenerationKind::Prometheus, "prometheus"_L1, "prometheus.yml"_L1},
    Row{GenerationKind::CaBundle, "ca-bundle"_L1, "ca-bundle.pem"_L1},
};

const Row &rowOf(GenerationKind kind)
{
    return *std::ranges::find(kRows, kind, &Row::kind);
}

} // namespace

std::span<const GenerationKind> generationKinds()
{
    static constexpr auto kKinds = [] {
        std::array<GenerationKind, kRows.size()> kinds{};
        std::ranges::transform(kRows, kinds.begin(), &Row::kind);
        return kinds;
    }();
    return kKinds;
}

QLatin1StringView toWire(GenerationKind kind)
{
    return rowOf(kind).wire;
}

std::optional<GenerationKind> generationKindFromWire(QStringView text)
{
    const auto found = std::ranges::find_if(kRows, [text](const Row &row) { return row.wire == text; });
    return found == kRows.end() ? std::nullopt : std::optional{found->kind};
}

QLatin1StringView usualFileName(GenerationKind kind)
{
    return rowOf(kind).file;
}

std::optional<EvidenceKind> configurationFormOf(GenerationKind kind)
{
    switch (kind) {
    case GenerationKind::DockerRun:
        return EvidenceKind::DockerRun;
    case GenerationKind::Compose:
        return EvidenceKind::Compose;
    case GenerationKind::Nginx:
    case GenerationKind::NginxGrpc:
        return EvidenceKind::NginxConf;
    case GenerationKind::HelmValues:
        return EvidenceKind::HelmValues;
    case GenerationKind::GitlabRb:
        return EvidenceKind::GitlabRb;
    case GenerationKind::Prometheus:
    case GenerationKind::CaBundle:
        break;
    }
    return std::nullopt;
}

} // namespace duodoctor
