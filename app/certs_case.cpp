#include "app/certs_case.h"

#include <algorithm>

namespace duodoctor
{

namespace
{

void noteUndecodable(CertificateSource &source)
{
    const size_t before = source.certificates.size();
    std::erase(source.certificates, nullptr);
    const bool isKnown = std::any_of(source.issues.begin(), source.issues.end(),
                                     [](const PemIssue &issue) { return issue.problem == PemProblem::Unreadable; });
    if (source.certificates.size() != before && !isKnown) {
        source.issues.push_back({PemProblem::Unreadable, ClientSet::all(), "a block holds no certificate"});
    }
}

void takeFileIssues(const CertificateSource &source, CertsAnswer &answer)
{
    for (const PemIssue &issue : source.issues) {
        answer.fileIssues.emplace_back(issue, source.name);
    }
    answer.unreadable = answer.unreadable || !source.isUsable();
}

void judgeUnlessUnreadable(const CertificateSource &chain, const HostName &host, Moment at, CertsAnswer &answer)
{
    const auto rank = [](const std::pair<PemIssue, std::string> &entry) {
        const bool stops = entry.first.refusedBy.contains(ClientSet::judge());
        return entry.first.problem == PemProblem::ContainsPrivateKey ? 0 : stops ? 1 : 2;
    };
    std::stable_sort(answer.fileIssues.begin(), answer.fileIssues.end(),
                     [&rank](const auto &a, const auto &b) { return rank(a) < rank(b); });
    if (!answer.unreadable) {
        answer.judgement = judgeChain({chain.certificates, answer.stores, host, at});
        answer.trusted = answer.judgement.trusted;
    }
}

} // namespace

bool CertificateSource::isUsable() const
{
    return std::none_of(issues.begin(), issues.end(),
                        [](const PemIssue &issue) { return issue.refusedBy.contains(ClientSet::judge()); });
}

CertificateSource certificateSourceFrom(std::string name, ByteView bytes)
{
    PemFile file = readPemFile(bytes);
    CertificateSource source{std::move(name), {}, std::move(file.issues)};
    for (const Bytes &der : file.certificates) {
        source.certificates.push_back(Certificate::parse(der));
    }
    noteUndecodable(source);
    return source;
}

CertificateSource certificateSourceFrom(std::string name, std::vector<CertificatePtr> certificates)
{
    CertificateSource source{std::move(name), std::move(certificates), {}};
    if (source.certificates.empty()) {
        source.issues.push_back({PemProblem::Empty, ClientSet::all(), {}});
    }
    noteUndecodable(source);
    return source;
}

CertsAnswer answerCertsCase(const CertificateSource &chain, const CertificateSource &trust, const HostName &host,
                            Moment at)
{
    CertsAnswer answer;
    answer.stores.push_back(std::make_shared<const TrustStore>(trust.name, trust.certificates));
    takeFileIssues(chain, answer);
    takeFileIssues(trust, answer);
    judgeUnlessUnreadable(chain, host, at, answer);
    return answer;
}

CertsAnswer answerCertsCase(const CertificateSource &chain, std::vector<TrustStorePtr> stores, const HostName &host,
                            Moment at)
{
    CertsAnswer answer;
    answer.stores = std::move(stores);
    takeFileIssues(chain, answer);
    judgeUnlessUnreadable(chain, host, at, answer);
    return answer;
}

std::vector<std::pair<FindingId, Severity>> briefFindings(const CertsAnswer &answer)
{
    std::vector<std::pair<FindingId, Severity>> brief;
    const auto add = [&brief](FindingId id, Severity severity) {
        if (std::none_of(brief.begin(), brief.end(), [id](const auto &known) { return known.first == id; })) {
            brief.emplace_back(id, severity);
        }
    };
    for (const auto &[issue, file] : answer.fileIssues) {
        add(findingIdFor(issue.problem), severityOf(issue, !answer.unreadable));
    }
    for (const ChainIssue &issue : answer.judgement.issues) {
        add(findingIdFor(issue.problem), severityOf(issue));
    }
    return brief;
}

bool isAcceptedBy(const CertsAnswer &answer, ClientKind kind)
{
    const bool filesRead = std::none_of(answer.fileIssues.begin(), answer.fileIssues.end(),
                                        [kind](const auto &entry) { return entry.first.refusedBy.contains(kind); });
    return filesRead && !answer.unreadable && answer.judgement.isAcceptedBy(kind);
}

QJsonObject clientVerdicts(const CertsAnswer &answer)
{
    QJsonObject verdicts;
    for (const ClientKind kind : kAllClientKinds) {
        const std::string_view name = clientKindName(kind);
        verdicts.insert(QLatin1StringView{name.data(), static_cast<qsizetype>(name.size())},
                        isAcceptedBy(answer, kind));
    }
    return verdicts;
}

Findings fullFindings(const CertsAnswer &answer, const ChainContext &context)
{
    Findings findings;
    for (const auto &[issue, file] : answer.fileIssues) {
        const FindingId id = findingIdFor(issue.problem);
        const bool isKnown =
            std::any_of(findings.cbegin(), findings.cend(), [id](const Finding &known) { return known.id == id; });
        if (!isKnown) {
            findings.append(findingOf(issue, !answer.unreadable, QString::fromStdString(file)));
        }
    }
    return findings + findingsOf(answer.judgement, context, true);
}

} // namespace duodoctor
