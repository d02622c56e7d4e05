#pragma once

#include "practice/dead_port.h"
#include "practice/gateway_server.h"
#include "practice/gitlab_server.h"
#include "practice/grpc_health_server.h"
#include "practice/loopback_listener.h"
#include "practice/model_server.h"
#include "practice/served_chain.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace duodoctor
{

/// What a trust file of the practice holds.
enum class TrustFileState {
    HoldsRoot,
    HoldsOtherRoot, ///< only an authority that has signed nothing here
    Missing,
    Empty,
    Garbage,
    ByteOrderMark, ///< the root behind a byte order mark
    Der            ///< the root, not in PEM
};

/// Who answers at an address.
enum class Occupant { Itself, Gitlab, ModelServer };

/// How one port is held.
struct PortSwitches {
    PortBehaviour behaviour = PortBehaviour::Answers;
    std::optional<DeadPort::Kind> dead; ///< nobody is there at all
};

/// Every setting of the practice deployment; a fault is a change of some of them. The defaults are the healthy one.
/// In the addresses, `{gateway}`, `{gitlab}`, `{model}`, `{metrics}` and `{grpc}` stand for ports.
struct PracticeSwitches {
    QString gatewayUrl = QStringLiteral("https://aigw.practice.localhost:{gateway}");
    PortSwitches gatewayPort;
    Occupant gatewayOccupant = Occupant::Itself;
    bool gatewaySpeaksTls = true;
    bool gatewayWantsClientCertificate = false;
    bool gatewayIsOldProtocolOnly = false;
    ChainProfile gatewayChain = healthyChain(QStringLiteral("aigw.practice.localhost"));
    GatewayBehaviour gateway;
    QString image = QStringLiteral("model-gateway:self-hosted-v18.11.2-ee");

    QString gitlabUrl = QStringLiteral("https://gitlab.practice.localhost:{gitlab}");
    PortSwitches gitlabPort;
    GitlabBehaviour gitlab;

    QString grpcAddress = QStringLiteral("aigw.practice.localhost:{grpc}");
    PortSwitches grpcPort;
    bool grpcSpeaksTls = true;
    bool grpcIsBehindHttp1Proxy = false;
    GrpcServing grpcServing = GrpcServing::Serving;

    PortSwitches metricsPort;

    QString modelEndpoint = QStringLiteral("http://model.practice.localhost:{model}/v1");
    QString modelIdentifier = QStringLiteral("custom_openai/Mistral-Small-3.2-24B-Instruct-2506");
    QStringList modelFeatures{QStringLiteral("code_completions"), QStringLiteral("code_generations"),
                              QStringLiteral("duo_chat")};
    bool modelHasKey = false; ///< the deployment names the practice's variable as the key's place
    PortSwitches modelPort;
    ModelBehaviour model;

    TrustFileState caBundle = TrustFileState::HoldsRoot;
    TrustFileState gatewayBundle = TrustFileState::HoldsRoot;
    TrustFileState gitlabTrust = TrustFileState::HoldsRoot;

    PracticeSwitches() { model.servedName = QStringLiteral("Mistral-Small-3.2-24B-Instruct-2506"); }
};

} // namespace duodoctor
