#pragma once

#include "certificate/chain_judgement.h"

namespace duodoctor
{

/// Says why a path does not end in a trust store: self-signed, a root that the store lacks, an intermediate that the
/// server does not send, or a signature that does not fit. Adds the issue and fills in what is missing.
///
/// A certificate does not say whether its issuer is a root or an intermediate. What speaks for an intermediate: the
/// certificate below names a place to fetch it from and is the server's own, its name says so, unrelated authorities
/// were sent, or the store knows a root of the same organisation. What speaks for a root: its name says so.
void diagnoseIssuer(ChainSearch &search, const ChainPath &path, const std::vector<TrustStorePtr> &stores,
                    const std::vector<CertificatePtr> &sent, std::vector<ChainIssue> &issues,
                    MissingCertificate &missing);

} // namespace duodoctor
