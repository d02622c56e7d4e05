#pragma once

#include "practice/practice_switches.h"

#include <chrono>
#include <span>

namespace duodoctor
{

/// The part of the deployment that a fault occupies: two faults of one part exclude each other.
enum class FaultPlace {
    GatewayAddress,
    GatewayCertificate,
    GatewayAnswer,
    GatewayImage,
    Gitlab,
    Metrics,
    AgentPlatform,
    ModelAddress,
    ModelAnswer,
    CaBundle,
    GatewayBundle,
    GitlabTrust
};

/// One row: what is broken, what a check must name first, and the switches that break it.
struct FaultRow {
    const char *id;
    const char *title;
    const char *finding;
    FaultPlace place;
    void (*apply)(PracticeSwitches &);
    std::chrono::milliseconds probeLimit{0}; ///< for a run that shows it; 0: any limit does
};

/// Every fault, in the order of the chain.
std::span<const FaultRow> faultTable();
const FaultRow *faultRow(QStringView id);

/// The rows of each part of the chain.
std::span<const FaultRow> gatewayFaults();
std::span<const FaultRow> certificateFaults();
std::span<const FaultRow> serviceFaults(); ///< GitLab, metrics, Agent Platform
std::span<const FaultRow> modelFaults();

} // namespace duodoctor
