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

/// The same chain below a root whose certificate can be handed out.
void makeChains(RemedyFault &fault, ChainProfile profile)
{
    IssuedCertificate root = makeRoot(u"Practice Company Root CA"_s);
    fault.companyRoot = root.certificate;
    fault.companyRootKey = root.key;
    if (profile.hasOwnRoot) {
        root = makeRoot(profile.rootName);
        fault.productRoot = root.certificate;
        profile.hasOwnRoot = false;
    }
    const ServedChain chain = makeChain(profile, root);
    fault.chain = chain.chain;
    fault.chainKey = chain.key;
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
    makeChains(fault, switches.gatewayChain);
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
