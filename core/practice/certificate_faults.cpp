#include "practice/fault_table.h"

#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

using S = PracticeSwitches;
using Place = FaultPlace;

/// A proxy that opens TLS signs with an authority of its own, named after its maker.
void interceptTls(S &s)
{
    s.gatewayChain.hasOwnRoot = true;
    s.gatewayChain.rootName = u"Zscaler Root CA"_s;
    s.gatewayChain.intermediate.commonName = u"Zscaler Intermediate Root CA (zscalertwo.net)"_s;
    s.gatewayChain.intermediate.organisation = u"Zscaler Inc."_s;
    s.gatewayChain.leaf.organisation = u"Zscaler Inc."_s;
}

void signItself(S &s)
{
    s.gatewayChain.isSelfSigned = true;
}

const std::array kRows{
    FaultRow{"tls-expired", "The gateway's certificate has expired.", "tls-expired", Place::GatewayCertificate,
             [](S &s) {
                 s.gatewayChain.leaf.startsInDays = -92;
                 s.gatewayChain.leaf.endsInDays = -2;
             }},
    FaultRow{"tls-not-yet-valid", "The gateway's certificate is not valid yet.", "tls-not-yet-valid",
             Place::GatewayCertificate, [](S &s) { s.gatewayChain.leaf.startsInDays = 3; }},
    FaultRow{"tls-expires-soon", "The gateway's certificate expires within days.", "tls-expires-soon",
             Place::GatewayCertificate, [](S &s) { s.gatewayChain.leaf.endsInDays = 6; }},
    FaultRow{"tls-self-signed", "The gateway's certificate is signed by itself.", "tls-self-signed",
             Place::GatewayCertificate, signItself},
    FaultRow{"tls-incomplete-chain", "The gateway does not send its intermediate certificate.", "tls-incomplete-chain",
             Place::GatewayCertificate, [](S &s) { s.gatewayChain.sendsIntermediate = false; }},
    FaultRow{"tls-hostname-mismatch", "The gateway's certificate names another host.", "tls-hostname-mismatch",
             Place::GatewayCertificate,
             [](S &s) {
                 s.gatewayChain.leaf.commonName = u"ai.practice.localhost"_s;
                 s.gatewayChain.leaf.dnsNames = QStringList{u"ai.practice.localhost"_s};
             }},
    FaultRow{"tls-common-name-only", "The gateway's name stands only in the certificate's common name.",
             "tls-common-name-only", Place::GatewayCertificate, [](S &s) { s.gatewayChain.leaf.dnsNames.clear(); }},
    FaultRow{"tls-weak-key", "The gateway's key has 1024 bits.", "tls-weak-key", Place::GatewayCertificate,
             [](S &s) { s.gatewayChain.leaf.key = KeyKind::Rsa1024; }},
    FaultRow{"tls-weak-signature", "The gateway's certificate is signed with SHA-1.", "tls-weak-signature",
             Place::GatewayCertificate, [](S &s) { s.gatewayChain.leaf.digest = SignatureDigest::Sha1; }},
    FaultRow{"tls-not-a-ca", "The gateway's certificate is issued by one that is no authority.", "tls-not-a-ca",
             Place::GatewayCertificate,
             [](S &s) {
                 s.gatewayChain.intermediate.isAuthority = false;
                 s.gatewayChain.intermediate.dnsNames = QStringList{u"www.practice.localhost"_s};
             }},
    FaultRow{"tls-path-length", "The chain is longer than its issuing authority allows.", "tls-path-length",
             Place::GatewayCertificate, [](S &s) { s.gatewayChain.hasSecondIntermediate = true; }},
    FaultRow{"tls-wrong-usage", "The gateway's certificate is for clients, not for servers.", "tls-wrong-usage",
             Place::GatewayCertificate, [](S &s) { s.gatewayChain.leaf.isForServers = false; }},
    FaultRow{"tls-name-constraint", "The issuing authority may not sign for the gateway's name.", "tls-name-constraint",
             Place::GatewayCertificate,
             [](S &s) { s.gatewayChain.intermediate.permittedDomains = QStringList{u"example.com"_s}; }},
    FaultRow{"tls-intermediate-expired", "The gateway's intermediate certificate has expired.",
             "tls-intermediate-expired", Place::GatewayCertificate,
             [](S &s) { s.gatewayChain.intermediate.endsInDays = -2; }},
    FaultRow{"tls-intercepted", "A proxy between here and the gateway opens TLS and signs anew.", "tls-intercepted",
             Place::GatewayCertificate, interceptTls},
    FaultRow{"tls-client-certificate", "The gateway demands a client certificate.", "tls-client-certificate-required",
             Place::GatewayCertificate, [](S &s) { s.gatewayWantsClientCertificate = true; }},
    FaultRow{"tls-protocol-too-old", "The gateway speaks TLS 1.1 at most.", "tls-protocol-too-old",
             Place::GatewayCertificate, [](S &s) { s.gatewayIsOldProtocolOnly = true; }},
    FaultRow{"tls-untrusted-ca", "This workstation does not know the company's authority.", "tls-untrusted-ca",
             Place::CaBundle, [](S &s) { s.caBundle = TrustFileState::HoldsOtherRoot; }},
    FaultRow{"ca-bundle-missing", "The CA bundle of this workstation does not exist.", "ca-bundle-path-missing",
             Place::CaBundle, [](S &s) { s.caBundle = TrustFileState::Missing; }},
    FaultRow{"ca-bundle-empty", "The CA bundle of this workstation is empty.", "pem-empty", Place::CaBundle,
             [](S &s) { s.caBundle = TrustFileState::Empty; }},
    FaultRow{"ca-bundle-unreadable", "The CA bundle of this workstation is damaged.", "pem-unreadable", Place::CaBundle,
             [](S &s) { s.caBundle = TrustFileState::Garbage; }},
    FaultRow{"ca-bundle-byte-order-mark", "The CA bundle of this workstation starts with a byte order mark.",
             "pem-byte-order-mark", Place::CaBundle, [](S &s) { s.caBundle = TrustFileState::ByteOrderMark; }},
    FaultRow{"ca-bundle-der", "The CA bundle of this workstation is in DER instead of PEM.", "pem-wrong-format",
             Place::CaBundle, [](S &s) { s.caBundle = TrustFileState::Der; }},
    FaultRow{"gateway-bundle-lacks-ca", "The gateway's bundle lacks the company's authority.",
             "tls-gateway-bundle-lacks-ca", Place::GatewayBundle,
             [](S &s) { s.gatewayBundle = TrustFileState::HoldsOtherRoot; }},
    FaultRow{"gateway-bundle-missing", "The gateway's bundle does not exist.", "ca-bundle-path-missing",
             Place::GatewayBundle, [](S &s) { s.gatewayBundle = TrustFileState::Missing; }},
    FaultRow{"gitlab-trust-lacks-ca", "GitLab's trusted certificates lack the company's authority.",
             "tls-gitlab-lacks-ca", Place::GitlabTrust, [](S &s) { s.gitlabTrust = TrustFileState::HoldsOtherRoot; }},
};

} // namespace

std::span<const FaultRow> certificateFaults()
{
    return kRows;
}

} // namespace duodoctor
