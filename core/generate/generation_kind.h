#pragma once

#include "evidence/evidence.h"

#include <QLatin1StringView>
#include <QString>

#include <optional>
#include <span>

namespace duodoctor
{

/// What can be written for a deployment.
enum class GenerationKind { DockerRun, Compose, Nginx, NginxGrpc, HelmValues, GitlabRb, Prometheus, CaBundle };

/// All of them, in the order of the contract.
std::span<const GenerationKind> generationKinds();

/// Wire spelling as in the contract of the command line: `docker-run`, `compose`, `nginx` …
QLatin1StringView toWire(GenerationKind kind);
std::optional<GenerationKind> generationKindFromWire(QStringView text);

/// The name that such a file usually has, and that the other kinds refer to: `docker-compose.yml`.
QLatin1StringView usualFileName(GenerationKind kind);

/// The form of configuration that this is, for our own lint; none for what the lint does not know.
std::optional<EvidenceKind> configurationFormOf(GenerationKind kind);

} // namespace duodoctor
