#pragma once

#include "generate/generation.h"
#include "generate/metrics_plan.h"

#include <QList>

namespace duodoctor
{

struct EnvironmentEntry {
    QString name;
    QString value;
};

/// A key that signs tokens, and the file that it lies in.
struct SigningKeyEntry {
    QString variable;
    QString file;
};

/// What the settings follow from.
struct SettingsInput {
    GitLabVersion version;
    QString gitlabUrl; ///< without a slash at its end
    bool offline = false;
    bool hasPlatform = false;    ///< the container runs the Agent Platform service
    QString bundlePath;          ///< within the container; empty: none
    int gatewayMetricsPort = 0;  ///< 0: not asked for
    int platformMetricsPort = 0; ///< 0: not asked for
};

/// The variables of the gateway's container, in the order of the guides. No key is among them.
/// Source: facts/environment sections 1 to 3, facts/versions sections 5 and 6.
QList<EnvironmentEntry> gatewaySettings(const SettingsInput &input);

/// The four keys where the Agent Platform service runs, none elsewhere. Source: facts/versions section 6,
/// facts/commands C5.
QList<SigningKeyEntry> signingKeys(const Deployment &deployment);

/// Variables of cloud providers that some models of the deployment need, to be handed on from the environment.
/// Source: facts/environment section 4.
QStringList cloudVariables(const Deployment &deployment);

} // namespace duodoctor
