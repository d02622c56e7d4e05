#include "certificate/issuer_diagnosis.h"

#include "certificate/ascii.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace duodoctor
{

namespace
{

bool isNamedLikeIntermediate(const DistinguishedName &name)
{
    constexpr std::array<std::string_view, 7> kWords{"intermediate", "issuing", "sub ca",   "subca",
                                                     "subordinate",  "policy",  "server ca"};
    const std::string text = asciiLower(name.commonName);
    return std::any_of(kWords.begin(), kWords.end(),
                       [&text](std::string_view word) { return text.find(word) != std::string::npos; });
}

bool isNamedLikeRoot(const DistinguishedName &name)
{
    return asciiLower(name.commonName.empty() ? name.text : name.commonName).find("root") != std::string::npos &&
           !isNamedLikeIntermediate(name);
}

bool storesKnowOrganization(const std::vector<TrustStorePtr> &stores, const std::string &organization)
{
    return std::any_of(stores.begin(), stores.end(),
                       [&](const TrustStorePtr &store) { return store->knowsOrganization(organization); });
}

bool otherAuthoritiesWereSent(const std::vector<CertificatePtr> &sent, const ChainPath &path)
{
    return std::any_of(sent.begin(), sent.end(), [&path](const CertificatePtr &certificate) {
        const auto &used = path.certificates;
        return certificate->isAuthority() && !certificate->isSelfIssued() &&
               std::none_of(used.begin(), used.end(),
                            [&certificate](const CertificatePtr &other) { return other->isSameAs(*certificate); });
    });
}

/// An issuer of the right name (and, where both say, the right key id) whose key did not make the signature.
bool hasDamagedSignature(ChainSearch &search, const CertificatePtr &top, const std::vector<CertificatePtr> &sent)
{
    std::vector<CertificatePtr> candidates = search.trustedIssuers(*top);
    std::copy_if(sent.begin(), sent.end(), std::back_inserter(candidates), [&top](const CertificatePtr &certificate) {
        return certificate->subject == top->issuer && certificate != top;
    });
    return std::any_of(candidates.begin(), candidates.end(), [&](const CertificatePtr &issuer) {
        const std::string &wanted = top->extensions.authorityKeyId;
        const std::string &given = issuer->extensions.subjectKeyId;
        const bool isMeant = wanted.empty() || given.empty() || wanted == given;
        return isMeant && !search.isSignedBy(top, issuer);
    });
}

bool lacksIntermediate(const ChainPath &path, const std::vector<TrustStorePtr> &stores,
                       const std::vector<CertificatePtr> &sent)
{
    const Certificate &top = *path.certificates.back();
    if (isNamedLikeRoot(top.issuer)) {
        return false;
    }
    if (isNamedLikeIntermediate(top.issuer) || storesKnowOrganization(stores, top.issuer.organization)) {
        return true;
    }
    const bool isServers = path.certificates.size() == 1;
    return isServers && (!top.extensions.issuerUrls.empty() || otherAuthoritiesWereSent(sent, path));
}

} // namespace

void diagnoseIssuer(ChainSearch &search, const ChainPath &path, const std::vector<TrustStorePtr> &stores,
                    const std::vector<CertificatePtr> &sent, std::vector<ChainIssue> &issues,
                    MissingCertificate &missing)
{
    const CertificatePtr &top = path.certificates.back();
    const auto add = [&](ChainProblem problem, ProfileRule rule = ProfileRule::None) {
        issues.push_back({problem, top, ClientSet::all(), rule, top->issuer.text, false});
    };
    const auto addOnce = [&](ProfileRule rule) {
        const bool known = std::any_of(issues.begin(), issues.end(), [&](const ChainIssue &issue) {
            return issue.rule == rule && issue.certificate == top;
        });
        if (!known) {
            add(ChainProblem::InvalidCertificate, rule);
        }
    };
    if (top->isSelfIssued() && search.isSignedBy(top, top)) {
        const bool isServers = path.certificates.size() == 1;
        add(isServers ? ChainProblem::SelfSigned : ChainProblem::UntrustedCa);
        missing = {top->subject.text, {}, true, top};
        return;
    }
    if (hasDamagedSignature(search, top, sent)) {
        addOnce(ProfileRule::BadSignature);
        return;
    }
    if (top->isSelfIssued()) {
        add(path.certificates.size() == 1 ? ChainProblem::SelfSigned : ChainProblem::UntrustedCa);
        addOnce(ProfileRule::BadSignature);
        return;
    }
    const bool incomplete = lacksIntermediate(path, stores, sent);
    add(incomplete ? ChainProblem::IncompleteChain : ChainProblem::UntrustedCa);
    const auto &urls = top->extensions.issuerUrls;
    missing = {top->issuer.text, urls.empty() ? std::string{} : urls.front(), !incomplete, nullptr};
}

} // namespace duodoctor
