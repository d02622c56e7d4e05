#pragma once

#include "deployment/deployment.h"
#include "evidence/tls_handshake.h"

#include <memory>

namespace duodoctor
{

class TrustStore;

/// Whom this workstation trusts: its system's authorities and the deployment's CA bundle. Decides during a handshake
/// whether a credential may be sent; the findings about a chain are the judge's.
class WorkstationTrust
{
public:
    /// Reads the deployment's bundle; the system's authorities are read once.
    void use(const Deployment &deployment);
    std::shared_ptr<const TrustStore> system() const { return m_system; }
    bool mayTrust(const TlsHandshake &handshake) const;

private:
    std::shared_ptr<const TrustStore> m_system;
    std::shared_ptr<const TrustStore> m_bundle; ///< null when the deployment has none, or it cannot be read
};

} // namespace duodoctor
