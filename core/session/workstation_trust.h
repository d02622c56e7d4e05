#pragma once

#include "certificate/chain_picture.h"
#include "certificate/trust_store.h"
#include "deployment/deployment.h"
#include "evidence/evidence.h"

#include <optional>
#include <vector>

namespace duodoctor
{

/// Whom this workstation trusts: its system's authorities and the deployment's CA bundle. Decides during a handshake
/// whether a credential may be sent, and draws chains; the findings about a chain are the judge's.
class WorkstationTrust
{
public:
    /// Reads the deployment's bundle; the system's authorities are read when first needed.
    void use(const Deployment &deployment);
    TrustStorePtr system();
    bool mayTrust(const TlsHandshake &handshake);
    /// The chain that a server sent, as judged now; none where no certificate was seen.
    std::optional<ChainPicture> pictureOf(const Evidence &evidence);

private:
    std::vector<TrustStorePtr> stores();

    TrustStorePtr m_system;
    TrustStorePtr m_bundle; ///< null when the deployment has none, or it cannot be read
};

} // namespace duodoctor
