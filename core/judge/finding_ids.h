#pragma once

#include "judge/finding_id.h"

/// The ids of the vocabulary as constants; resources/schemas/findings.json is the source, tst_finding_vocabulary
/// compares.
namespace duodoctor::finding
{

// url
inline constexpr FindingId kUrlInvalid{"url-invalid"};
inline constexpr FindingId kUrlLocalhost{"url-localhost"};
inline constexpr FindingId kUrlHasPath{"url-has-path"};
inline constexpr FindingId kUrlWrongPort{"url-wrong-port"};
inline constexpr FindingId kHttpOnTlsPort{"http-on-tls-port"};

// gitlab
inline constexpr FindingId kGatewayUrlNotSet{"gateway-url-not-set"};
inline constexpr FindingId kGatewayUrlMismatch{"gateway-url-mismatch"};
inline constexpr FindingId kGitlabLegacyGatewayEnv{"gitlab-legacy-gateway-env"};

// network
inline constexpr FindingId kDnsNotFound{"dns-not-found"};
inline constexpr FindingId kConnectRefused{"connect-refused"};
inline constexpr FindingId kConnectTimeout{"connect-timeout"};
inline constexpr FindingId kNetworkUnreachable{"network-unreachable"};
inline constexpr FindingId kConnectionClosed{"connection-closed"};
inline constexpr FindingId kResponseTimeout{"response-timeout"};
inline constexpr FindingId kRedirectUnexpected{"redirect-unexpected"};
inline constexpr FindingId kProxyUnreachable{"proxy-unreachable"};
inline constexpr FindingId kProxyAuthRequired{"proxy-auth-required"};
inline constexpr FindingId kProxyInterceptsInternal{"proxy-intercepts-internal"};

// gitlab
inline constexpr FindingId kGitlabBlocksLocalRequests{"gitlab-blocks-local-requests"};

// network
inline constexpr FindingId kReachableHereOnly{"reachable-here-only"};

// tls
inline constexpr FindingId kTlsNotTls{"tls-not-tls"};
inline constexpr FindingId kTlsProtocolTooOld{"tls-protocol-too-old"};
inline constexpr FindingId kTlsHandshakeFailed{"tls-handshake-failed"};
inline constexpr FindingId kTlsClientCertificateRequired{"tls-client-certificate-required"};
inline constexpr FindingId kTlsExpired{"tls-expired"};
inline constexpr FindingId kTlsNotYetValid{"tls-not-yet-valid"};
inline constexpr FindingId kTlsExpiresSoon{"tls-expires-soon"};
inline constexpr FindingId kTlsSelfSigned{"tls-self-signed"};
inline constexpr FindingId kTlsUntrustedCa{"tls-untrusted-ca"};
inline constexpr FindingId kTlsIncompleteChain{"tls-incomplete-chain"};
inline constexpr FindingId kTlsIntermediateExpired{"tls-intermediate-expired"};
inline constexpr FindingId kTlsRootExpired{"tls-root-expired"};
inline constexpr FindingId kTlsHostnameMismatch{"tls-hostname-mismatch"};
inline constexpr FindingId kTlsCommonNameOnly{"tls-common-name-only"};
inline constexpr FindingId kTlsWeakSignature{"tls-weak-signature"};
inline constexpr FindingId kTlsWeakKey{"tls-weak-key"};
inline constexpr FindingId kTlsNotACa{"tls-not-a-ca"};
inline constexpr FindingId kTlsPathLength{"tls-path-length"};
inline constexpr FindingId kTlsWrongUsage{"tls-wrong-usage"};
inline constexpr FindingId kTlsNameConstraint{"tls-name-constraint"};
inline constexpr FindingId kTlsInvalidCertificate{"tls-invalid-certificate"};
inline constexpr FindingId kTlsValidityTooLong{"tls-validity-too-long"};
inline constexpr FindingId kTlsChainOrder{"tls-chain-order"};
inline constexpr FindingId kTlsExtraCertificates{"tls-extra-certificates"};
inline constexpr FindingId kTlsIntercepted{"tls-intercepted"};
inline constexpr FindingId kTlsDevelopmentCa{"tls-development-ca"};
inline constexpr FindingId kTlsGatewayBundleLacksCa{"tls-gateway-bundle-lacks-ca"};
inline constexpr FindingId kTlsGitlabLacksCa{"tls-gitlab-lacks-ca"};
inline constexpr FindingId kCaBundlePathMissing{"ca-bundle-path-missing"};
inline constexpr FindingId kPemUnreadable{"pem-unreadable"};
inline constexpr FindingId kPemWrongFormat{"pem-wrong-format"};
inline constexpr FindingId kPemByteOrderMark{"pem-byte-order-mark"};
inline constexpr FindingId kPemEmpty{"pem-empty"};

// security
inline constexpr FindingId kPemContainsPrivateKey{"pem-contains-private-key"};

// gateway
inline constexpr FindingId kGatewayUnhealthy{"gateway-unhealthy"};
inline constexpr FindingId kGatewayNotAiGateway{"gateway-not-ai-gateway"};
inline constexpr FindingId kGatewayBehindBrokenProxy{"gateway-behind-broken-proxy"};
inline constexpr FindingId kGatewayCustomModelsDisabled{"gateway-custom-models-disabled"};

// security
inline constexpr FindingId kGatewayAuthBypassed{"gateway-auth-bypassed"};

// gateway
inline constexpr FindingId kGatewayGitlabUrlMissing{"gateway-gitlab-url-missing"};
inline constexpr FindingId kGatewayGitlabUrlWrong{"gateway-gitlab-url-wrong"};
inline constexpr FindingId kGatewayGitlabApiUrlWrong{"gateway-gitlab-api-url-wrong"};
inline constexpr FindingId kGatewayCannotReachGitlab{"gateway-cannot-reach-gitlab"};
inline constexpr FindingId kGatewayJwksEmpty{"gateway-jwks-empty"};
inline constexpr FindingId kGatewayJwtSignature{"gateway-jwt-signature"};
inline constexpr FindingId kGatewayTokenMalformed{"gateway-token-malformed"};
inline constexpr FindingId kGatewayOidcProviderUrlInvalid{"gateway-oidc-provider-url-invalid"};
inline constexpr FindingId kGatewayJwkUnreadable{"gateway-jwk-unreadable"};
inline constexpr FindingId kGatewaySigningKeyMissing{"gateway-signing-key-missing"};
inline constexpr FindingId kGatewayCustomerPortalDelay{"gateway-customer-portal-delay"};
inline constexpr FindingId kGatewayVersionMismatch{"gateway-version-mismatch"};
inline constexpr FindingId kGatewayVersionPatchBehind{"gateway-version-patch-behind"};
inline constexpr FindingId kGatewayImageNightly{"gateway-image-nightly"};

// security
inline constexpr FindingId kGatewayImagePullPolicy{"gateway-image-pull-policy"};

// gateway
inline constexpr FindingId kGatewayPlatformMismatch{"gateway-platform-mismatch"};
inline constexpr FindingId kGatewayStreamingBroken{"gateway-streaming-broken"};
inline constexpr FindingId kGatewayPortConflict{"gateway-port-conflict"};
inline constexpr FindingId kGatewayPortNotPublished{"gateway-port-not-published"};
inline constexpr FindingId kGatewayNotRunning{"gateway-not-running"};

// capacity
inline constexpr FindingId kGatewayUnderResourced{"gateway-under-resourced"};

// gateway
inline constexpr FindingId kGatewayNoLogs{"gateway-no-logs"};
inline constexpr FindingId kGatewayTmpReadOnly{"gateway-tmp-read-only"};
inline constexpr FindingId kGatewayHfHomeNotWritable{"gateway-hf-home-not-writable"};
inline constexpr FindingId kGatewayMetricsUnreachable{"gateway-metrics-unreachable"};

// auth
inline constexpr FindingId kAuthUnauthorized{"auth-unauthorized"};
inline constexpr FindingId kAuthForbidden{"auth-forbidden"};
inline constexpr FindingId kAuthKnownHealthCheckIssue{"auth-known-health-check-issue"};
inline constexpr FindingId kLicenseLacksDuo{"license-lacks-duo"};
inline constexpr FindingId kSeatNotAssigned{"seat-not-assigned"};
inline constexpr FindingId kFeatureNotInUnitPrimitives{"feature-not-in-unit-primitives"};

// gitlab
inline constexpr FindingId kGitlabUnhealthy{"gitlab-unhealthy"};
inline constexpr FindingId kGitlabFeatureNotSelfHosted{"gitlab-feature-not-self-hosted"};
inline constexpr FindingId kGitlabNoModelsConfigured{"gitlab-no-models-configured"};

// logs
inline constexpr FindingId kGitlabVerboseLoggingOff{"gitlab-verbose-logging-off"};

// security
inline constexpr FindingId kGitlabSelfSignsTokens{"gitlab-self-signs-tokens"};

// agent-platform
inline constexpr FindingId kGitlabAgentPlatformSecureFlag{"gitlab-agent-platform-secure-flag"};

// model
inline constexpr FindingId kModelEndpointMissingV1{"model-endpoint-missing-v1"};
inline constexpr FindingId kModelEndpointWrongPath{"model-endpoint-wrong-path"};
inline constexpr FindingId kModelNotServed{"model-not-served"};
inline constexpr FindingId kModelIdentifierPrefix{"model-identifier-prefix"};
inline constexpr FindingId kModelKeyRejected{"model-key-rejected"};
inline constexpr FindingId kModelKeyMissing{"model-key-missing"};
inline constexpr FindingId kModelProviderCredentials{"model-provider-credentials"};
inline constexpr FindingId kModelUnreachableFromGateway{"model-unreachable-from-gateway"};
inline constexpr FindingId kModelLocalhostInContainer{"model-localhost-in-container"};
inline constexpr FindingId kModelChatTemplateMissing{"model-chat-template-missing"};
inline constexpr FindingId kModelServerError{"model-server-error"};
inline constexpr FindingId kModelLoading{"model-loading"};
inline constexpr FindingId kModelOverloaded{"model-overloaded"};
inline constexpr FindingId kModelTimeout{"model-timeout"};
inline constexpr FindingId kModelSlow{"model-slow"};
inline constexpr FindingId kModelResponseMalformed{"model-response-malformed"};
inline constexpr FindingId kModelContextTooShort{"model-context-too-short"};
inline constexpr FindingId kModelToolCallingDisabled{"model-tool-calling-disabled"};
inline constexpr FindingId kModelParameterUnsupported{"model-parameter-unsupported"};
inline constexpr FindingId kModelUnsupported{"model-unsupported"};
inline constexpr FindingId kModelFeatureUnsupported{"model-feature-unsupported"};

// agent-platform
inline constexpr FindingId kAgentPlatformUnreachable{"agent-platform-unreachable"};
inline constexpr FindingId kAgentPlatformNotServing{"agent-platform-not-serving"};
inline constexpr FindingId kAgentPlatformTlsMismatch{"agent-platform-tls-mismatch"};
inline constexpr FindingId kAgentPlatformUrlScheme{"agent-platform-url-scheme"};
inline constexpr FindingId kAgentPlatformNoHttp2{"agent-platform-no-http2"};
inline constexpr FindingId kAgentPlatformMetadataTooLarge{"agent-platform-metadata-too-large"};
inline constexpr FindingId kWebsocketUpgradeBlocked{"websocket-upgrade-blocked"};

// kubernetes
inline constexpr FindingId kPodCrashLoop{"pod-crash-loop"};
inline constexpr FindingId kPodImagePull{"pod-image-pull"};
inline constexpr FindingId kPodNotReady{"pod-not-ready"};
inline constexpr FindingId kIngressNotRouting{"ingress-not-routing"};

// config
inline constexpr FindingId kConfigInvalidSyntax{"config-invalid-syntax"};
inline constexpr FindingId kConfigPlaceholderLeft{"config-placeholder-left"};
inline constexpr FindingId kConfigDuplicateSetting{"config-duplicate-setting"};
inline constexpr FindingId kConfigProxyBuffering{"config-proxy-buffering"};

// security
inline constexpr FindingId kSecretExposed{"secret-exposed"};

// other
inline constexpr FindingId kUnrecognised{"unrecognised"};

} // namespace duodoctor::finding
