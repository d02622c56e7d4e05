#pragma once

#include "generate/generation.h"

#include <QList>

namespace duodoctor
{

/// One endpoint that Prometheus reads.
struct MetricsTarget {
    bool isPlatform = false; ///< of the Agent Platform service, else of the gateway
    bool tls = false;
    QString authority; ///< `host:port`
    QString path;      ///< `/metrics`
    int port = 0;
};

inline constexpr int kGatewayMetricsPort = 8082;
inline constexpr int kPlatformMetricsPort = 8083;

/// The deployment's metrics URLs in order. The one on 8083 is the Agent Platform's; else the second of two is.
/// @return none with a problem; empty when the deployment names none.
/// Source: facts/environment sections 1 and 3, facts/rows (prometheus.yml).
std::optional<QList<MetricsTarget>> metricsTargets(const Deployment &deployment, GenerationProblem &problem);

} // namespace duodoctor
