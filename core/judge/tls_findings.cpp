#include "judge/tls_findings.h"

#include "judge/finding_ids.h"

#include <QStringList>
#include <QUrl>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kSecondsPerDay = 86'400;

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QDateTime toDateTime(std::chrono::sys_seconds time)
{
    return QDateTime::fromSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC);
}

QStringList namesOf(const Certificate &certificate)
{
    QStringList names;
    for (const std::string &name : certificate.hostNames()) {
        names.append(toQString(name));
    }
    if (names.isEmpty() && !certificate.subject.commonName.empty()) {
        names.append(toQString(certificate.subject.commonName));
    }
    return names;
}

void describeCertificate(const Certificate &certificate, const QDateTime &at, Arguments &arguments)
{
    const QDateTime notAfter = toDateTime(certificate.notAfter);
    const QDateTime notBefore = toDateTime(certificate.notBefore);
    arguments.set(Argument::Subject, toQString(certificate.displayName()));
    arguments.set(Argument::Issuer, toQString(certificate.issuer.text));
    arguments.set(Argument::NotBefore, notBefore);
    arguments.set(Argument::NotAfter, notAfter);
    arguments.set(Argument::Fingerprint, toQString(certificate.fingerprint()));
    arguments.set(Argument::Algorithm, toQString(certificate.signatureAlgorithm));
    if (certificate.keyBits > 0) {
        arguments.set(Argument::KeyBits, qint64{certificate.keyBits});
    }
    const qint64 left = at.secsTo(notAfter);
    arguments.set(Argument::Days, (left < 0 ? -left : left) / kSecondsPerDay);
}

QString detailOf(const ChainIssue &issue)
{
    const QString rule = toQString(profileRuleText(issue.rule));
    const QString detail = toQString(issue.detail);
    if (rule.isEmpty() || detail.isEmpty()) {
        return rule + detail;
    }
    return rule + u" ("_s + detail + u')';
}

} // namespace

FindingId findingIdFor(ChainProblem problem)
{
    switch (problem) {
    case ChainProblem::Intercepted:
        return finding::kTlsIntercepted;
    case ChainProblem::DevelopmentCa:
        return finding::kTlsDevelopmentCa;
    case ChainProblem::SelfSigned:
        return finding::kTlsSelfSigned;
    case ChainProblem::Expired:
        return finding::kTlsExpired;
    case ChainProblem::NotYetValid:
        return finding::kTlsNotYetValid;
    case ChainProblem::HostnameMismatch:
        return finding::kTlsHostnameMismatch;
    case ChainProblem::CommonNameOnly:
        return finding::kTlsCommonNameOnly;
    case ChainProblem::WrongUsage:
        return finding::kTlsWrongUsage;
    case ChainProblem::WeakKey:
        return finding::kTlsWeakKey;
    case ChainProblem::WeakSignature:
        return finding::kTlsWeakSignature;
    case ChainProblem::ChainOrder:
        return finding::kTlsChainOrder;
    case ChainProblem::IncompleteChain:
        return finding::kTlsIncompleteChain;
    case ChainProblem::IntermediateExpired:
        return finding::kTlsIntermediateExpired;
    case ChainProblem::RootExpired:
        return finding::kTlsRootExpired;
    case ChainProblem::NotACa:
        return finding::kTlsNotACa;
    case ChainProblem::PathLength:
        return finding::kTlsPathLength;
    case ChainProblem::NameConstraint:
        return finding::kTlsNameConstraint;
    case ChainProblem::InvalidCertificate:
        return finding::kTlsInvalidCertificate;
    case ChainProblem::UntrustedCa:
        return finding::kTlsUntrustedCa;
    case ChainProblem::ExpiresSoon:
        return finding::kTlsExpiresSoon;
    case ChainProblem::ValidityTooLong:
        return finding::kTlsValidityTooLong;
    case ChainProblem::ExtraCertificates:
        return finding::kTlsExtraCertificates;
    }
    return finding::kTlsInvalidCertificate;
}

FindingId findingIdFor(PemProblem problem)
{
    switch (problem) {
    case PemProblem::ContainsPrivateKey:
        return finding::kPemContainsPrivateKey;
    case PemProblem::Empty:
        return finding::kPemEmpty;
    case PemProblem::WrongFormat:
        return finding::kPemWrongFormat;
    case PemProblem::Unreadable:
        return finding::kPemUnreadable;
    case PemProblem::ByteOrderMark:
        return finding::kPemByteOrderMark;
    }
    return finding::kPemUnreadable;
}

Severity severityOf(const ChainIssue &issue)
{
    switch (weightOf(issue)) {
    case IssueWeight::Error:
        return Severity::Error;
    case IssueWeight::Warning:
        return Severity::Warning;
    case IssueWeight::Notice:
        return Severity::Info;
    }
    return Severity::Error;
}

Severity severityOf(const PemIssue &issue, bool usable)
{
    return !usable && issue.refusedBy.contains(ClientSet::judge()) ? Severity::Error : Severity::Warning;
}

QString clientsText(ClientSet refusedBy)
{
    QStringList names;
    for (const ClientKind kind : kAllClientKinds) {
        if (refusedBy.contains(kind)) {
            names.append(toQString(clientKindText(kind)));
        }
    }
    return names.size() == static_cast<qsizetype>(kAllClientKinds.size()) ? u"every client"_s : names.join(u", "_s);
}

Findings findingsOf(const ChainJudgement &judgement, const ChainContext &context, bool withRemarks)
{
    Findings findings;
    for (const ChainIssue &issue : judgement.issues) {
        const FindingId id = findingIdFor(issue.problem);
        const bool isKnown =
            std::any_of(findings.cbegin(), findings.cend(), [id](const Finding &known) { return known.id == id; });
        if (isKnown || (!withRemarks && severityOf(issue) == Severity::Info)) {
            continue;
        }
        Arguments arguments;
        arguments.set(Argument::Host, context.host);
        arguments.set(Argument::Store, context.store);
        arguments.set(Argument::Client, clientsText(issue.refusedBy));
        arguments.set(Argument::Detail, detailOf(issue));
        if (issue.certificate) {
            describeCertificate(*issue.certificate, context.at, arguments);
        }
        if (issue.problem == ChainProblem::WeakKey) {
            arguments.set(Argument::Algorithm, toQString(issue.detail));
        }
        if (!judgement.path.certificates.empty()) {
            arguments.set(Argument::Names, namesOf(*judgement.path.certificates.front()));
        }
        if (!judgement.missing.subject.empty()) {
            arguments.set(Argument::MissingSubject, toQString(judgement.missing.subject));
            arguments.set(Argument::AiaUrl, toQString(judgement.missing.url));
        }
        Finding finding = makeFinding(id, std::move(arguments));
        // Whether a chain is refused decides, not the vocabulary's default: a wrong order or a development authority is
        // an error where clients stop at it, a warning where they put up with it.
        finding.severity = severityOf(issue);
        findings.append(std::move(finding));
    }
    return findings;
}

Finding findingOf(const PemIssue &issue, bool usable, const QString &path)
{
    Arguments arguments;
    arguments.set(Argument::Path, path);
    arguments.set(Argument::Detail, toQString(issue.detail));
    arguments.set(Argument::Client, clientsText(issue.refusedBy));
    Finding finding = makeFinding(findingIdFor(issue.problem), std::move(arguments));
    finding.severity = severityOf(issue, usable);
    return finding;
}

HostName hostNameFrom(const QString &typed)
{
    const bool isAscii = std::all_of(typed.cbegin(), typed.cend(), [](QChar c) { return c.unicode() < 0x80; });
    const QByteArray ascii = isAscii ? typed.toLatin1() : QUrl::toAce(typed);
    return HostName::parse({ascii.constData(), static_cast<size_t>(ascii.size())});
}

Moment momentFrom(const QDateTime &utc)
{
    return Moment{std::chrono::milliseconds{utc.toMSecsSinceEpoch()}};
}

} // namespace duodoctor
