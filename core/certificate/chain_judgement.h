#pragma once

#include "certificate/chain_search.h"

#include <array>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace duodoctor
{

/// A served chain and what it is judged against.
struct ChainQuestion {
    /// As sent, the server's own first; null where one could not be read. At most kMaxSentCertificates are looked at.
    std::vector<CertificatePtr> sent;
    std::vector<TrustStorePtr> stores; ///< together they are the trust; empty: nobody is trusted
    HostName host;
    Moment at;
};
inline constexpr size_t kMaxSentCertificates = 128;

/// What the issuer's end of an incomplete or untrusted chain lacks.
struct MissingCertificate {
    std::string subject; ///< empty when nothing is missing
    std::string url;     ///< where the one below says its issuer can be fetched; may be empty
    bool isRoot = false; ///< it belongs into the trust store; otherwise the server should send it
    CertificatePtr sent; ///< the untrusted root itself where the server sent it
};

/// The verdict on one chain, with its reasons.
struct ChainJudgement {
    bool trusted = false;           ///< a careful client accepts it
    std::vector<ChainIssue> issues; ///< most important first: what has to be mended before anything else matters
    ChainPath path;                 ///< accepted, or else the one that came nearest; leaf first
    std::vector<CertificatePtr> sent;
    MissingCertificate missing;
    std::array<bool, 3> acceptedBy{}; ///< by client, in the order of kAllClientKinds

    bool isAcceptedBy(ClientKind kind) const { return acceptedBy[static_cast<size_t>(kind)]; }
};

enum class IssueWeight { Notice, Warning, Error };
IssueWeight weightOf(const ChainIssue &issue);

/// Judges a served chain. Pure: no clock, no file, no network.
/// Cost: below a millisecond for an everyday chain, a few for a hostile one. Thread: any.
ChainJudgement judgeChain(const ChainQuestion &question);

/// The decision alone, for the moment of a handshake: does a careful client trust this chain?
/// @param chainDer as sent, the server's own first.
bool wouldTrust(std::span<const Bytes> chainDer, const HostName &host, const std::vector<TrustStorePtr> &stores,
                Moment at);

/// Decodes a chain for a question; unreadable ones become null.
std::vector<CertificatePtr> parseChain(std::span<const Bytes> chainDer);

} // namespace duodoctor
