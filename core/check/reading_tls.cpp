#include "certificate/certificate.h"
#include "certificate/pem_file.h"
#include "check/reading_parts.h"
#include "judge/exchange_facts.h"
#include "judge/finding_ids.h"
#include "judge/tls_findings.h"
#include "judge/tls_judge.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace duodoctor::reading
{

using namespace Qt::StringLiterals;

namespace
{

struct Verdict {
    int code;
    QLatin1StringView words; ///< OpenSSL's, in the spelling of every version
    FindingId finding;
};

/// The verdicts of X509_verify_cert. The first row whose code or words fit counts.
/// Source: facts/commands C1; the words as in OpenSSL 1.1 and 3, and of Windows' own TLS, which curl has there.
const std::array kVerdicts{
    Verdict{10, "certificate has expired"_L1, finding::kTlsExpired},
    Verdict{10, "SEC_E_CERT_EXPIRED"_L1, finding::kTlsExpired},
    Verdict{20, "SEC_E_UNTRUSTED_ROOT"_L1, finding::kTlsUntrustedCa},
    Verdict{62, "SEC_E_WRONG_PRINCIPAL"_L1, finding::kTlsHostnameMismatch},
    Verdict{9, "certificate is not yet valid"_L1, finding::kTlsNotYetValid},
    Verdict{19, "certificate in certificate chain"_L1, finding::kTlsUntrustedCa},
    Verdict{18, "self-signed certificate"_L1, finding::kTlsSelfSigned},
    Verdict{18, "self signed certificate"_L1, finding::kTlsSelfSigned},
    Verdict{20, "unable to get local issuer certificate"_L1, finding::kTlsUntrustedCa},
    Verdict{21, "unable to verify the first certificate"_L1, finding::kTlsIncompleteChain},
    Verdict{21, "unable to verify leaf signature"_L1, finding::kTlsIncompleteChain},
    Verdict{2, "unable to get issuer certificate"_L1, finding::kTlsUntrustedCa},
    Verdict{62, "ostname mismatch"_L1, finding::kTlsHostnameMismatch},
    Verdict{64, "IP address mismatch"_L1, finding::kTlsHostnameMismatch},
    Verdict{62, "subject name"_L1, finding::kTlsHostnameMismatch},
    Verdict{24, "invalid CA certificate"_L1, finding::kTlsNotACa},
    Verdict{79, "invalid CA certificate"_L1, finding::kTlsNotACa},
    Verdict{25, "path length constraint exceeded"_L1, finding::kTlsPathLength},
    Verdict{26, "unsupported certificate purpose"_L1, finding::kTlsWrongUsage},
    Verdict{47, "permitted subtree violation"_L1, finding::kTlsNameConstraint},
    Verdict{48, "excluded subtree violation"_L1, finding::kTlsNameConstraint},
    Verdict{66, "key too small"_L1, finding::kTlsWeakKey},
    Verdict{66, "key too weak"_L1, finding::kTlsWeakKey},
    Verdict{67, "CA md too weak"_L1, finding::kTlsWeakSignature},
    Verdict{68, "md too weak"_L1, finding::kTlsWeakSignature},
    Verdict{7, "certificate signature failure"_L1, finding::kTlsInvalidCertificate},
};

std::optional<FindingId> findingOfVerdict(const QString &detail)
{
    static const QRegularExpression pattern(uR"(^verify (\d{1,3}): (.*))"_s);
    const auto match = pattern.match(detail.left(400));
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    const int code = match.captured(1).toInt();
    const QString words = match.captured(2);
    for (const Verdict &row : kVerdicts) {
        if ((code != 0 && code == row.code) || (code == 0 && words.contains(row.words, Qt::CaseInsensitive))) {
            return row.finding;
        }
    }
    if (words.contains("CAfile"_L1) || words.contains("CApath"_L1) || words.contains("setting certificate"_L1)) {
        return finding::kCaBundlePathMissing;
    }
    return code == 0 && words.isEmpty() ? std::nullopt : std::optional(finding::kTlsInvalidCertificate);
}

/// What a chain shows whatever a client trusts.
bool isAboutTrust(FindingId id)
{
    const std::array trust{finding::kTlsUntrustedCa, finding::kTlsSelfSigned, finding::kTlsIncompleteChain,
                           finding::kTlsIntercepted};
    return std::ranges::find(trust, id) != trust.end();
}

bool isAboutHost(FindingId id)
{
    return id == finding::kTlsHostnameMismatch || id == finding::kTlsCommonNameOnly ||
           id == finding::kTlsNameConstraint;
}

/// Whether the printed subject and the certificate beside it name different hosts: somebody has replaced the names in
/// the text before sending it, and could not do so within the certificate.
bool isRenamed(const QString &text, const TlsHandshake &tls)
{
    static const QRegularExpression printed(
        uR"((?:^|\n)[ *]{0,6}(?:0 s:|subject[=:]).{0,300}?\bCN ?= ?"?([^\s,/"]{1,255}))"_s);
    const auto match = printed.match(text);
    if (!match.hasMatch()) {
        return false;
    }
    const QByteArray &der = tls.chainDer.constFirst();
    const auto leaf = Certificate::parse(Bytes(der.begin(), der.end()));
    const std::string name = leaf ? leaf->subject.commonName : std::string{};
    return !name.empty() && match.captured(1).compare(QString::fromStdString(name), Qt::CaseInsensitive) != 0;
}

} // namespace

Findings judgeForeignVerdict(const JudgeInput &input, const EvidencePtr &evidence)
{
    const HttpExchange &exchange = *evidence->httpExchange();
    JudgeInput own = input;
    own.evidence.insert(role::kExchange, evidence);
    Findings findings;
    std::optional<FindingId> verdict;
    if (exchange.failure.kind == NetworkFailureKind::CertificateNotTrusted) {
        verdict = findingOfVerdict(exchange.failure.detail);
    }
    if (exchange.tls && !exchange.tls->chainDer.isEmpty() && exchange.url.host().size() > 1) {
        findings = judgeServedChain(own);
        // That machine has its own trust, and its verdict says more than ours.
        const bool hasOtherNames = isRenamed(evidence->text, *exchange.tls);
        findings.removeIf([hasOtherNames](const Finding &finding) {
            return isAboutTrust(finding.id) || finding.severity == Severity::Info ||
                   (hasOtherNames && isAboutHost(finding.id));
        });
    }
    const bool isSaid = verdict && std::ranges::any_of(findings, [&](const Finding &f) { return f.id == *verdict; });
    if (verdict && !isSaid) {
        static const QRegularExpression prefix(uR"(^verify \d{1,3}: )"_s);
        QString words = exchange.failure.detail;
        findings.prepend(findingFrom(own, role::kExchange, *verdict, {{Argument::Detail, words.remove(prefix)}}));
    }
    return findings;
}

Findings judgePastedCertificates(const JudgeInput &input, const EvidencePtr &evidence)
{
    JudgeInput own = input;
    own.evidence.insert(role::kExchange, evidence);
    Findings findings = judgeTrustFile(own);
    const QByteArray &bytes = evidence->certificateFile()->bytes;
    const Bytes view(bytes.begin(), bytes.end());
    const Moment now = momentFrom(input.now);
    for (const Bytes &der : readPemFile(view).certificates) {
        const auto certificate = Certificate::parse(der);
        if (!certificate) {
            continue;
        }
        const bool isOver = certificate->notAfter < now;
        const bool isEarly = certificate->notBefore > now;
        if (isOver || isEarly) {
            Arguments arguments{{Argument::Subject, QString::fromStdString(certificate->displayName())},
                                {Argument::NotAfter, QString::fromStdString(dateText(certificate->notAfter))},
                                {Argument::NotBefore, QString::fromStdString(dateText(certificate->notBefore))}};
            findings.append(makeFinding(isOver ? finding::kTlsExpired : finding::kTlsNotYetValid, arguments));
        }
    }
    return findings;
}

} // namespace duodoctor::reading
