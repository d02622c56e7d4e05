#include "certificate/chain_search.h"

#include "certificate/certificate_rules.h"
#include "certificate/path_rules.h"

#include <algorithm>
#include <limits>

namespace duodoctor
{

namespace
{

bool keyIdsFit(const Certificate &certificate, const Certificate &issuer)
{
    const std::string &wanted = certificate.extensions.authorityKeyId;
    const std::string &given = issuer.extensions.subjectKeyId;
    return wanted.empty() || given.empty() || wanted == given;
}

bool holds(const std::vector<CertificatePtr> &path, const Certificate &certificate)
{
    return std::any_of(path.begin(), path.end(),
                       [&certificate](const CertificatePtr &other) { return other->isSameAs(certificate); });
}

bool isValidAt(const Certificate &certificate, Moment at)
{
    return at >= certificate.notBefore && at <= certificate.notAfter;
}

size_t weightOf(const ChainPath &path, ClientSet client)
{
    return static_cast<size_t>(std::count_if(path.issues.begin(), path.issues.end(), [client](const ChainIssue &issue) {
        return issue.refusedBy.intersects(client);
    }));
}

} // namespace

bool ChainPath::isAcceptedBy(ClientSet client) const
{
    return isAnchored && std::none_of(issues.begin(), issues.end(),
                                      [client](const ChainIssue &issue) { return issue.refusedBy.intersects(client); });
}

/// One depth-first search.
struct ChainSearch::Walk {
    ClientSet client;
    bool pruning = true; ///< leave out certificates that cannot be part of an accepted path
    size_t steps = 0;
    size_t paths = 0;
    bool found = false;
    std::vector<CertificatePtr> path;
    ChainPath best;
    size_t bestWeight = std::numeric_limits<size_t>::max();

    bool isOver(const SearchLimits &limits) const { return found || steps >= limits.steps || paths >= limits.paths; }
    void take(ChainPath candidate)
    {
        const size_t weight = weightOf(candidate, client);
        const bool better =
            best.certificates.empty() || (candidate.isAnchored && !best.isAnchored) ||
            (candidate.isAnchored == best.isAnchored &&
             (candidate.isAnchored ? weight < bestWeight : candidate.certificates.size() > best.certificates.size()));
        if (better) {
            bestWeight = weight;
            best = std::move(candidate);
        }
    }
};

ChainSearch::ChainSearch(CertificatePtr leaf, std::vector<CertificatePtr> sent, std::vector<TrustStorePtr> stores,
                         HostName host, Moment at, const SearchLimits &limits)
    : m_leaf(std::move(leaf))
    , m_sent(std::move(sent))
    , m_stores(std::move(stores))
    , m_host(std::move(host))
    , m_at(at)
    , m_limits(limits)
{
}

bool ChainSearch::isSignedBy(const CertificatePtr &certificate, const CertificatePtr &issuer)
{
    const auto key = std::make_pair(certificate.get(), issuer.get());
    if (const auto known = m_signatures.find(key); known != m_signatures.end()) {
        return known->second;
    }
    if (m_signatureChecks >= m_limits.signatureChecks) {
        return false;
    }
    ++m_signatureChecks;
    return m_signatures[key] = certificate->isSignedBy(*issuer);
}

CertificatePtr ChainSearch::inStore(const Certificate &certificate) const
{
    for (const TrustStorePtr &store : m_stores) {
        if (CertificatePtr found = store->find(certificate)) {
            return found;
        }
    }
    return nullptr;
}

std::vector<CertificatePtr> ChainSearch::trustedIssuers(const Certificate &certificate) const
{
    std::vector<CertificatePtr> found;
    for (const TrustStorePtr &store : m_stores) {
        for (CertificatePtr &issuer : store->withSubject(certificate.issuer)) {
            if (!holds(found, *issuer)) {
                found.push_back(std::move(issuer));
            }
        }
    }
    return found;
}

std::vector<CertificatePtr> ChainSearch::issuers(const Certificate &certificate, bool trusted) const
{
    std::vector<CertificatePtr> found;
    if (trusted) {
        found = trustedIssuers(certificate);
    } else {
        for (const CertificatePtr &sent : m_sent) {
            if (sent->subject == certificate.issuer && !holds(found, *sent)) {
                found.push_back(sent);
            }
        }
    }
    const auto rank = [&](const CertificatePtr &issuer) {
        return (keyIdsFit(certificate, *issuer) ? 0 : 2) + (isValidAt(*issuer, m_at) ? 0 : 1);
    };
    std::stable_sort(found.begin(), found.end(),
                     [&](const CertificatePtr &a, const CertificatePtr &b) { return rank(a) < rank(b); });
    return found;
}

const std::vector<ChainIssue> &ChainSearch::issuesOf(const CertificatePtr &certificate, CertificateRole role)
{
    const auto key = std::make_pair(certificate.get(), role);
    const auto known = m_certificateIssues.find(key);
    if (known != m_certificateIssues.end()) {
        return known->second;
    }
    return m_certificateIssues[key] = issuesOfCertificate(certificate, role, m_at);
}

void ChainSearch::judgePath(ChainPath &path)
{
    for (size_t i = 0; i < path.certificates.size(); ++i) {
        const bool isLast = i + 1 == path.certificates.size();
        const bool isAnchor = isLast && (path.isAnchored || path.certificates[i]->isSelfIssued());
        const CertificateRole role = i == 0     ? CertificateRole::Leaf
                                     : isAnchor ? CertificateRole::Anchor
                                                : CertificateRole::Intermediate;
        for (ChainIssue issue : issuesOf(path.certificates[i], role)) {
            // A certificate that is trusted itself: its own signature and its issuer's key do not matter.
            const bool ownSignature =
                issue.problem == ChainProblem::WeakSignature || issue.rule == ProfileRule::StrictAuthorityKeyIdMissing;
            if (!(i == 0 && isLast && path.isAnchored && ownSignature)) {
                path.issues.push_back(std::move(issue));
            }
        }
    }
    size_t comparisons = m_limits.nameComparisons;
    addPathIssues(path, m_host, comparisons);
}

void ChainSearch::descend(Walk &walk)
{
    const CertificatePtr top = walk.path.back();
    const auto complete = [&](const CertificatePtr &anchor, bool anchored) {
        ChainPath candidate;
        candidate.certificates = walk.path;
        if (anchor) {
            candidate.certificates.push_back(anchor);
        }
        candidate.isAnchored = anchored;
        ++walk.paths;
        judgePath(candidate);
        walk.found = candidate.isAcceptedBy(walk.client);
        walk.take(std::move(candidate));
    };
    if (inStore(*top)) {
        complete(nullptr, true);
    } else if (!walk.pruning) {
        complete(nullptr, false);
    }
    // A self-signed authority has nobody above it; one that merely carries its issuer's name may.
    if (walk.path.size() >= m_limits.depth || (top->isSelfIssued() && isSignedBy(top, top))) {
        return;
    }
    for (const bool trusted : {true, false}) {
        for (const CertificatePtr &issuer : issuers(*top, trusted)) {
            if (walk.isOver(m_limits)) {
                return;
            }
            ++walk.steps;
            if (holds(walk.path, *issuer)) {
                continue;
            }
            const CertificateRole role = trusted ? CertificateRole::Anchor : CertificateRole::Intermediate;
            const auto &issues = issuesOf(issuer, role);
            const bool refused = std::any_of(issues.begin(), issues.end(), [&walk](const ChainIssue &issue) {
                return issue.refusedBy.intersects(walk.client);
            });
            if ((walk.pruning && refused) || !isSignedBy(top, issuer)) {
                continue;
            }
            if (trusted) {
                complete(issuer, true);
                continue;
            }
            walk.path.push_back(issuer);
            descend(walk);
            walk.path.pop_back();
        }
    }
}

ChainPath ChainSearch::best(ClientSet client)
{
    Walk quick;
    quick.client = client;
    quick.path = {m_leaf};
    descend(quick);
    if (quick.found) {
        return std::move(quick.best);
    }
    Walk thorough;
    thorough.client = client;
    thorough.pruning = false;
    thorough.path = {m_leaf};
    descend(thorough);
    return std::move(thorough.best);
}

CertificatePtr ChainSearch::openSslIssuer(const std::vector<CertificatePtr> &path, bool trusted) const
{
    const Certificate &top = *path.back();
    CertificatePtr chosen;
    for (const CertificatePtr &issuer : issuers(top, trusted)) {
        const bool maySign = !issuer->extensions.keyUsage || (*issuer->extensions.keyUsage & kKeyCertSign) != 0;
        if (!keyIdsFit(top, *issuer) || !maySign || holds(path, *issuer)) {
            continue;
        }
        if (isValidAt(*issuer, m_at)) {
            return issuer;
        }
        if (!chosen || issuer->notAfter > chosen->notAfter) {
            chosen = issuer;
        }
    }
    return chosen;
}

ChainPath ChainSearch::asOpenSsl(bool partialChain)
{
    ChainPath path;
    path.certificates = {m_leaf};
    while (path.certificates.size() < 100) { // OpenSSL's own bound
        const CertificatePtr top = path.certificates.back();
        const bool isRoot = top->isSelfIssued() && keyIdsFit(*top, *top);
        if ((partialChain || isRoot) && inStore(*top)) {
            path.isAnchored = true;
            break;
        }
        if (isRoot) {
            break;
        }
        CertificatePtr next = openSslIssuer(path.certificates, true);
        if (!next) {
            next = openSslIssuer(path.certificates, false);
        }
        if (!next) {
            break;
        }
        path.certificates.push_back(next);
    }
    for (size_t i = 0; i + 1 < path.certificates.size(); ++i) {
        if (!isSignedBy(path.certificates[i], path.certificates[i + 1])) {
            path.issues.push_back({ChainProblem::InvalidCertificate,
                                   path.certificates[i],
                                   ClientSet::openSsl(),
                                   ProfileRule::BadSignature,
                                   {},
                                   false});
        }
    }
    judgePath(path);
    return path;
}

} // namespace duodoctor
