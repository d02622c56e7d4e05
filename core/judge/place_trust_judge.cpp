#include "judge/place_trust_judge.h"

#include "judge/evidence_role.h"
#include "judge/finding_ids.h"
#include "judge/tls_judge.h"

#include <algorithm>

namespace duodoctor
{

namespace
{

/// The server's own omission stays what it is; an unknown authority is this store's.
bool isUnknownAuthority(FindingId id)
{
    return id == finding::kTlsUntrustedCa || id == finding::kTlsSelfSigned || id == finding::kTlsDevelopmentCa ||
           id == finding::kTlsIntercepted;
}

bool isReadable(const EvidencePtr &evidence)
{
    const CertificateFile *file = evidence ? evidence->certificateFile() : nullptr;
    return file && file->readError.isEmpty();
}

Findings judgeAtPlace(const JudgeInput &input, QLatin1StringView storeRole, FindingId lacksCa)
{
    const EvidencePtr store = input.find(storeRole);
    if (!isReadable(store)) {
        return {};
    }
    JudgeInput there = input;
    there.systemTrust.reset();
    there.evidence.insert(role::kCaBundle, store);
    Findings findings;
    for (Finding finding : judgeServedChain(there)) {
        if (isUnknownAuthority(finding.id)) {
            finding.id = lacksCa;
            finding.severity = Severity::Error;
        }
        if (!std::ranges::any_of(findings, [&](const Finding &other) { return other.id == finding.id; })) {
            findings << finding;
        }
    }
    return findings;
}

} // namespace

Findings judgeChainAtGitlab(const JudgeInput &input)
{
    return judgeAtPlace(input, role::kGitlabTrust, finding::kTlsGitlabLacksCa);
}

Findings judgeChainAtGateway(const JudgeInput &input)
{
    return judgeAtPlace(input, role::kGatewayBundle, finding::kTlsGatewayBundleLacksCa);
}

Findings judgeChainForHttpx(const JudgeInput &input)
{
    return judgeAtPlace(input, role::kHttpxBundle, finding::kTlsGatewayBundleLacksCa);
}

Findings judgePlaceTrustFiles(const JudgeInput &input)
{
    Findings findings;
    for (const QLatin1StringView role : {role::kGatewayBundle, role::kHttpxBundle}) {
        JudgeInput one = input;
        one.evidence = {{role::kExchange, input.find(role)}};
        for (const Finding &finding : judgeTrustFile(one)) {
            const bool isKnown = std::ranges::any_of(findings, [&](const Finding &other) {
                return other.id == finding.id &&
                       other.arguments.value(Argument::Path) == finding.arguments.value(Argument::Path);
            });
            if (!isKnown) {
                findings << finding;
            }
        }
    }
    return findings;
}

} // namespace duodoctor
