#pragma once

#include <QLatin1StringView>

/// The names by which a row of the catalogue asks for evidence and its judge finds it.
namespace duodoctor::role
{

inline constexpr QLatin1StringView kExchange{"exchange"}; ///< the subject's main exchange (healthz, version ...)
inline constexpr QLatin1StringView kRoot{"root"};         ///< GET / of the subject
inline constexpr QLatin1StringView kOidc{"oidc"};         ///< /.well-known/openid-configuration
inline constexpr QLatin1StringView kJwks{"jwks"};         ///< /oauth/discovery/keys
inline constexpr QLatin1StringView kHealth{"health"};     ///< health path of a model server
inline constexpr QLatin1StringView kModels{"models"};     ///< model list at the configured endpoint
inline constexpr QLatin1StringView kModelsOther{
    "models-other"}; ///< model list where it would be with /v1 added or taken away
inline constexpr QLatin1StringView kCompletion{"completion"}; ///< the one streamed chat completion
inline constexpr QLatin1StringView kGrpc{"grpc"};             ///< gRPC health answer
inline constexpr QLatin1StringView kGrpcOther{"grpc-other"};  ///< the same with the other TLS setting
inline constexpr QLatin1StringView kCaBundle{"ca-bundle"};    ///< CertificateFile added to the workstation's trust
inline constexpr QLatin1StringView kGatewayBundle{"gateway-bundle"}; ///< CertificateFile of the gateway's Python
inline constexpr QLatin1StringView kGitlabTrust{"gitlab-trust"};  ///< CertificateFile of GitLab's trusted certificates
inline constexpr QLatin1StringView kElsewhere{"elsewhere"};       ///< the main exchange, seen from the other vantage
inline constexpr QLatin1StringView kElsewhere2{"elsewhere-2"};    ///< and from a third
inline constexpr QLatin1StringView kWebSocket{"websocket"};       ///< answer to a WebSocket upgrade
inline constexpr QLatin1StringView kPortal{"portal"};             ///< discovery document of the customer portal
inline constexpr QLatin1StringView kRails{"rails"};               ///< RailsAnswers
inline constexpr QLatin1StringView kRake{"rake"};                 ///< RakeReport
inline constexpr QLatin1StringView kLog{"log"};                   ///< ServiceLog
inline constexpr QLatin1StringView kEnvironment{"environment"};   ///< EnvironmentListing of the gateway
inline constexpr QLatin1StringView kContainer{"container"};       ///< ContainerListing or ClusterState
inline constexpr QLatin1StringView kTroubleshoot{"troubleshoot"}; ///< TroubleshootReport
inline constexpr QLatin1StringView kFolders{"folders"};           ///< FolderAccess
inline constexpr QLatin1StringView kHttpxBundle{
    "httpx-bundle"};                                  ///< CertificateFile of the gateway's httpx (SSL_CERT_FILE)
inline constexpr QLatin1StringView kQuoted{"quoted"}; ///< QuotedError

} // namespace duodoctor::role
