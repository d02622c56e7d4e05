#include "judge/finding_vocabulary.h"

#include "judge/finding_ids.h"

#include <algorithm>
#include <array>

namespace duodoctor
{

namespace
{

// In the order of resources/schemas/findings.json.
constexpr std::array kVocabulary{
    FindingDefinition{finding::kUrlInvalid, "url", Severity::Error},
    FindingDefinition{finding::kUrlLocalhost, "url", Severity::Error},
    FindingDefinition{finding::kUrlHasPath, "url", Severity::Warning},
    FindingDefinition{finding::kUrlWrongPort, "url", Severity::Error},
    FindingDefinition{finding::kHttpOnTlsPort, "url", Severity::Error},
    FindingDefinition{finding::kGatewayUrlNotSet, "gitlab", Severity::Error},
    FindingDefinition{finding::kGatewayUrlMismatch, "gitlab", Severity::Error},
    FindingDefinition{finding::kGitlabLegacyGatewayEnv, "gitlab", Severity::Warning},
    FindingDefinition{finding::kDnsNotFound, "network", Severity::Error},
    FindingDefinition{finding::kConnectRefused, "network", Severity::Error},
    FindingDefinition{finding::kConnectTimeout, "network", Severity::Error},
    FindingDefinition{finding::kNetworkUnreachable, "network", Severity::Error},
    FindingDefinition{finding::kConnectionClosed, "network", Severity::Error},
    FindingDefinition{finding::kResponseTimeout, "network", Severity::Error},
    FindingDefinition{finding::kRedirectUnexpected, "network", Severity::Warning},
    FindingDefinition{finding::kProxyUnreachable, "network", Severity::Error},
    FindingDefinition{finding::kProxyAuthRequired, "network", Severity::Error},
    FindingDefinition{finding::kProxyInterceptsInternal, "network", Severity::Error},
    FindingDefinition{finding::kGitlabBlocksLocalRequests, "gitlab", Severity::Error},
    FindingDefinition{finding::kReachableHereOnly, "network", Severity::Error},
    FindingDefinition{finding::kTlsNotTls, "tls", Severity::Error},
    FindingDefinition{finding::kTlsProtocolTooOld, "tls", Severity::Error},
    FindingDefinition{finding::kTlsHandshakeFailed, "tls", Severity::Error},
    FindingDefinition{finding::kTlsClientCertificateRequired, "tls", Severity::Error},
    FindingDefinition{finding::kTlsExpired, "tls", Severity::Error},
    FindingDefinition{finding::kTlsNotYetValid, "tls", Severity::Error},
    FindingDefinition{finding::kTlsExpiresSoon, "tls", Severity::Warning},
    FindingDefinition{finding::kTlsSelfSigned, "tls", Severity::Error},
    FindingDefinition{finding::kTlsUntrustedCa, "tls", Severity::Error},
    FindingDefinition{finding::kTlsIncompleteChain, "tls", Severity::Error},
    FindingDefinition{finding::kTlsIntermediateExpired, "tls", Severity::Error},
    FindingDefinition{finding::kTlsRootExpired, "tls", Severity::Error},
    FindingDefinition{finding::kTlsHostnameMismatch, "tls", Severity::Error},
    FindingDefinition{finding::kTlsCommonNameOnly, "tls", Severity::Error},
    FindingDefinition{finding::kTlsWeakSignature, "tls", Severity::Error},
    FindingDefinition{finding::kTlsWeakKey, "tls", Severity::Error},
    FindingDefinition{finding::kTlsNotACa, "tls", Severity::Error},
    FindingDefinition{finding::kTlsPathLength, "tls", Severity::Error},
    FindingDefinition{finding::kTlsWrongUsage, "tls", Severity::Error},
    FindingDefinition{finding::kTlsNameConstraint, "tls", Severity::Error},
    FindingDefinition{finding::kTlsInvalidCertificate, "tls", Severity::Error},
    FindingDefinition{finding::kTlsValidityTooLong, "tls", Severity::Warning},
    FindingDefinition{finding::kTlsChainOrder, "tls", Severity::Warning},
    FindingDefinition{finding::kTlsExtraCertificates, "tls", Severity::Info},
    FindingDefinition{finding::kTlsIntercepted, "tls", Severity::Error},
    FindingDefinition{finding::kTlsDevelopmentCa, "tls", Severity::Warning},
    FindingDefinition{finding::kTlsGatewayBundleLacksCa, "tls", Severity::Error},
    FindingDefinition{finding::kTlsGitlabLacksCa, "tls", Severity::Error},
    FindingDefinition{finding::kCaBundlePathMissing, "tls", Severity::Error},
    FindingDefinition{finding::kPemUnreadable, "tls", Severity::Error},
    FindingDefinition{finding::kPemWrongFormat, "tls", Severity::Error},
    FindingDefinition{finding::kPemByteOrderMark, "tls", Severity::Warning},
    FindingDefinition{finding::kPemEmpty, "tls", Severity::Error},
    FindingDefinition{finding::kPemContainsPrivateKey, "security", Severity::Warning},
    FindingDefinition{finding::kGatewayUnhealthy, "gateway", Severity::Error},
    FindingDefinition{finding::kGatewayNotAiGateway, "gateway", Severity::Error},
    FindingDefinition{finding::kGatewayBehindBrokenProxy, "gateway", Severity::Error},
    FindingDefinition{finding::kGatewayCustomModelsDisabled, "gateway", Severity::Error},
    FindingDefinition{finding::kGatewayAuthBypassed, "security", Severity::Warning},
    FindingDefinition{finding::kGatewayGitlabUrlMissing, "gateway", Severity::Error},
    FindingDefinition{finding::kGatewayGitlabUrlWrong, "gateway", Severity::Error},
    FindingDefinition{finding::kGatewayGitlabApiUrlWrong, "gateway", Severity::Error},
    FindingDefinition{finding::kGatewayCannotReachGitlab, "gateway", Severity::Error},
    FindingDefinition{finding::kGatewayJwksEmpty, "gateway", Severity::Error},
    FindingDefinition{finding::kGatewayJwtSignature, "gateway", Severity::Error},
    FindingDefinition{finding::kGatewayTokenMalformed, "gateway", Severity::Error},
    FindingDefinition{finding::kGatewayOidcProviderUrlInvalid, "gateway", Severity::Error},
    FindingDefinition{finding::kGatewayJwkUnreadable, "gateway", Severity::Error},
    FindingDefinition{finding::kGatewaySigningKeyMissing, "gateway", Severity::Error},
    FindingDefinition{finding::kGatewayCustomerPortalDelay, "gateway", Severity::Warning},
    FindingDefinition{finding::kGatewayVersionMismatch, "gateway", Severity::Error},
    FindingDefinition{finding::kGatewayVersionPatchBehind, "gateway", Severity::Info},
    FindingDefinition{finding::kGatewayImageNightly, "gateway", Severity::Warning},
    FindingDefinition{finding::kGatewayImagePullPolicy, "security", Severity::Warning},
    FindingDefinition{finding::kGatewayPlatformMismatch, "gateway", Severity::Error},
    FindingDefinition{finding::kGatewayStreamingBroken, "gateway", Severity::Error},
    FindingDefinition{finding::kGatewayPortConflict, "gateway", Severity::Error},
    FindingDefinition{finding::kGatewayPortNotPublished, "gateway", Severity::Error},
    FindingDefinition{finding::kGatewayNotRunning, "gateway", Severity::Error},
    FindingDefinition{finding::kGatewayUnderResourced, "capacity", Severity::Warning},
    FindingDefinition{finding::kGatewayNoLogs, "gateway", Severity::Warning},
    FindingDefinition{finding::kGatewayTmpReadOnly, "gateway", Severity::Error},
    FindingDefinition{finding::kGatewayHfHomeNotWritable, "gateway", Severity::Error},
    FindingDefinition{finding::kGatewayMetricsUnreachable, "gateway", Severity::Warning},
    FindingDefinition{finding::kAuthUnauthorized, "auth", Severity::Error},
    FindingDefinition{finding::kAuthForbidden, "auth", Severity::Error},
    FindingDefinition{finding::kAuthKnownHealthCheckIssue, "auth", Severity::Info},
    FindingDefinition{finding::kLicenseLacksDuo, "auth", Severity::Error},
    FindingDefinition{finding::kSeatNotAssigned, "auth", Severity::Error},
    FindingDefinition{finding::kFeatureNotInUnitPrimitives, "auth", Severity::Error},
    FindingDefinition{finding::kGitlabUnhealthy, "gitlab", Severity::Error},
    FindingDefinition{finding::kGitlabFeatureNotSelfHosted, "gitlab", Severity::Error},
    FindingDefinition{finding::kGitlabNoModelsConfigured, "gitlab", Severity::Error},
    FindingDefinition{finding::kGitlabVerboseLoggingOff, "logs", Severity::Info},
    FindingDefinition{finding::kGitlabSelfSignsTokens, "security", Severity::Warning},
    FindingDefinition{finding::kGitlabAgentPlatformSecureFlag, "agent-platform", Severity::Error},
    FindingDefinition{finding::kModelEndpointMissingV1, "model", Severity::Error},
    FindingDefinition{finding::kModelEndpointWrongPath, "model", Severity::Error},
    FindingDefinition{finding::kModelNotServed, "model", Severity::Error},
    FindingDefinition{finding::kModelIdentifierPrefix, "model", Severity::Error},
    FindingDefinition{finding::kModelKeyRejected, "model", Severity::Error},
    FindingDefinition{finding::kModelKeyMissing, "model", Severity::Error},
    FindingDefinition{finding::kModelProviderCredentials, "model", Severity::Error},
    FindingDefinition{finding::kModelUnreachableFromGateway, "model", Severity::Error},
    FindingDefinition{finding::kModelLocalhostInContainer, "model", Severity::Error},
    FindingDefinition{finding::kModelChatTemplateMissing, "model", Severity::Error},
    FindingDefinition{finding::kModelServerError, "model", Severity::Error},
    FindingDefinition{finding::kModelLoading, "model", Severity::Warning},
    FindingDefinition{finding::kModelOverloaded, "model", Severity::Error},
    FindingDefinition{finding::kModelTimeout, "model", Severity::Error},
    FindingDefinition{finding::kModelSlow, "model", Severity::Warning},
    FindingDefinition{finding::kModelResponseMalformed, "model", Severity::Error},
    FindingDefinition{finding::kModelContextTooShort, "model", Severity::Error},
    FindingDefinition{finding::kModelToolCallingDisabled, "model", Severity::Error},
    FindingDefinition{finding::kModelParameterUnsupported, "model", Severity::Error},
    FindingDefinition{finding::kModelUnsupported, "model", Severity::Warning},
    FindingDefinition{finding::kModelFeatureUnsupported, "model", Severity::Warning},
    FindingDefinition{finding::kAgentPlatformUnreachable, "agent-platform", Severity::Error},
    FindingDefinition{finding::kAgentPlatformNotServing, "agent-platform", Severity::Error},
    FindingDefinition{finding::kAgentPlatformTlsMismatch, "agent-platform", Severity::Error},
    FindingDefinition{finding::kAgentPlatformUrlScheme, "agent-platform", Severity::Error},
    FindingDefinition{finding::kAgentPlatformNoHttp2, "agent-platform", Severity::Error},
    FindingDefinition{finding::kAgentPlatformMetadataTooLarge, "agent-platform", Severity::Error},
    FindingDefinition{finding::kWebsocketUpgradeBlocked, "agent-platform", Severity::Error},
    FindingDefinition{finding::kPodCrashLoop, "kubernetes", Severity::Error},
    FindingDefinition{finding::kPodImagePull, "kubernetes", Severity::Error},
    FindingDefinition{finding::kPodNotReady, "kubernetes", Severity::Error},
    FindingDefinition{finding::kIngressNotRouting, "kubernetes", Severity::Error},
    FindingDefinition{finding::kConfigInvalidSyntax, "config", Severity::Error},
    FindingDefinition{finding::kConfigPlaceholderLeft, "config", Severity::Error},
    FindingDefinition{finding::kConfigDuplicateSetting, "config", Severity::Warning},
    FindingDefinition{finding::kConfigProxyBuffering, "config", Severity::Warning},
    FindingDefinition{finding::kSecretExposed, "security", Severity::Warning},
    FindingDefinition{finding::kUnrecognised, "other", Severity::Info},
};

} // namespace

std::span<const FindingDefinition> findingVocabulary()
{
    return kVocabulary;
}

const FindingDefinition *findingDefinition(FindingId id)
{
    const auto it = std::ranges::find(kVocabulary, id, &FindingDefinition::id);
    return it == kVocabulary.end() ? nullptr : &*it;
}

const FindingDefinition *findingDefinition(QStringView wireId)
{
    const auto it = std::ranges::find_if(kVocabulary, [wireId](const auto &row) { return wireId == row.id.view(); });
    return it == kVocabulary.end() ? nullptr : &*it;
}

} // namespace duodoctor
