#include "judge/error_text_rows.h"
#include "judge/finding_ids.h"

#include <QString>

#include <initializer_list>

namespace duodoctor::error_text
{

using namespace Qt::StringLiterals;
using namespace finding;

namespace
{

enum class Tls { LacksAuthority, SelfSigned, Other };

struct TlsMark {
    QLatin1StringView mark;
    Tls kind;
    FindingId finding;
};

// OpenSSL's, Ruby's, Python's and Go's words (facts/errors GW4, GW5, L12 to L14).
constexpr std::array kTls{
    TlsMark{"self-signed certificate in certificate chain"_L1, Tls::LacksAuthority, {}},
    TlsMark{"self signed certificate in certificate chain"_L1, Tls::LacksAuthority, {}},
    TlsMark{"self-signed certificate"_L1, Tls::SelfSigned, kTlsSelfSigned},
    TlsMark{"self signed certificate"_L1, Tls::SelfSigned, kTlsSelfSigned},
    TlsMark{"depth_zero_self_signed_cert"_L1, Tls::SelfSigned, kTlsSelfSigned},
    TlsMark{"certificate is not yet valid"_L1, Tls::Other, kTlsNotYetValid},
    TlsMark{"certificate has expired"_L1, Tls::Other, kTlsExpired},
    TlsMark{"certificate has expired or is not yet valid"_L1, Tls::Other, kTlsExpired},
    TlsMark{"hostname mismatch"_L1, Tls::Other, kTlsHostnameMismatch},
    TlsMark{"ip address mismatch"_L1, Tls::Other, kTlsHostnameMismatch},
    TlsMark{"does not match the server certificate"_L1, Tls::Other, kTlsHostnameMismatch},
    TlsMark{"no alternative certificate subject name"_L1, Tls::Other, kTlsHostnameMismatch},
    TlsMark{"certificate is valid for"_L1, Tls::Other, kTlsHostnameMismatch},
    TlsMark{"certificate is not valid for"_L1, Tls::Other, kTlsHostnameMismatch},
    TlsMark{"relies on legacy common name field"_L1, Tls::Other, kTlsCommonNameOnly},
    TlsMark{"unable to get local issuer certificate"_L1, Tls::LacksAuthority, {}},
    TlsMark{"unable to get issuer certificate"_L1, Tls::LacksAuthority, {}},
    TlsMark{"unable to verify the first certificate"_L1, Tls::LacksAuthority, {}},
    TlsMark{"certificate signed by unknown authority"_L1, Tls::LacksAuthority, {}},
    TlsMark{"invalid ca certificate"_L1, Tls::Other, kTlsNotACa},
    TlsMark{"path length constraint exceeded"_L1, Tls::Other, kTlsPathLength},
    TlsMark{"unsupported certificate purpose"_L1, Tls::Other, kTlsWrongUsage},
    TlsMark{"unsuitable certificate purpose"_L1, Tls::Other, kTlsWrongUsage},
    TlsMark{"subtree violation"_L1, Tls::Other, kTlsNameConstraint},
    TlsMark{"md too weak"_L1, Tls::Other, kTlsWeakSignature},
    TlsMark{"key too small"_L1, Tls::Other, kTlsWeakKey},
    TlsMark{"key too weak"_L1, Tls::Other, kTlsWeakKey},
    TlsMark{"certificate verify failed"_L1, Tls::LacksAuthority, {}},
    TlsMark{"certificate_verify_failed"_L1, Tls::LacksAuthority, {}},
    TlsMark{"could not establish trust relationship"_L1, Tls::LacksAuthority, {}}, // Windows
    TlsMark{"unknown ca"_L1, Tls::LacksAuthority, {}},
    TlsMark{"wrong version number"_L1, Tls::Other, kTlsNotTls},
    TlsMark{"wrong_version_number"_L1, Tls::Other, kTlsNotTls},
    TlsMark{"record layer failure"_L1, Tls::Other, kTlsNotTls},
    TlsMark{"packet length too long"_L1, Tls::Other, kTlsNotTls},
    TlsMark{"first record does not look like a tls handshake"_L1, Tls::Other, kTlsNotTls},
    TlsMark{"alert certificate required"_L1, Tls::Other, kTlsClientCertificateRequired},
    TlsMark{"no required ssl certificate was sent"_L1, Tls::Other, kTlsClientCertificateRequired},
    TlsMark{"unsupported protocol"_L1, Tls::Other, kTlsProtocolTooOld},
    TlsMark{"unsupported_protocol"_L1, Tls::Other, kTlsProtocolTooOld},
    TlsMark{"alert protocol version"_L1, Tls::Other, kTlsProtocolTooOld},
    TlsMark{"no protocols available"_L1, Tls::Other, kTlsProtocolTooOld},
    TlsMark{"no shared cipher"_L1, Tls::Other, kTlsProtocolTooOld},
    TlsMark{"unsafe legacy renegotiation"_L1, Tls::Other, kTlsProtocolTooOld},
    TlsMark{"alert handshake failure"_L1, Tls::Other, kTlsHandshakeFailed},
    TlsMark{"ssl_connect syscall"_L1, Tls::Other, kTlsHandshakeFailed},
    TlsMark{"ssl_connect returned="_L1, Tls::Other, kTlsHandshakeFailed},
    TlsMark{"unexpected_eof_while_reading"_L1, Tls::Other, kTlsHandshakeFailed},
    TlsMark{"ssl handshake failed"_L1, Tls::Other, kTlsHandshakeFailed},
};

FindingId lackingAuthority(ErrorWriter writer)
{
    switch (writer) {
    case ErrorWriter::GitLab:
        return kTlsGitlabLacksCa;
    case ErrorWriter::Gateway:
        return kTlsGatewayBundleLacksCa;
    case ErrorWriter::Person:
        break;
    }
    return kTlsUntrustedCa;
}

/// Which leg of the chain a text of the gateway speaks of.
enum class Leg { Unknown, Model, GitLab, Portal, AgentPlatform };

bool hasAny(const QString &lower, std::initializer_list<QLatin1StringView> marks)
{
    for (const QLatin1StringView mark : marks) {
        if (lower.contains(mark)) {
            return true;
        }
    }
    return false;
}

Leg legOf(const QString &lower, ErrorWriter writer)
{
    if (hasAny(lower, {":50052"_L1, "failed to connect to all addresses"_L1, "grpc"_L1, "duoworkflow"_L1})) {
        return Leg::AgentPlatform;
    }
    if (lower.contains("customers.gitlab.com"_L1)) {
        return Leg::Portal;
    }
    if (hasAny(lower, {"openid-configuration"_L1, "jwks"_L1, "oauth/discovery"_L1, "/api/v4"_L1, "connect to gitlab"_L1,
                       "oidc"_L1})) {
        return writer == ErrorWriter::GitLab ? Leg::Unknown : Leg::GitLab;
    }
    if (hasAny(lower, {"litellm"_L1, "openaiexception"_L1, "openai/"_L1, "openai."_L1, "apiconnectionerror"_L1,
                       "chat/completions"_L1, "vllm"_L1, "ollama"_L1})) {
        return Leg::Model;
    }
    return Leg::Unknown;
}

struct ConnectionMark {
    QLatin1StringView mark;
    FindingId finding;
};

constexpr std::array kConnection{
    ConnectionMark{"name or service not known"_L1, kDnsNotFound},
    ConnectionMark{"nodename nor servname provided"_L1, kDnsNotFound},
    ConnectionMark{"no address associated with hostname"_L1, kDnsNotFound},
    ConnectionMark{"temporary failure in name resolution"_L1, kDnsNotFound},
    ConnectionMark{"getaddrinfo"_L1, kDnsNotFound},
    ConnectionMark{"could not resolve host"_L1, kDnsNotFound},
    ConnectionMark{"failed to resolve"_L1, kDnsNotFound},
    ConnectionMark{"nameresolutionerror"_L1, kDnsNotFound},
    ConnectionMark{"dns resolution failed"_L1, kDnsNotFound},
    ConnectionMark{"no such host"_L1, kDnsNotFound},
    ConnectionMark{"enotfound"_L1, kDnsNotFound},
    ConnectionMark{"name could not be resolved"_L1, kDnsNotFound},
    ConnectionMark{"unknownhostexception"_L1, kDnsNotFound},
    ConnectionMark{"socketerror"_L1, kDnsNotFound},
    ConnectionMark{"connection refused"_L1, kConnectRefused},
    ConnectionMark{"econnrefused"_L1, kConnectRefused},
    ConnectionMark{"actively refused"_L1, kConnectRefused},
    ConnectionMark{"connect call failed"_L1, kConnectRefused},
    ConnectionMark{"connectionrefusederror"_L1, kConnectRefused},
    ConnectionMark{"ehostunreach"_L1, kNetworkUnreachable},
    ConnectionMark{"enetunreach"_L1, kNetworkUnreachable},
    ConnectionMark{"no route to host"_L1, kNetworkUnreachable},
    ConnectionMark{"network is unreachable"_L1, kNetworkUnreachable},
    ConnectionMark{"execution expired"_L1, kConnectTimeout},
    ConnectionMark{"net::opentimeout"_L1, kConnectTimeout},
    ConnectionMark{"failed to open tcp connection"_L1, kConnectRefused},
    ConnectionMark{"connecttimeout"_L1, kConnectTimeout},
    ConnectionMark{"connection timed out"_L1, kConnectTimeout},
    ConnectionMark{"connect timeout"_L1, kConnectTimeout},
    ConnectionMark{"i/o timeout"_L1, kConnectTimeout},
    ConnectionMark{"etimedout"_L1, kConnectTimeout},
    ConnectionMark{"net::readtimeout"_L1, kResponseTimeout},
    ConnectionMark{"readtimeout"_L1, kResponseTimeout},
    ConnectionMark{"read timed out"_L1, kResponseTimeout},
    ConnectionMark{"operation timed out"_L1, kConnectTimeout},
    ConnectionMark{"timeouterror"_L1, kResponseTimeout},
    ConnectionMark{"request timed out"_L1, kResponseTimeout},
    ConnectionMark{"deadline exceeded"_L1, kResponseTimeout},
    ConnectionMark{"eoferror"_L1, kConnectionClosed},
    ConnectionMark{"end of file reached"_L1, kConnectionClosed},
    ConnectionMark{"econnreset"_L1, kConnectionClosed},
    ConnectionMark{"connection reset by peer"_L1, kConnectionClosed},
    ConnectionMark{"connection aborted"_L1, kConnectionClosed},
    ConnectionMark{"remotedisconnected"_L1, kConnectionClosed},
    ConnectionMark{"server disconnected without sending a response"_L1, kConnectionClosed},
    ConnectionMark{"peer closed connection without sending complete message body"_L1, kConnectionClosed},
    ConnectionMark{"incomplete chunked read"_L1, kConnectionClosed},
    ConnectionMark{"empty reply from server"_L1, kConnectionClosed},
    ConnectionMark{"epipe"_L1, kConnectionClosed},
    ConnectionMark{"all connection attempts failed"_L1, kConnectRefused},
    ConnectionMark{"connection error."_L1, kConnectRefused},
    ConnectionMark{"apiconnectionerror"_L1, kConnectRefused},
    ConnectionMark{"connecterror"_L1, kConnectRefused},
    ConnectionMark{"clientconnectorerror"_L1, kConnectRefused},
    ConnectionMark{"max retries exceeded with url"_L1, kConnectRefused},
    ConnectionMark{"failed to connect to all addresses"_L1, kConnectRefused},
    ConnectionMark{"failed to connect to gitlab:"_L1, kConnectRefused},
};

bool namesLoopback(const QString &lower)
{
    return hasAny(lower, {"localhost:"_L1, "//localhost"_L1, "('127.0.0.1'"_L1, "('::1'"_L1, "127.0.0.1:"_L1,
                          "host='localhost'"_L1, "host localhost"_L1});
}

FindingId onModelLeg(const QString &lower, FindingId finding)
{
    if (finding == kResponseTimeout) {
        return kModelTimeout;
    }
    if (finding == kConnectionClosed) {
        return kGatewayStreamingBroken;
    }
    return namesLoopback(lower) ? kModelLocalhostInContainer : kModelUnreachableFromGateway;
}

FindingId onLeg(Leg leg, const QString &lower, FindingId finding)
{
    switch (leg) {
    case Leg::AgentPlatform:
        return kAgentPlatformUnreachable;
    case Leg::Portal:
        return kGatewayCustomerPortalDelay;
    case Leg::GitLab:
        return kGatewayCannotReachGitlab;
    case Leg::Model:
        return onModelLeg(lower, finding);
    case Leg::Unknown:
        break;
    }
    return finding;
}

} // namespace

std::optional<Match> matchTls(const QString &lower, ErrorWriter writer)
{
    for (const TlsMark &row : kTls) {
        if (lower.contains(row.mark)) {
            return Match{row.kind == Tls::LacksAuthority ? lackingAuthority(writer) : row.finding, row.mark};
        }
    }
    // Python's and OpenSSL's words for a name that the certificate lacks differ in their middle only.
    if (lower.contains("certificate"_L1) && hasAny(lower, {"doesn't match"_L1, "does not match host"_L1})) {
        return Match{kTlsHostnameMismatch, "certificate"_L1};
    }
    return std::nullopt;
}

std::optional<Match> matchConnection(const QString &lower, ErrorWriter writer)
{
    for (const ConnectionMark &row : kConnection) {
        if (lower.contains(row.mark)) {
            return Match{onLeg(legOf(lower, writer), lower, row.finding), row.mark};
        }
    }
    return std::nullopt;
}

} // namespace duodoctor::error_text
