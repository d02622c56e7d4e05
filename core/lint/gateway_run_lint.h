#pragma once

#include "deployment/deployment.h"
#include "judge/environment_view.h"
#include "judge/gateway_container.h"
#include "lint/gateway_run.h"
#include "lint/lint_collector.h"

namespace duodoctor
{

/// Judges everything that a configuration says of one gateway container. Pure.
void lintGatewayRun(const GatewayRun &run, const Deployment &deployment, LintCollector &found);

// Its parts.

/// URLs, switches and the names of the gateway's variables. Source: facts/environment sections 1 to 4.
void lintSettings(const GatewayRun &run, const Deployment &deployment, LintCollector &found);
/// The four keys that sign tokens. Source: facts/versions section 6, facts/environment sections 1 and 3.
void lintSigningKeys(const GatewayRun &run, const Deployment &deployment, LintCollector &found);
/// Image tag and pull policy. Source: facts/versions section 4, facts/environment section 6.
void lintImage(const GatewayRun &run, const Deployment &deployment, LintCollector &found);
/// Published ports, and ports that two services want. Source: facts/commands section A, facts/versions section 6.
void lintPorts(const GatewayRun &run, const Deployment &deployment, LintCollector &found);
/// Trust bundles, /tmp and the tokenizer's folder. Source: facts/environment sections 2 and 6.
void lintMounts(const GatewayRun &run, LintCollector &found);
/// Limits of processor and memory. Source: facts/sizing_models section 1.
void lintResources(const GatewayRun &run, LintCollector &found);

/// The GitLab version that this configuration is for: the deployment's, else that of the image's tag.
std::optional<GitLabVersion> versionFor(const GatewayRun &run, const Deployment &deployment);

/// Whether the container runs the Agent Platform service: by itself from 18.4, and when it is asked to or set up.
/// Without a version the newest images are meant. Source: facts/environment section 1.
bool startsPlatform(const GatewayRun &run, const std::optional<GitLabVersion> &version);

/// The values that pydantic takes as false.
bool isFalsy(const QString &value);

/// The name of the setting that a name with one underscore in the place of two means; empty when it means none.
QString meantSetting(const QString &name);

} // namespace duodoctor
