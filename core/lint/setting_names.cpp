#include "lint/setting_names.h"

#include "judge/finding_ids.h"
#include "lint/gateway_run_lint.h"

#include <QHash>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

struct Name {
    QLatin1StringView name;
    FindingId finding; ///< told when the setting does not arrive
};

/// Names with groups, of facts/environment sections 1 to 3.
const std::array kNames{
    Name{"AIGW_GITLAB_URL"_L1, finding::kGatewayGitlabUrlMissing},
    Name{"AIGW_GITLAB_API_URL"_L1, finding::kGatewayGitlabApiUrlWrong},
    Name{"AIGW_CUSTOM_MODELS__ENABLED"_L1, finding::kGatewayCustomModelsDisabled},
    Name{"AIGW_CUSTOM_MODELS__DISABLE_STREAMING"_L1, finding::kConfigInvalidSyntax},
    Name{"AIGW_CUSTOM_MODELS__EXTRA_HEADERS"_L1, finding::kConfigInvalidSyntax},
    Name{"AIGW_AUTH__BYPASS_EXTERNAL"_L1, finding::kConfigInvalidSyntax},
    Name{"AIGW_AUTH__BYPASS_EXTERNAL_WITH_HEADER"_L1, finding::kConfigInvalidSyntax},
    Name{"AIGW_AUTH__BYPASS_JWT_SIGNATURE"_L1, finding::kConfigInvalidSyntax},
    Name{"AIGW_SELF_SIGNED_JWT__SIGNING_KEY"_L1, finding::kGatewaySigningKeyMissing},
    Name{"AIGW_SELF_SIGNED_JWT__VALIDATION_KEY"_L1, finding::kGatewaySigningKeyMissing},
    Name{"AIGW_CUSTOMER_PORTAL_URL"_L1, finding::kGatewayCustomerPortalDelay},
    Name{"AIGW_FASTAPI__API_PORT"_L1, finding::kGatewayPortNotPublished},
    Name{"AIGW_FASTAPI__API_HOST"_L1, finding::kGatewayPortNotPublished},
    Name{"AIGW_FASTAPI__METRICS_HOST"_L1, finding::kGatewayMetricsUnreachable},
    Name{"AIGW_FASTAPI__METRICS_PORT"_L1, finding::kGatewayMetricsUnreachable},
    Name{"AIGW_FASTAPI__DOCS_URL"_L1, finding::kConfigInvalidSyntax},
    Name{"AIGW_FASTAPI__OPENAPI_URL"_L1, finding::kConfigInvalidSyntax},
    Name{"AIGW_FASTAPI__REDOC_URL"_L1, finding::kConfigInvalidSyntax},
    Name{"AIGW_FASTAPI__TLS__ENABLED"_L1, finding::kConfigInvalidSyntax},
    Name{"AIGW_FASTAPI__TLS__CERT_FILE"_L1, finding::kConfigInvalidSyntax},
    Name{"AIGW_FASTAPI__TLS__KEY_FILE"_L1, finding::kConfigInvalidSyntax},
    Name{"AIGW_FASTAPI__TLS__SSL_CIPHERS"_L1, finding::kConfigInvalidSyntax},
    Name{"AIGW_MTLS__ENABLED"_L1, finding::kConfigInvalidSyntax},
    Name{"AIGW_MTLS__CERT_FILE"_L1, finding::kConfigInvalidSyntax},
    Name{"AIGW_MTLS__KEY_FILE"_L1, finding::kConfigInvalidSyntax},
    Name{"AIGW_MTLS__VERIFY"_L1, finding::kConfigInvalidSyntax},
    Name{"AIGW_MTLS__CA_BUNDLE"_L1, finding::kConfigInvalidSyntax},
    Name{"AIGW_LOGGING__LEVEL"_L1, finding::kConfigInvalidSyntax},
    Name{"AIGW_LOGGING__FORMAT_JSON"_L1, finding::kConfigInvalidSyntax},
    Name{"AIGW_LOGGING__TO_FILE"_L1, finding::kConfigInvalidSyntax},
    Name{"AIGW_LOGGING__ENABLE_REQUEST_LOGGING"_L1, finding::kConfigInvalidSyntax},
    Name{"AIGW_LOGGING__ENABLE_LITELLM_LOGGING"_L1, finding::kConfigInvalidSyntax},
    Name{"AIGW_DUO_CHAT__MODEL_REQUEST_TIMEOUT"_L1, finding::kConfigInvalidSyntax},
    Name{"AIGW_DUO_CHAT__MAX_TOKENS"_L1, finding::kConfigInvalidSyntax},
    Name{"AIGW_MODEL_SELECTION__DEFAULT_MODELS"_L1, finding::kConfigInvalidSyntax},
    Name{"AIGW_LITELLM__MODEL_METADATA_FILE"_L1, finding::kConfigInvalidSyntax},
    Name{"DUO_WORKFLOW_SELF_SIGNED_JWT__SIGNING_KEY"_L1, finding::kGatewaySigningKeyMissing},
    Name{"DUO_WORKFLOW_SELF_SIGNED_JWT__VALIDATION_KEY"_L1, finding::kGatewaySigningKeyMissing},
    Name{"DUO_WORKFLOW_AUTH__ENABLED"_L1, finding::kConfigInvalidSyntax},
    Name{"DUO_WORKFLOW_AUTH__OIDC_GITLAB_URL"_L1, finding::kConfigInvalidSyntax},
    Name{"DUO_WORKFLOW_AUTH__OIDC_CUSTOMER_PORTAL_URL"_L1, finding::kGatewayCustomerPortalDelay},
    Name{"DUO_WORKFLOW_TLS__ENABLED"_L1, finding::kConfigInvalidSyntax},
    Name{"DUO_WORKFLOW_TLS__CERT_FILE"_L1, finding::kConfigInvalidSyntax},
    Name{"DUO_WORKFLOW_TLS__KEY_FILE"_L1, finding::kConfigInvalidSyntax},
    Name{"DUO_WORKFLOW_LOGGING__LEVEL"_L1, finding::kConfigInvalidSyntax},
    Name{"DUO_WORKFLOW_LOGGING__JSON_FORMAT"_L1, finding::kConfigInvalidSyntax},
    Name{"DUO_WORKFLOW_LOGGING__TO_FILE"_L1, finding::kConfigInvalidSyntax},
    Name{"PROMETHEUS_METRICS__ADDR"_L1, finding::kGatewayMetricsUnreachable},
    Name{"PROMETHEUS_METRICS__PORT"_L1, finding::kGatewayMetricsUnreachable},
};

/// Without the number of underscores between words, and in capitals.
QString collapsed(QStringView name)
{
    QString result;
    result.reserve(name.size());
    for (const QChar c : name) {
        if (c != u'_' || !result.endsWith(u'_')) {
            result.append(c.toUpper());
        }
    }
    return result;
}

} // namespace

QString meantSetting(const QString &name)
{
    static const QHash<QString, QString> kByCollapsed = [] {
        QHash<QString, QString> names;
        for (const Name &known : kNames) {
            names.insert(collapsed(QString(known.name)), QString(known.name));
        }
        return names;
    }();
    // pydantic reads names without regard to their case.
    const QString meant = kByCollapsed.value(collapsed(name));
    return meant.compare(name, Qt::CaseInsensitive) == 0 ? QString{} : meant;
}

FindingId findingOfSetting(const QString &name)
{
    const auto known = std::ranges::find(kNames, name, &Name::name);
    return known == kNames.end() ? finding::kConfigInvalidSyntax : known->finding;
}

} // namespace duodoctor
