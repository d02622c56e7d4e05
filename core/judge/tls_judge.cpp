#include "judge/tls_judge.h"

#include "judge/exchange_facts.h"
#include "judge/finding_ids.h"
#include "judge/tls_findings.h"

#include <algorithm>
#include <optional>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// A system's list of public authorities has 120 to 150 of them; fewer were put together by hand.
constexpr size_t kPublicStoreSize = 50;

QLatin1StringView roleOf(const JudgeInput &input)
{
    return input.find(role::kExchange) ? role::kExchange : role::kGrpc;
}

/// A chain to judge, as it was served.
struct ServedChain {
    QLatin1StringView role;
    const HttpExchange *exchange = nullptr;
    QString host;
    std::vector<CertificatePtr> certificates;
};

std::optional<ServedChain> servedChain(const JudgeInput &input)
{
    ServedChain chain;
    chain.role = roleOf(input);
    chain.exchange = input.exchange(chain.role);
    if (!chain.exchange || !chain.exchange->tls || chain.exchange->tls->chainDer.isEmpty()) {
        return std::nullopt;
    }
    const TlsHandshake &handshake = *chain.exchange->tls;
    chain.host = handshake.serverName.isEmpty() ? chain.exchange->url.host() : handshake.serverName;
    for (const QByteArray &der : handshake.chainDer) {
        chain.certificates.push_back(Certificate::parse(bytesOf({der.constData(), static_cast<size_t>(der.size())})));
    }
    return chain;
}

TrustStorePtr storeFrom(const JudgeInput &input, QLatin1StringView role)
{
    const EvidencePtr evidence = input.find(role);
    const CertificateFile *file = evidence ? evidence->certificateFile() : nullptr;
    if (!file || !file->readError.isEmpty()) {
        return nullptr;
    }
    return TrustStore::fromPem(file->path.toStdString(),
                               {file->bytes.constData(), static_cast<size_t>(file->bytes.size())});
}

struct Verdict {
    ChainJudgement judgement;
    QString store; ///< in words
};

Verdict judgeAgainst(const JudgeInput &input, const ServedChain &chain, const std::vector<TrustStorePtr> &stores)
{
    QStringList names;
    for (const TrustStorePtr &store : stores) {
        names.append(QString::fromStdString(store->name()));
    }
    return {judgeChain({chain.certificates, stores, hostNameFrom(chain.host), momentFrom(input.now)}),
            names.isEmpty() ? u"an empty trust store"_s : names.join(u" and "_s)};
}

std::vector<TrustStorePtr> workstationStores(const JudgeInput &input)
{
    std::vector<TrustStorePtr> stores;
    if (input.systemTrust) {
        stores.push_back(input.systemTrust);
    }
    if (TrustStorePtr bundle = storeFrom(input, role::kCaBundle)) {
        stores.push_back(std::move(bundle));
    }
    return stores;
}

Findings worded(const JudgeInput &input, const ServedChain &chain, const Verdict &verdict)
{
    if (std::all_of(chain.certificates.begin(), chain.certificates.end(),
                    [](const CertificatePtr &certificate) { return certificate == nullptr; })) {
        return {findingFrom(input, chain.role, finding::kTlsInvalidCertificate,
                            {{Argument::Detail, u"it cannot be decoded"_s}})};
    }
    Findings findings = findingsOf(verdict.judgement, {chain.host, verdict.store, input.now}, false);
    const Arguments facts = argumentsOf(input, *chain.exchange);
    for (Finding &finding : findings) {
        finding.arguments.merge(facts);
        finding.evidence = {input.find(chain.role)};
    }
    return findings;
}

bool isAboutTrust(const Finding &finding)
{
    return finding.id == finding::kTlsUntrustedCa || finding.id == finding::kTlsSelfSigned ||
           finding.id == finding::kTlsIncompleteChain || finding.id == finding::kTlsIntercepted ||
           finding.id == finding::kTlsDevelopmentCa;
}

bool holds(const Findings &findings, FindingId id)
{
    return std::any_of(findings.cbegin(), findings.cend(), [id](const Finding &finding) { return finding.id == id; });
}

/// Judges for somebody else's trust store and keeps what differs from the workstation's view.
/// @param clients those that use the store; each must accept.
Findings judgeForOther(const JudgeInput &input, const ServedChain &chain, const std::vector<TrustStorePtr> &stores,
                       QLatin1StringView storeRole, std::initializer_list<ClientKind> clients, FindingId lacksCa)
{
    const Verdict verdict = judgeAgainst(input, chain, stores);
    const bool accepted =
        verdict.judgement.trusted && std::all_of(clients.begin(), clients.end(),
                                                 [&](ClientKind kind) { return verdict.judgement.isAcceptedBy(kind); });
    if (accepted) {
        return {};
    }
    const Findings workstation = worded(input, chain, judgeAgainst(input, chain, workstationStores(input)));
    Findings findings;
    for (Finding finding : worded(input, chain, verdict)) {
        const bool isKnown = holds(workstation, finding.id);
        if (isAboutTrust(finding)) {
            // The server's own omission is the same fault for everybody; an unknown authority is this store's.
            const bool isServers = finding.id == finding::kTlsIncompleteChain && isKnown;
            if (isServers || holds(findings, lacksCa)) {
                continue;
            }
            finding.id = lacksCa;
            finding.severity = Severity::Error;
        } else if (isKnown) {
            continue;
        }
        finding.evidence.append(input.find(storeRole));
        findings.append(finding);
    }
    return findings;
}

std::optional<FindingId> handshakeProblem(const HttpExchange &exchange)
{
    const bool asked = exchange.tls && exchange.tls->clientCertificateRequested;
    switch (exchange.failure.kind) {
    case NetworkFailureKind::NotTls:
        return finding::kTlsNotTls;
    case NetworkFailureKind::TlsAlertProtocolVersion:
    case NetworkFailureKind::TlsUnsupportedProtocol:
        return finding::kTlsProtocolTooOld;
    case NetworkFailureKind::TlsAlertCertificateRequired:
        return finding::kTlsClientCertificateRequired;
    case NetworkFailureKind::TlsAlertHandshakeFailure:
    case NetworkFailureKind::TlsOther:
        return asked ? finding::kTlsClientCertificateRequired : finding::kTlsHandshakeFailed;
    case NetworkFailureKind::ClosedByPeer:
        // TLS 1.3: the server looks for the certificate after our side thinks that the handshake is done.
        return asked ? std::optional{finding::kTlsClientCertificateRequired} : std::nullopt;
    default:
        break;
    }
    // nginx lets the handshake pass and answers 400 (or its own 495, 496) in place of the page.
    const bool refused = exchange.status == 400 || exchange.status == 495 || exchange.status == 496;
    return asked && refused ? std::optional{finding::kTlsClientCertificateRequired} : std::nullopt;
}

} // namespace

Findings judgeTlsHandshake(const JudgeInput &input)
{
    const QLatin1StringView role = roleOf(input);
    const HttpExchange *exchange = input.exchange(role);
    const std::optional<FindingId> problem = exchange ? handshakeProblem(*exchange) : std::nullopt;
    if (!problem) {
        return {};
    }
    Arguments arguments;
    if (!exchange->failure.detail.isEmpty()) {
        arguments.set(Argument::Detail, exchange->failure.detail);
    }
    if (exchange->tls && !exchange->tls->protocol.isEmpty()) {
        arguments.set(Argument::Protocol, exchange->tls->protocol);
    }
    return {findingFrom(input, role, *problem, arguments)};
}

Findings judgeServedChain(const JudgeInput &input)
{
    const std::optional<ServedChain> chain = servedChain(input);
    if (!chain) {
        return {};
    }
    Findings findings = worded(input, *chain, judgeAgainst(input, *chain, workstationStores(input)));
    if (const EvidencePtr bundle = input.find(role::kCaBundle)) {
        for (Finding &finding : findings) {
            finding.evidence.append(bundle);
        }
    }
    return findings;
}

Findings judgeChainForGatewayBundle(const JudgeInput &input)
{
    const std::optional<ServedChain> chain = servedChain(input);
    TrustStorePtr bundle = storeFrom(input, role::kGatewayBundle);
    if (!chain || !bundle) {
        return {};
    }
    return judgeForOther(input, *chain, {std::move(bundle)}, role::kGatewayBundle, {ClientKind::OpenSsl},
                         finding::kTlsGatewayBundleLacksCa);
}

Findings judgeChainForGitlabTrust(const JudgeInput &input)
{
    const std::optional<ServedChain> chain = servedChain(input);
    const TrustStorePtr folder = storeFrom(input, role::kGitlabTrust);
    if (!chain || !folder) {
        return {};
    }
    std::vector<TrustStorePtr> stores{folder};
    if (input.systemTrust && input.systemTrust->size() >= kPublicStoreSize) {
        stores.push_back(input.systemTrust);
    }
    return judgeForOther(input, *chain, stores, role::kGitlabTrust, {ClientKind::OpenSsl, ClientKind::Go},
                         finding::kTlsGitlabLacksCa);
}

Findings judgeTrustFile(const JudgeInput &input)
{
    const EvidencePtr evidence = input.find(role::kExchange);
    const CertificateFile *file = evidence ? evidence->certificateFile() : nullptr;
    if (!file) {
        return {};
    }
    Findings findings;
    if (!file->readError.isEmpty()) {
        findings.append(makeFinding(finding::kCaBundlePathMissing,
                                    {{Argument::Path, file->path}, {Argument::Detail, file->readError}}));
    } else {
        PemFile pem = readPemFile(bytesOf({file->bytes.constData(), static_cast<size_t>(file->bytes.size())}));
        const bool holdsUndecodable = std::any_of(pem.certificates.begin(), pem.certificates.end(),
                                                  [](const Bytes &der) { return Certificate::parse(der) == nullptr; });
        if (holdsUndecodable && pem.isUsable()) {
            pem.issues.push_back({PemProblem::Unreadable, ClientSet::all(), "a block holds no certificate"});
        }
        for (const PemIssue &issue : pem.issues) {
            findings.append(findingOf(issue, pem.isUsable(), file->path));
        }
        if (file->hadPrivateKey && !holds(findings, finding::kPemContainsPrivateKey)) {
            findings.append(makeFinding(finding::kPemContainsPrivateKey, {{Argument::Path, file->path}}));
        }
    }
    for (Finding &finding : findings) {
        finding.evidence = {evidence};
    }
    return findings;
}

} // namespace duodoctor
