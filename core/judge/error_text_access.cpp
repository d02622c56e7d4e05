#include "judge/error_text_rows.h"
#include "judge/finding_ids.h"

namespace duodoctor::error_text
{

using namespace Qt::StringLiterals;
using namespace finding;

namespace
{

// facts/endpoints 1.2 and 1.3, facts/errors section 2 (GW10 to GW40) and section 4 (L15 to L22), facts/environment.
constexpr std::array kAccess{
    Row{{"no keys founds in jwks"_L1}, kGatewayJwksEmpty},
    Row{{"no keys found in jwks"_L1}, kGatewayJwksEmpty},
    Row{{"jwkerror"_L1}, kGatewayJwkUnreadable},
    Row{{"could not deserialize key data"_L1}, kGatewayJwkUnreadable},
    Row{{"token creation failed"_L1}, kGatewaySigningKeyMissing},
    Row{{"failed to generate jwt"_L1}, kGatewaySigningKeyMissing},
    Row{{"signing_key"_L1, "jwt"_L1, "missing"_L1}, kGatewaySigningKeyMissing},
    Row{{"token is missing in response"_L1}, kGatewayNotAiGateway},
    Row{{"signature verification failed"_L1}, kGatewayJwtSignature},
    Row{{"jwssignatureerror"_L1}, kGatewayJwtSignature},
    Row{{"unable to find a signing key that matches"_L1}, kGatewayJwtSignature},
    Row{{"not enough segments"_L1}, kGatewayTokenMalformed},
    Row{{"error decoding token"_L1}, kGatewayTokenMalformed},
    Row{{"invalid header string"_L1}, kGatewayTokenMalformed},
    Row{{"invalid payload string"_L1}, kGatewayTokenMalformed},
    Row{{"invalid crypto padding"_L1}, kGatewayTokenMalformed},
    Row{{"invalid authorization header"_L1}, kGatewayTokenMalformed},
    Row{{"invalid authentication token type"_L1}, kAuthUnauthorized},
    Row{{"header mismatch 'x-gitlab-"_L1}, kAuthUnauthorized},
    Row{{"header mismatch"_L1, "x-gitlab-"_L1}, kAuthUnauthorized},
    Row{{"signature has expired"_L1}, kAuthUnauthorized},
    Row{{"expiredsignatureerror"_L1}, kAuthUnauthorized},
    Row{{"invalid audience"_L1}, kAuthUnauthorized},
    Row{{"forbidden by auth provider"_L1}, kAuthUnauthorized},
    // The healthy answer to whoever sends no token; only GitLab always sends one.
    Row{{"no authorization header presented"_L1}, kAuthUnauthorized, kGitLab},
    Row{{"no authorization header presented"_L1}, FindingId{}},
    Row{{"jwtclaimserror"_L1}, kAuthUnauthorized},
    Row{{"jwterror"_L1}, kGatewayJwtSignature},
    Row{{"auth is disabled, all users allowed"_L1}, kGatewayAuthBypassed},

    Row{{"insufficient_credits"_L1}, kLicenseLacksDuo},
    Row{{"usage_quota_exceeded"_L1}, kLicenseLacksDuo},
    Row{{"usage_quota_not_entitled"_L1}, kLicenseLacksDuo},
    Row{{"not_entitled"_L1}, kLicenseLacksDuo},
    Row{{"unauthorized to access"_L1}, kAuthForbidden},
    Row{{"unauthorized to create user access token"_L1}, kAuthForbidden},
    Row{{"no longer authorized to access"_L1}, kAuthForbidden},
    Row{{"prompt '"_L1, "' not found"_L1}, kGatewayVersionMismatch},
    Row{{"prompt '"_L1, "' is not supported"_L1}, kGatewayVersionMismatch},
    Row{{"invalid version constraint"_L1}, kGatewayVersionMismatch},
    Row{{"failed to find a tool in gitlab rails"_L1}, kGatewayVersionMismatch},
    Row{{"final answer streaming wasn't completed"_L1}, kGatewayStreamingBroken},
    Row{{"warning:** response could not be completed"_L1}, kGatewayStreamingBroken},

    Row{{"specifying custom models endpoint is disabled"_L1}, kGatewayCustomModelsDisabled},
    Row{{"aigw_custom_models__enabled must be set"_L1}, kGatewayCustomModelsDisabled},
    Row{{"either aigw_gitlab_url"_L1}, kGatewayGitlabUrlMissing},
    Row{{"no model found by the name"_L1}, kModelUnsupported},
    // The address of a key provider; the portal's may be empty on purpose in old advice.
    Row{{"invalid url '"_L1, "no scheme supplied"_L1}, kGatewayOidcProviderUrlInvalid, kGateway | kPerson},
    Row{{"invalid url '"_L1, "no host supplied"_L1}, kGatewayOidcProviderUrlInvalid, kGateway | kPerson},
    Row{{"no connection adapters were found for"_L1}, kGatewayOidcProviderUrlInvalid, kGateway | kPerson},
    Row{{"missingschema"_L1}, kGatewayOidcProviderUrlInvalid, kGateway | kPerson},
    Row{{"request url is missing an 'http://' or 'https://' protocol"_L1}, kUrlInvalid},
    Row{{"uri::invalidurierror"_L1}, kUrlInvalid},
    Row{{"bad uri(is not uri?)"_L1}, kUrlInvalid},

    Row{{"could not find a suitable tls ca certificate bundle"_L1}, kCaBundlePathMissing},
    Row{{"ca_bundle does not point to a file"_L1}, kCaBundlePathMissing},
    Row{{"load_verify_locations"_L1, "no such file or directory"_L1}, kCaBundlePathMissing},
    Row{{"load_verify_locations"_L1, "permission denied"_L1}, kCaBundlePathMissing},
    Row{{"create_ssl_context"_L1, "no such file or directory"_L1}, kCaBundlePathMissing},
    Row{{"ssl_cert_file"_L1, "no such file"_L1}, kCaBundlePathMissing},
    Row{{"ssl_cert_file"_L1, "does not exist"_L1}, kCaBundlePathMissing},
    Row{{"requests_ca_bundle"_L1, "no such file"_L1}, kCaBundlePathMissing},
    Row{{"requests_ca_bundle"_L1, "does not exist"_L1}, kCaBundlePathMissing},
    Row{{"error setting certificate verify locations"_L1}, kCaBundlePathMissing},
    Row{{"error adding trust anchors from file"_L1}, kCaBundlePathMissing},
    Row{{"no_certificate_or_crl_found"_L1}, kPemEmpty},
    Row{{"[ssl] pem lib"_L1}, kPemUnreadable},
    Row{{"[x509] pem lib"_L1}, kPemUnreadable},
    Row{{"bad base64 decode"_L1}, kPemUnreadable},
    Row{{"not enough data: cadata does not contain a certificate"_L1}, kPemEmpty},
    Row{{"failed to create ssl context with custom ca"_L1}, kPemUnreadable},

    // The tokenizer's folder: not writable, or hidden by a volume so that its files are fetched from the network.
    Row{{"transformers/utils/hub.py"_L1}, kGatewayHfHomeNotWritable},
    Row{{"codegen2-16b"_L1}, kGatewayHfHomeNotWritable},
    Row{{"localentrynotfounderror"_L1}, kGatewayHfHomeNotWritable},
    Row{{"couldn't connect to 'https://huggingface.co"_L1}, kGatewayHfHomeNotWritable},
    Row{{"permission denied: '"_L1, "/.hf"_L1}, kGatewayHfHomeNotWritable},
    Row{{"permission denied"_L1, "huggingface"_L1}, kGatewayHfHomeNotWritable},
    Row{{"read-only file system"_L1, "/.hf"_L1}, kGatewayHfHomeNotWritable},
    Row{{"read-only file system"_L1, "huggingface"_L1}, kGatewayHfHomeNotWritable},
    Row{{"read-only file system"_L1, "/.cache"_L1}, kGatewayHfHomeNotWritable},
    Row{{"there was a problem when trying to write in your cache folder"_L1}, kGatewayHfHomeNotWritable},
    Row{{"mktemp: failed to create"_L1}, kGatewayTmpReadOnly},
    Row{{"no usable temporary directory found"_L1}, kGatewayTmpReadOnly},
    Row{{"permission denied: '/tmp"_L1}, kGatewayTmpReadOnly},
    Row{{"read-only file system"_L1}, kGatewayTmpReadOnly},
    Row{{"erofs"_L1, "/tmp"_L1}, kGatewayTmpReadOnly},

    Row{{"address already in use"_L1}, kGatewayPortConflict},
    Row{{"port is already allocated"_L1}, kGatewayPortConflict},
    Row{{"failed to bind host port"_L1}, kGatewayPortConflict},
    Row{{"address in use"_L1}, kGatewayPortConflict},
    Row{{"unable to load pem file"_L1}, kGatewayJwkUnreadable},
    Row{{"could not prefetch keys"_L1}, kGatewayJwksEmpty},
    Row{{"failed to initialize oidc auth provider"_L1}, kGatewayJwksEmpty},
    Row{{"no services configured to run"_L1}, kGatewayNotRunning},
    Row{{"cert_file and key_file must both be set"_L1}, kGatewayNotRunning},
    Row{{"cert_file does not point to a file"_L1}, kGatewayNotRunning},
    Row{{"key_file does not point to a file"_L1}, kGatewayNotRunning},
    Row{{"cert_file must be set when mtls"_L1}, kGatewayNotRunning},
    Row{{"validation error"_L1, " for config"_L1}, kGatewayNotRunning},
    Row{{"modulenotfounderror: no module named"_L1}, kGatewayNotRunning},
    Row{{"ai gateway is not running."_L1}, kGatewayNotRunning, kGateway},
};

constexpr std::array kAgentPlatform{
    Row{{"ssl handshake failed"_L1, "wrong_version_number"_L1}, kAgentPlatformTlsMismatch},
    Row{{"tsi_protocol_failure"_L1}, kAgentPlatformTlsMismatch},
    Row{{":50052"_L1, "wrong version number"_L1}, kAgentPlatformTlsMismatch},
    Row{{":50052"_L1, "does not look like a tls handshake"_L1}, kAgentPlatformTlsMismatch},
    Row{{"fetching an authentication token for this workflow"_L1}, kAgentPlatformTlsMismatch},
    Row{{"metadata size exceeds"_L1}, kAgentPlatformMetadataTooLarge},
    Row{{"metadata"_L1, "too large"_L1}, kAgentPlatformMetadataTooLarge},
    Row{{"resource_exhausted"_L1, "metadata"_L1}, kAgentPlatformMetadataTooLarge},
    Row{{"metadata size"_L1, "soft limit"_L1}, kAgentPlatformMetadataTooLarge},
    Row{{"received http2 header with status"_L1}, kAgentPlatformNoHttp2},
    Row{{"connect an http1.x server"_L1}, kAgentPlatformNoHttp2},
    Row{{"unexpected http status code received from server"_L1}, kAgentPlatformNoHttp2},
    Row{{"received http1 response"_L1}, kAgentPlatformNoHttp2},
    Row{{"dns resolution failed for http"_L1}, kAgentPlatformUrlScheme},
    Row{{"name=http"_L1, "c-ares"_L1}, kAgentPlatformUrlScheme},
    Row{{"agent platform service at http"_L1}, kAgentPlatformUrlScheme},
    Row{{"agent platform service at"_L1, "is not reachable"_L1}, kAgentPlatformUnreachable},
    Row{{"not_serving"_L1}, kAgentPlatformNotServing},
};

} // namespace

std::span<const Row> accessRows()
{
    return kAccess;
}

std::span<const Row> agentPlatformRows()
{
    return kAgentPlatform;
}

} // namespace duodoctor::error_text
