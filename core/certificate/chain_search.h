#pragma once

#include "certificate/chain_issue.h"
#include "certificate/host_name.h"
#include "certificate/trust_store.h"

#include <map>
#include <utility>
#include <vector>

namespace duodoctor
{

/// Bounds that end a search on hostile input within milliseconds. Honest chains have at most six certificates.
struct SearchLimits {
    size_t depth = 16;            ///< certificates in a path
    size_t signatureChecks = 200; ///< of different pairs
    size_t steps = 2000;          ///< candidates looked at
    size_t paths = 64;            ///< complete paths judged
    size_t nameComparisons = 250'000;
};

/// Certificates from the server's own up, and what is wrong with them as a path.
struct ChainPath {
    std::vector<CertificatePtr> certificates;
    bool isAnchored = false; ///< the last one is in a trust store
    std::vector<ChainIssue> issues;

    bool isAcceptedBy(ClientSet client) const;
};

/// Finds paths from the server's certificate to a trust store, going back to try another issuer where one fails. An
/// issuer is whoever carries the issuer's name and made the signature; key identifiers only order the candidates.
/// One object for one chain; thread: one.
class ChainSearch
{
public:
    ChainSearch(CertificatePtr leaf, std::vector<CertificatePtr> sent, std::vector<TrustStorePtr> stores, HostName host,
                Moment at, const SearchLimits &limits = {});

    /// The first path that this client takes, if there is one; else the best of those that fail: the complete one with
    /// the least wrong, or the one that got furthest.
    ChainPath best(ClientSet client);
    /// The path that OpenSSL follows, which never goes back (crypto/x509/x509_vfy.c, build_chain(), as of 3.0).
    /// @param partialChain any certificate of a store ends it, not only a self-signed one.
    ChainPath asOpenSsl(bool partialChain);

    /// The certificates whose signature was found not to fit an issuer of the right name and key id.
    bool isSignedBy(const CertificatePtr &certificate, const CertificatePtr &issuer);
    CertificatePtr inStore(const Certificate &certificate) const;
    /// Authorities of that name in the stores.
    std::vector<CertificatePtr> trustedIssuers(const Certificate &certificate) const;

private:
    struct Walk;
    void descend(Walk &walk);
    std::vector<CertificatePtr> issuers(const Certificate &certificate, bool trusted) const;
    const std::vector<ChainIssue> &issuesOf(const CertificatePtr &certificate, CertificateRole role);
    void judgePath(ChainPath &path);
    CertificatePtr openSslIssuer(const std::vector<CertificatePtr> &path, bool trusted) const;

    CertificatePtr m_leaf;
    std::vector<CertificatePtr> m_sent;
    std::vector<TrustStorePtr> m_stores;
    HostName m_host;
    Moment m_at;
    SearchLimits m_limits;
    size_t m_signatureChecks = 0;
    std::map<std::pair<const Certificate *, const Certificate *>, bool> m_signatures;
    std::map<std::pair<const Certificate *, CertificateRole>, std::vector<ChainIssue>> m_certificateIssues;
};

} // namespace duodoctor
