#include "generate/gateway_settings.h"

#include "generate/front_plan.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr GitLabVersion kFirstWithPlatformTrust{18, 5, 0};

bool usesProvider(const Deployment &deployment, QLatin1StringView provider, QLatin1StringView prefix)
{
    return std::ranges::any_of(deployment.models, [&](const Model &model) {
        return model.provider.startsWith(provider, Qt::CaseInsensitive) ||
               model.identifier.startsWith(prefix, Qt::CaseInsensitive);
    });
}

void addTrust(QList<EnvironmentEntry> &settings, const SettingsInput &input)
{
    if (input.bundlePath.isEmpty()) {
        return;
    }
    settings.append({u"REQUESTS_CA_BUNDLE"_s, input.bundlePath});
    settings.append({u"SSL_CERT_FILE"_s, input.bundlePath});
    if (input.version >= kFirstWithPlatformTrust) {
        settings.append({u"DUO_WORKFLOW_GITLAB_SSL_CA_FILE"_s, input.bundlePath});
    }
}

void addMetrics(QList<EnvironmentEntry> &settings, const SettingsInput &input)
{
    if (input.gatewayMetricsPort != 0) {
        settings.append({u"AIGW_FASTAPI__METRICS_HOST"_s, u"0.0.0.0"_s});
        settings.append({u"AIGW_FASTAPI__METRICS_PORT"_s, QString::number(input.gatewayMetricsPort)});
    }
    if (input.platformMetricsPort != 0) {
        settings.append({u"PROMETHEUS_METRICS__ADDR"_s, u"0.0.0.0"_s});
        settings.append({u"PROMETHEUS_METRICS__PORT"_s, QString::number(input.platformMetricsPort)});
    }
}

} // namespace

QList<EnvironmentEntry> gatewaySettings(const SettingsInput &input)
{
    QList<EnvironmentEntry> settings{{u"AIGW_GITLAB_URL"_s, input.gitlabUrl},
                                     {u"AIGW_GITLAB_API_URL"_s, input.gitlabUrl + u"/api/v4/"_s},
                                     {u"AIGW_CUSTOM_MODELS__ENABLED"_s, u"true"_s}};
    if (input.offline) {
        settings.append({u"AIGW_CUSTOMER_PORTAL_URL"_s, input.gitlabUrl});
    }
    if (input.hasPlatform && !knowsAgentPlatform(input.version)) {
        settings.append({u"ENABLE_DUO_WORKFLOW_SERVICE"_s, u"true"_s});
    }
    if (input.hasPlatform) {
        settings.append({u"DUO_WORKFLOW_AUTH__ENABLED"_s, u"true"_s});
    }
    if (input.hasPlatform && input.offline) {
        settings.append({u"DUO_WORKFLOW_AUTH__OIDC_CUSTOMER_PORTAL_URL"_s, input.gitlabUrl});
    }
    addTrust(settings, input);
    addMetrics(settings, input);
    return settings;
}

QList<SigningKeyEntry> signingKeys(const Deployment &deployment)
{
    QList<SigningKeyEntry> keys{{u"AIGW_SELF_SIGNED_JWT__SIGNING_KEY"_s, u"aigw_signing.key"_s},
                                {u"AIGW_SELF_SIGNED_JWT__VALIDATION_KEY"_s, u"aigw_validation.key"_s}};
    if (runsAgentPlatform(deployment)) {
        keys.append({u"DUO_WORKFLOW_SELF_SIGNED_JWT__SIGNING_KEY"_s, u"duo_workflow_jwt.key"_s});
        keys.append({u"DUO_WORKFLOW_SELF_SIGNED_JWT__VALIDATION_KEY"_s, u"duo_workflow_validation.key"_s});
    }
    return keys;
}

QStringList cloudVariables(const Deployment &deployment)
{
    QStringList names;
    if (usesProvider(deployment, "bedrock"_L1, "bedrock/"_L1)) {
        // The gateway's own test asks for AWS_REGION_NAME, and the guide sets AWS_REGION.
        names << u"AWS_REGION"_s << u"AWS_REGION_NAME"_s << u"AWS_ACCESS_KEY_ID"_s << u"AWS_SECRET_ACCESS_KEY"_s;
    }
    if (usesProvider(deployment, "vertex"_L1, "vertex_ai/"_L1)) {
        names << u"VERTEXAI_PROJECT"_s << u"VERTEXAI_LOCATION"_s;
    }
    return names;
}

} // namespace duodoctor
