#include "certificate/chain_judgement.h"

#include "certificate/certificate_rules.h"
#include "certificate/issuer_diagnosis.h"
#include "certificate/known_issuers.h"

#include <algorithm>

namespace duodoctor
{

namespace
{

using namespace std::chrono_literals;

constexpr auto kSoon = 14 * 24h;
constexpr auto kLongestValidity = 398 * 24h;

std::chrono::sys_seconds longValidityForbiddenSince()
{
    using namespace std::chrono;
    return sys_days{2020y / September / 1d};
}

class Judging
{
public:
    explicit Judging(const ChainQuestion &question)
        : m_question(question)
    {
        for (const CertificatePtr &certificate : question.sent) {
            if (certificate && m_judgement.sent.size() < kMaxSentCertificates) {
                m_judgement.sent.push_back(certificate);
            }
        }
    }

    ChainJudgement judge()
    {
        if (m_judgement.sent.empty()) {
            return std::move(m_judgement);
        }
        const CertificatePtr leaf = serverCertificate();
        ChainSearch search{leaf, m_judgement.sent, m_question.stores, m_question.host, m_question.at};
        m_judgement.path = search.best(ClientSet::judge());
        takeIssues(m_judgement.path.issues);
        if (!m_judgement.path.isAnchored) {
            diagnoseIssuer(search, m_judgement.path, m_question.stores, m_judgement.sent, m_judgement.issues,
                           m_judgement.missing);
        }
        checkOrder(leaf);
        nameIssuers();
        m_judgement.trusted = std::none_of(m_judgement.issues.begin(), m_judgement.issues.end(), isError);
        askClients(search, leaf);
        addRemarks();
        sortIssues();
        return std::move(m_judgement);
    }

private:
    static bool isError(const ChainIssue &issue) { return weightOf(issue) == IssueWeight::Error; }

    void add(ChainProblem problem, const CertificatePtr &certificate, ClientSet refusedBy, std::string detail = {})
    {
        m_judgement.issues.push_back({problem, certificate, refusedBy, ProfileRule::None, std::move(detail), false});
    }

    void takeIssues(const std::vector<ChainIssue> &issues)
    {
        m_judgement.issues.insert(m_judgement.issues.end(), issues.begin(), issues.end());
    }

    bool fitsHost(const Certificate &certificate) const
    {
        return m_question.host.isCoveredBy(certificate) || m_question.host.isCommonNameOf(certificate);
    }

    /// The first one sent, unless that is an authority or somebody else's, and the host's own comes later.
    CertificatePtr serverCertificate() const
    {
        const CertificatePtr &first = m_judgement.sent.front();
        if (fitsHost(*first)) {
            return first;
        }
        for (const CertificatePtr &certificate : m_judgement.sent) {
            if (!certificate->isAuthority() && fitsHost(*certificate)) {
                return certificate;
            }
        }
        if (first->isAuthority()) {
            for (const CertificatePtr &certificate : m_judgement.sent) {
                if (!certificate->isAuthority() && certificate->issuer == first->subject) {
                    return certificate;
                }
            }
        }
        return first;
    }

    size_t positionOf(const Certificate &certificate) const
    {
        const auto &sent = m_judgement.sent;
        return static_cast<size_t>(
            std::find_if(sent.begin(), sent.end(),
                         [&](const CertificatePtr &other) { return other->isSameAs(certificate); }) -
            sent.begin());
    }

    /// Whether issuer names lead from the server's certificate to this one: then some client's path may need it.
    std::vector<bool> reachable() const
    {
        const auto &sent = m_judgement.sent;
        std::vector<bool> reached(sent.size(), false);
        const size_t start = positionOf(*m_judgement.path.certificates.front());
        std::vector<size_t> queue{start};
        reached[start] = true;
        while (!queue.empty()) {
            const size_t current = queue.back();
            queue.pop_back();
            for (size_t i = 0; i < sent.size(); ++i) {
                if (!reached[i] && sent[i]->subject == sent[current]->issuer) {
                    reached[i] = true;
                    queue.push_back(i);
                }
            }
        }
        return reached;
    }

    void checkOrder(const CertificatePtr &leaf)
    {
        const auto &sent = m_judgement.sent;
        if (!leaf->isSameAs(*sent.front())) {
            add(ChainProblem::ChainOrder, leaf, ClientSet::all());
        }
        size_t last = 0;
        for (const CertificatePtr &certificate : m_judgement.path.certificates) {
            const size_t position = positionOf(*certificate);
            if (position >= sent.size()) {
                continue;
            }
            if (position < last && leaf->isSameAs(*sent.front())) {
                add(ChainProblem::ChainOrder, certificate, ClientSet::none());
                break;
            }
            last = position;
        }
        const std::vector<bool> needed = reachable();
        for (size_t i = 0; i < sent.size(); ++i) {
            const bool isRepeated = positionOf(*sent[i]) != i;
            const bool isStale = m_question.at > sent[i]->notAfter && !isInPath(*sent[i]);
            if (!needed[i] || isRepeated || isStale) {
                add(ChainProblem::ExtraCertificates, sent[i], ClientSet::none());
                return;
            }
        }
    }

    bool isInPath(const Certificate &certificate) const
    {
        const auto &path = m_judgement.path.certificates;
        return std::any_of(path.begin(), path.end(),
                           [&](const CertificatePtr &other) { return other->isSameAs(certificate); });
    }

    /// Proxies and development authorities explain everything else, and are worth a word even where they are trusted.
    void nameIssuers()
    {
        const ClientSet refusedBy = m_judgement.path.isAnchored ? ClientSet::none() : ClientSet::all();
        for (const CertificatePtr &certificate : m_judgement.path.certificates) {
            if (const auto product = interceptorNamed(certificate->issuer); !product.empty()) {
                add(ChainProblem::Intercepted, certificate, refusedBy, std::string{product});
                return;
            }
            if (const auto product = developmentAuthorityNamed(certificate->issuer); !product.empty()) {
                add(ChainProblem::DevelopmentCa, certificate, refusedBy, std::string{product});
                return;
            }
        }
    }

    /// Asks each kind of client for its own path; where it refuses what the judge accepts, its reasons become warnings.
    void askClients(ChainSearch &search, const CertificatePtr &leaf)
    {
        const bool orderRefused = !leaf->isSameAs(*m_judgement.sent.front());
        for (const ClientKind kind : kAllClientKinds) {
            ChainPath path;
            switch (kind) {
            case ClientKind::OpenSsl:
                path = search.asOpenSsl(false);
                break;
            case ClientKind::OpenSslStrict:
                path = search.asOpenSsl(true);
                break;
            case ClientKind::Go:
                path = m_judgement.path.isAcceptedBy(kind) ? m_judgement.path : search.best(kind);
                break;
            }
            const bool accepts = path.isAcceptedBy(kind) && !orderRefused;
            m_judgement.acceptedBy[static_cast<size_t>(kind)] = accepts;
            if (!accepts && m_judgement.trusted) {
                explainRefusal(search, path, kind);
            }
        }
    }

    void explainRefusal(ChainSearch &search, const ChainPath &path, ClientKind kind)
    {
        std::vector<ChainIssue> reasons;
        for (const ChainIssue &issue : path.issues) {
            if (issue.refusedBy.contains(kind)) {
                reasons.push_back(issue);
            }
        }
        if (!path.isAnchored) {
            MissingCertificate missing;
            diagnoseIssuer(search, path, m_question.stores, m_judgement.sent, reasons, missing);
        }
        for (ChainIssue &reason : reasons) {
            reason.refusedBy = kind;
            mergeClientIssue(reason);
        }
    }

    void mergeClientIssue(const ChainIssue &reason)
    {
        for (ChainIssue &known : m_judgement.issues) {
            if (known.problem == reason.problem && known.rule == reason.rule &&
                known.certificate == reason.certificate) {
                known.refusedBy = known.refusedBy | reason.refusedBy;
                return;
            }
        }
        m_judgement.issues.push_back(reason);
    }

    void addRemarks()
    {
        const auto &path = m_judgement.path.certificates;
        for (size_t i = 0; i < path.size(); ++i) {
            const auto left = path[i]->notAfter - m_question.at;
            if (left >= 0s && left <= kSoon && path[i]->notBefore <= m_question.at) {
                add(ChainProblem::ExpiresSoon, path[i], ClientSet::none());
                break;
            }
        }
        const CertificatePtr &leaf = path.front();
        if (leaf->notBefore >= longValidityForbiddenSince() && leaf->notAfter - leaf->notBefore > kLongestValidity &&
            !leaf->isSelfIssued()) {
            add(ChainProblem::ValidityTooLong, leaf, ClientSet::none());
        }
        for (size_t i = 0; i < path.size(); ++i) {
            const CertificateRole role = i == 0 ? CertificateRole::Leaf
                                         : i + 1 == path.size() && path[i]->isSelfIssued()
                                             ? CertificateRole::Anchor
                                             : CertificateRole::Intermediate;
            takeIssues(remarksOnForm(path[i], role));
        }
        if (leaf->isSelfIssued() && m_judgement.path.isAnchored && path.size() == 1) {
            m_judgement.issues.push_back(
                {ChainProblem::SelfSigned, leaf, ClientSet::none(), ProfileRule::None, {}, true});
        }
    }

    void sortIssues()
    {
        std::stable_sort(m_judgement.issues.begin(), m_judgement.issues.end(),
                         [](const ChainIssue &a, const ChainIssue &b) {
                             if (weightOf(a) != weightOf(b)) {
                                 return weightOf(a) > weightOf(b);
                             }
                             return a.problem < b.problem;
                         });
    }

    const ChainQuestion &m_question;
    ChainJudgement m_judgement;
};

} // namespace

IssueWeight weightOf(const ChainIssue &issue)
{
    if (issue.refusedBy.contains(ClientSet::judge())) {
        return IssueWeight::Error;
    }
    return issue.isNotice ? IssueWeight::Notice : IssueWeight::Warning;
}

ChainJudgement judgeChain(const ChainQuestion &question)
{
    return Judging{question}.judge();
}

std::vector<CertificatePtr> parseChain(std::span<const Bytes> chainDer)
{
    std::vector<CertificatePtr> chain;
    for (const Bytes &der : chainDer.first(std::min(chainDer.size(), kMaxSentCertificates))) {
        chain.push_back(Certificate::parse(der));
    }
    return chain;
}

bool wouldTrust(std::span<const Bytes> chainDer, const HostName &host, const std::vector<TrustStorePtr> &stores,
                Moment at)
{
    std::vector<CertificatePtr> sent = parseChain(chainDer);
    std::erase(sent, nullptr);
    if (sent.empty() || chainDer.empty() || sent.front()->der != chainDer.front()) {
        return false;
    }
    ChainSearch search{sent.front(), sent, stores, host, at};
    return search.best(ClientSet::judge()).isAcceptedBy(ClientSet::judge());
}

} // namespace duodoctor
