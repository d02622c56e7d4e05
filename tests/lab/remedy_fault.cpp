#include "remedy_fault.h"

#include "practice/fault_table.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

RemedyFault::Front frontOf(GatewayState state)
{
    switch (state) {
    case GatewayState::DefaultPage:
        return RemedyFault::Front::DefaultPage;
    case GatewayState::BadGateway:
        return RemedyFault::Front::NoTarget;
    case GatewayState::GatewayTimeout:
        return RemedyFault::Front::SilentTarget;
    default:
        return RemedyFault::Front::Passes;
    }
}

/// The chain of the practice, piece by piece, so that its authorities can go on signing.
void issueChain(RemedyFault &fault, const ChainProfile &profile, const IssuedCertificate &root)
{
    const IssuedCertificate intermediate = issueCertificate(profile.intermediate, &root);
    const IssuedCertificate leaf = issueCertificate(profile.leaf, &intermediate);
    fault.chain = leaf.certificate + (profile.sendsIntermediate ? intermediate.certificate : QByteArray());
    fault.chainKey = leaf.key;
    if (profile.intermediate.isAuthority && fault.productRoot.isEmpty()) {
        fault.intermediate = intermediate.certificate;
        fault.intermediateKey = intermediate.key;
    }
}

void makeCertificates(RemedyFault &fault, const ChainProfile &profile)
{
    const IssuedCertificate company = makeRoot(u"Practice Company Root CA"_s);
    fault.companyRoot = company.certificate;
    fault.companyRootKey = company.key;
    if (profile.isSelfSigned || profile.hasSecondIntermediate) {
        const ServedChain chain = makeChain(profile, company);
        fault.chain = chain.chain;
        fault.chainKey = chain.key;
        return;
    }
    const IssuedCertificate product = profile.hasOwnRoot ? makeRoot(profile.rootName) : IssuedCertificate();
    fault.productRoot = product.certificate;
    issueChain(fault, profile, profile.hasOwnRoot ? product : company);
}

} // namespace

RemedyFault remedyFault(const QString &id)
{
    RemedyFault fault;
    const FaultRow *row = faultRow(id);
    if (!row) {
        return fault;
    }
    PracticeSwitches switches;
    row->apply(switches);
    makeCertificates(fault, switches.gatewayChain);
    fault.isKnown = true;
    fault.probeLimit = row->probeLimit;
    fault.wantsClientCertificate = switches.gatewayWantsClientCertificate;
    fault.isOldProtocolOnly = switches.gatewayIsOldProtocolOnly;
    fault.front = frontOf(switches.gateway.state);
    fault.modelKey = switches.model.key;
    fault.contextTokens = switches.model.contextTokens;
    fault.image = switches.image;
    fault.isGitlabTrustWell = switches.gitlabTrust == TrustFileState::HoldsRoot;
    return fault;
}

QByteArray unrelatedRoot()
{
    return makeRoot(u"Public Root CA"_s).certificate;
}

} // namespace duodoctor
