#pragma once

#include "practice/served_answer.h"

namespace duodoctor
{

/// What answers at the gateway's address.
enum class GatewayState {
    Healthy,
    Unhealthy,     ///< /monitoring/healthz fails in the gateway itself
    AuthBypassed,  ///< everybody is let in
    DefaultPage,   ///< a fresh nginx without a site
    Redirects,     ///< nginx sends everything to another address
    BadGateway,    ///< nginx cannot reach the gateway
    Unavailable,   ///< no ready endpoint behind the balancer
    GatewayTimeout ///< nginx waited for the gateway in vain
};

struct GatewayBehaviour {
    GatewayState state = GatewayState::Healthy;
    QByteArray redirectsTo; ///< for Redirects
};

/// The AI Gateway's answers: authentication before routing, as of image 18.5 and later.
ServedAnswer gatewayAnswer(const GatewayBehaviour &behaviour, const ServedRequest &request);

} // namespace duodoctor
