#pragma once

#include "certificate/chain_judgement.h"

#include <string>
#include <vector>

namespace duodoctor
{

/// A chain as it can be drawn: one node per certificate from the server's own (first) to the root (last), with a node
/// for a certificate that is missing.
///
/// To draw it: a box per node, joined by `signed by` arrows in order; the role as a word; a dashed box where `origin`
/// is Missing; a mark of its own where `problems` is not empty. Colour must not be the only sign. Everything in it is
/// text from certificates: escape it, bound its width.
struct ChainPicture {
    enum class Role { Server, Intermediate, Root };
    enum class Origin { Sent, Store, SentAndStore, Missing };

    struct Node {
        Role role = Role::Server;
        Origin origin = Origin::Sent;
        std::string subject;
        std::string issuer;
        std::string notBefore; ///< `2026-06-01 12:00 UTC`; empty when missing
        std::string notAfter;
        std::string names;                  ///< host names of the server's certificate, joined, at most ten
        std::string fingerprint;            ///< SHA-256
        std::string url;                    ///< where a missing one can be fetched; may be empty
        std::vector<ChainProblem> problems; ///< errors and warnings that concern this certificate
    };

    std::vector<Node> nodes;
    std::vector<std::string> unused; ///< subjects of certificates that were sent and that no path needs
    bool trusted = false;
};

/// The picture of a judgement.
ChainPicture pictureOf(const ChainJudgement &judgement, const std::vector<TrustStorePtr> &stores);
/// Judges and draws: for those who only have what the server sent.
ChainPicture pictureOf(std::span<const Bytes> chainDer, const std::vector<TrustStorePtr> &stores, const HostName &host,
                       Moment at);

} // namespace duodoctor
