#pragma once

#include "judge/finding_ids.h"

#include <QList>

/// What the judges shared by several rows may give.
namespace duodoctor::catalogue
{

inline QList<FindingId> connectionFindings()
{
    using namespace finding;
    return {kConnectRefused,   kConnectTimeout,    kNetworkUnreachable,     kConnectionClosed,
            kProxyUnreachable, kProxyAuthRequired, kProxyInterceptsInternal};
}

inline QList<FindingId> arrivalFindings()
{
    using namespace finding;
    return {kConnectionClosed, kResponseTimeout, kHttpOnTlsPort, kUrlWrongPort};
}

inline QList<FindingId> handshakeFindings()
{
    using namespace finding;
    return {kTlsNotTls, kTlsProtocolTooOld, kTlsHandshakeFailed, kTlsClientCertificateRequired};
}

/// Of one chain against one trust store.
inline QList<FindingId> chainFindings()
{
    using namespace finding;
    return {kTlsExpired,
            kTlsNotYetValid,
            kTlsExpiresSoon,
            kTlsSelfSigned,
            kTlsUntrustedCa,
            kTlsIncompleteChain,
            kTlsIntermediateExpired,
            kTlsRootExpired,
            kTlsHostnameMismatch,
            kTlsCommonNameOnly,
            kTlsWeakSignature,
            kTlsWeakKey,
            kTlsNotACa,
            kTlsPathLength,
            kTlsWrongUsage,
            kTlsNameConstraint,
            kTlsInvalidCertificate,
            kTlsValidityTooLong,
            kTlsChainOrder,
            kTlsExtraCertificates,
            kTlsIntercepted,
            kTlsDevelopmentCa};
}

inline QList<FindingId> trustFileFindings()
{
    using namespace finding;
    return {kCaBundlePathMissing, kPemUnreadable, kPemWrongFormat,
            kPemByteOrderMark,    kPemEmpty,      kPemContainsPrivateKey};
}

inline QList<FindingId> withoutDoubles(const QList<FindingId> &ids)
{
    QList<FindingId> unique;
    for (const FindingId id : ids) {
        if (!unique.contains(id)) {
            unique << id;
        }
    }
    return unique;
}

/// What an HTTP client's own error names: Rails, a log, a report.
inline QList<FindingId> clientFindings()
{
    using namespace finding;
    return withoutDoubles(connectionFindings() + arrivalFindings() + handshakeFindings() + chainFindings() +
                          QList{kDnsNotFound, kTlsGitlabLacksCa, kTlsGatewayBundleLacksCa, kUrlInvalid, kUrlLocalhost,
                                kUrlHasPath, kRedirectUnexpected});
}

/// What is wrong with a model, whoever asked it.
inline QList<FindingId> modelFindings()
{
    using namespace finding;
    return {kModelEndpointMissingV1,
            kModelEndpointWrongPath,
            kModelNotServed,
            kModelIdentifierPrefix,
            kModelKeyRejected,
            kModelKeyMissing,
            kModelProviderCredentials,
            kModelUnreachableFromGateway,
            kModelLocalhostInContainer,
            kModelChatTemplateMissing,
            kModelServerError,
            kModelLoading,
            kModelOverloaded,
            kModelTimeout,
            kModelSlow,
            kModelResponseMalformed,
            kModelContextTooShort,
            kModelToolCallingDisabled,
            kModelParameterUnsupported,
            kModelUnsupported,
            kModelFeatureUnsupported};
}

/// Of a model's record in GitLab.
inline QList<FindingId> modelRecordFindings()
{
    using namespace finding;
    return {kModelEndpointMissingV1,
            kModelEndpointWrongPath,
            kModelNotServed,
            kModelIdentifierPrefix,
            kModelKeyMissing,
            kModelUnsupported,
            kModelLocalhostInContainer,
            kModelFeatureUnsupported,
            kUrlInvalid,
            kUrlLocalhost};
}

/// Of tokens and rights.
inline QList<FindingId> authFindings()
{
    using namespace finding;
    return {kAuthUnauthorized,      kAuthForbidden,       kAuthKnownHealthCheckIssue,  kLicenseLacksDuo,
            kSeatNotAssigned,       kGatewayJwksEmpty,    kFeatureNotInUnitPrimitives, kGatewayJwtSignature,
            kGatewayTokenMalformed, kGatewayJwkUnreadable};
}

inline QList<FindingId> fullRequestFindings()
{
    using namespace finding;
    return withoutDoubles(authFindings() + modelFindings() + clientFindings() +
                          QList{kGatewayUnhealthy, kGatewayBehindBrokenProxy, kGatewayNotAiGateway,
                                kGatewayStreamingBroken, kGitlabBlocksLocalRequests, kGatewayCannotReachGitlab});
}

/// Of the gateway's environment.
inline QList<FindingId> environmentFindings()
{
    using namespace finding;
    return {kGatewayCustomModelsDisabled,
            kGatewayAuthBypassed,
            kGatewayGitlabUrlMissing,
            kGatewayGitlabUrlWrong,
            kGatewayGitlabApiUrlWrong,
            kGatewayOidcProviderUrlInvalid,
            kGatewaySigningKeyMissing,
            kGatewayJwkUnreadable,
            kGatewayCustomerPortalDelay,
            kAgentPlatformUnreachable,
            kGatewayPortConflict,
            kGatewayHfHomeNotWritable,
            kModelProviderCredentials,
            kProxyInterceptsInternal,
            kCaBundlePathMissing,
            kConfigDuplicateSetting,
            kConfigPlaceholderLeft,
            kConfigInvalidSyntax,
            kSecretExposed,
            kGatewayMetricsUnreachable,
            kUrlInvalid,
            kUrlLocalhost,
            kUrlHasPath};
}

/// What the texts of others name: logs, the rake task, the self test.
inline QList<FindingId> reportedFindings()
{
    using namespace finding;
    return withoutDoubles(fullRequestFindings() + environmentFindings() + trustFileFindings() +
                          QList{kGatewayUrlNotSet,
                                kGatewayUrlMismatch,
                                kGitlabLegacyGatewayEnv,
                                kGitlabNoModelsConfigured,
                                kGitlabFeatureNotSelfHosted,
                                kGitlabVerboseLoggingOff,
                                kGitlabUnhealthy,
                                kGatewayNoLogs,
                                kGatewayNotRunning,
                                kGatewayUnderResourced,
                                kGatewayTmpReadOnly,
                                kGatewayHfHomeNotWritable,
                                kGatewayVersionMismatch,
                                kGatewayVersionPatchBehind,
                                kGatewayPlatformMismatch,
                                kAgentPlatformUnreachable,
                                kAgentPlatformNotServing,
                                kAgentPlatformTlsMismatch,
                                kAgentPlatformUrlScheme,
                                kAgentPlatformNoHttp2,
                                kAgentPlatformMetadataTooLarge,
                                kWebsocketUpgradeBlocked,
                                kGitlabAgentPlatformSecureFlag,
                                kGitlabSelfSignsTokens,
                                kReachableHereOnly,
                                kConfigProxyBuffering});
}

} // namespace duodoctor::catalogue
