#include "certificate/chain_picture.h"

#include <algorithm>

namespace duodoctor
{

namespace
{

constexpr size_t kMaxNames = 10;

bool contains(const std::vector<CertificatePtr> &certificates, const Certificate &certificate)
{
    return std::any_of(certificates.begin(), certificates.end(),
                       [&](const CertificatePtr &other) { return other->isSameAs(certificate); });
}

std::string joinedNames(const Certificate &certificate)
{
    const std::vector<std::string> names = certificate.hostNames();
    std::string text;
    for (size_t i = 0; i < names.size() && i < kMaxNames; ++i) {
        text += (i == 0 ? "" : ", ") + names[i];
    }
    if (names.size() > kMaxNames) {
        text += " and " + std::to_string(names.size() - kMaxNames) + " more";
    }
    return text;
}

ChainPicture::Node nodeOf(const Certificate &certificate, size_t position, const ChainJudgement &judgement,
                          const std::vector<TrustStorePtr> &stores)
{
    using Origin = ChainPicture::Origin;
    using Role = ChainPicture::Role;
    const bool sent = contains(judgement.sent, certificate);
    const bool stored = std::any_of(stores.begin(), stores.end(),
                                    [&](const TrustStorePtr &store) { return store->find(certificate) != nullptr; });
    ChainPicture::Node node;
    node.role = position == 0 ? Role::Server : certificate.isSelfIssued() ? Role::Root : Role::Intermediate;
    node.origin = sent ? (stored ? Origin::SentAndStore : Origin::Sent) : Origin::Store;
    node.subject = certificate.displayName();
    node.issuer = certificate.issuer.text;
    node.notBefore = dateText(certificate.notBefore);
    node.notAfter = dateText(certificate.notAfter);
    node.names = position == 0 ? joinedNames(certificate) : std::string{};
    node.fingerprint = certificate.fingerprint();
    for (const ChainIssue &issue : judgement.issues) {
        if (issue.certificate && issue.certificate->isSameAs(certificate) && weightOf(issue) != IssueWeight::Notice) {
            node.problems.push_back(issue.problem);
        }
    }
    return node;
}

} // namespace

ChainPicture pictureOf(const ChainJudgement &judgement, const std::vector<TrustStorePtr> &stores)
{
    ChainPicture picture;
    picture.trusted = judgement.trusted;
    const auto &path = judgement.path.certificates;
    for (size_t i = 0; i < path.size(); ++i) {
        picture.nodes.push_back(nodeOf(*path[i], i, judgement, stores));
    }
    if (!judgement.missing.subject.empty() && !judgement.missing.sent) {
        ChainPicture::Node node;
        node.role = judgement.missing.isRoot ? ChainPicture::Role::Root : ChainPicture::Role::Intermediate;
        node.origin = ChainPicture::Origin::Missing;
        node.subject = judgement.missing.subject;
        node.url = judgement.missing.url;
        picture.nodes.push_back(std::move(node));
    }
    for (const CertificatePtr &certificate : judgement.sent) {
        if (!contains(path, *certificate) && picture.unused.size() < 20) {
            picture.unused.push_back(certificate->displayName());
        }
    }
    return picture;
}

ChainPicture pictureOf(std::span<const Bytes> chainDer, const std::vector<TrustStorePtr> &stores, const HostName &host,
                       Moment at)
{
    const ChainQuestion question{parseChain(chainDer), stores, host, at};
    return pictureOf(judgeChain(question), stores);
}

} // namespace duodoctor
