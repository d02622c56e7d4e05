#pragma once

#include "generate/front_plan.h"
#include "generate/gateway_image.h"
#include "generate/gateway_settings.h"
#include "generate/generation.h"

namespace duodoctor
{

/// A port of the host that leads to one of the container.
struct HostPort {
    QString address; ///< of the host; empty: all
    int host = 0;
    int container = 0;

    /// `[ADDRESS:]HOST:CONTAINER`.
    QString text() const;
};

/// The gateway's container, whatever starts it.
struct GatewayPlan {
    GitLabVersion version;
    GatewayImage image;
    QString containerName;
    ContainerEngine engine = ContainerEngine::Docker;
    QList<EnvironmentEntry> settings;
    QList<SigningKeyEntry> keys;
    QStringList cloudVariables;
    QList<HostPort> metricsPorts;
    bool hasPlatform = false; ///< the image starts the Agent Platform service
    QString bundleFile;       ///< the CA bundle's file name on the target; empty: none
    QStringList imageRemarks; ///< for a comment beside the image
    QStringList notes;

    /// The bundle within the container.
    static QString bundlePath();
};

/// @return none with a problem: something is missing in the deployment, or cannot stand in a configuration.
std::optional<GatewayPlan> planGateway(const Deployment &deployment, const GenerationOptions &options,
                                       GenerationProblem &problem);

/// A command of Python that ends with 0 when the gateway is healthy. Images before 18.5 have no curl, all have Python;
/// a proxy in the container's variables is passed by. Source: facts/commands A4 and A5.
QString healthProgram();

/// How the keys are made, for a comment: lines without comment signs.
QStringList keyInstructions(const QList<SigningKeyEntry> &keys, const QString &folder);

} // namespace duodoctor
