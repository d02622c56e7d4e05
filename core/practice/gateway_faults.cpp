#include "practice/fault_table.h"

#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

using S = PracticeSwitches;
using Place = FaultPlace;

constexpr auto kShortLimit = 2'000ms; ///< for faults that let a probe wait for its limit

const std::array kRows{
    FaultRow{"gateway-url-localhost", "The gateway's URL says localhost, which GitLab's host takes for itself.",
             "url-localhost", Place::GatewayAddress, [](S &s) { s.gatewayUrl = u"https://localhost:{gateway}"_s; }},
    FaultRow{"gateway-url-path", "The gateway's URL carries the path of its health check.", "url-has-path",
             Place::GatewayAddress,
             [](S &s) { s.gatewayUrl = u"https://aigw.practice.localhost:{gateway}/monitoring/healthz"_s; }},
    FaultRow{"gateway-url-no-scheme", "The gateway's URL was written without https://.", "url-invalid",
             Place::GatewayAddress, [](S &s) { s.gatewayUrl = u"aigw.practice.localhost:{gateway}"_s; }},
    FaultRow{"gateway-url-grpc-port", "The gateway's URL has the port of the Agent Platform service.", "url-wrong-port",
             Place::GatewayAddress, [](S &s) { s.gatewayUrl = u"https://aigw.practice.localhost:{grpc}"_s; }},
    FaultRow{"gateway-url-metrics-port", "The gateway's URL has the port of the metrics.", "url-wrong-port",
             Place::GatewayAddress, [](S &s) { s.gatewayUrl = u"http://aigw.practice.localhost:{metrics}"_s; }},
    FaultRow{"gateway-http-on-tls-port", "The gateway's URL says http, and the port speaks TLS.", "http-on-tls-port",
             Place::GatewayAddress, [](S &s) { s.gatewayUrl = u"http://aigw.practice.localhost:{gateway}"_s; }},
    FaultRow{"gateway-not-tls", "The gateway's URL says https, and the port speaks plain HTTP.", "tls-not-tls",
             Place::GatewayAddress, [](S &s) { s.gatewaySpeaksTls = false; }},
    FaultRow{"gateway-name-unknown", "The gateway's name is known to no name server.", "dns-not-found",
             Place::GatewayAddress, [](S &s) { s.gatewayUrl = u"https://aigw.practice.invalid:{gateway}"_s; }},
    FaultRow{"gateway-refused", "Nothing listens on the gateway's port.", "connect-refused", Place::GatewayAddress,
             [](S &s) { s.gatewayPort.dead = DeadPort::Kind::Refuses; }},
    FaultRow{"gateway-unanswered", "A firewall drops every packet to the gateway.", "connect-timeout",
             Place::GatewayAddress, [](S &s) { s.gatewayPort.dead = DeadPort::Kind::Drops; }, kShortLimit},
    FaultRow{"gateway-closes", "A load balancer without a backend accepts connections and closes them.",
             "connection-closed", Place::GatewayAddress,
             [](S &s) { s.gatewayPort.behaviour = PortBehaviour::ClosesAtOnce; }},
    FaultRow{"gateway-silent", "The gateway's port accepts connections and says nothing.", "response-timeout",
             Place::GatewayAddress, [](S &s) { s.gatewayPort.behaviour = PortBehaviour::StaysSilent; }, kShortLimit},
    FaultRow{"gateway-redirects", "The proxy before the gateway redirects every request to https.",
             "redirect-unexpected", Place::GatewayAddress,
             [](S &s) {
                 s.gatewaySpeaksTls = false;
                 s.gatewayUrl = u"http://aigw.practice.localhost:{gateway}"_s;
                 s.gateway = {GatewayState::Redirects, "https://aigw.practice.localhost"};
             }},
    FaultRow{"gateway-unhealthy", "The gateway answers its health check with an error.", "gateway-unhealthy",
             Place::GatewayAnswer, [](S &s) { s.gateway.state = GatewayState::Unhealthy; }},
    FaultRow{"gateway-default-page", "A fresh nginx answers at the gateway's URL.", "gateway-not-ai-gateway",
             Place::GatewayAnswer, [](S &s) { s.gateway.state = GatewayState::DefaultPage; }},
    FaultRow{"gateway-is-gitlab", "GitLab itself answers at the gateway's URL.", "gateway-not-ai-gateway",
             Place::GatewayAnswer, [](S &s) { s.gatewayOccupant = Occupant::Gitlab; }},
    FaultRow{"gateway-is-model", "The model server answers at the gateway's URL.", "gateway-not-ai-gateway",
             Place::GatewayAnswer, [](S &s) { s.gatewayOccupant = Occupant::ModelServer; }},
    FaultRow{"gateway-auth-bypassed", "The gateway was left with its authentication switched off.",
             "gateway-auth-bypassed", Place::GatewayAnswer, [](S &s) { s.gateway.state = GatewayState::AuthBypassed; }},
    FaultRow{"gateway-proxy-502", "The reverse proxy cannot reach the gateway (502).", "gateway-behind-broken-proxy",
             Place::GatewayAnswer, [](S &s) { s.gateway.state = GatewayState::BadGateway; }},
    FaultRow{"gateway-proxy-503", "The load balancer has no ready gateway (503).", "gateway-behind-broken-proxy",
             Place::GatewayAnswer, [](S &s) { s.gateway.state = GatewayState::Unavailable; }},
    FaultRow{"gateway-proxy-504", "The reverse proxy waited for the gateway in vain (504).",
             "gateway-behind-broken-proxy", Place::GatewayAnswer,
             [](S &s) { s.gateway.state = GatewayState::GatewayTimeout; }},
    FaultRow{"gateway-image-older", "GitLab was upgraded, and the gateway's image was not.", "gateway-version-mismatch",
             Place::GatewayImage, [](S &s) { s.image = u"model-gateway:self-hosted-v18.8.4-ee"_s; }},
    FaultRow{"gateway-image-nightly", "The gateway runs a nightly image.", "gateway-image-nightly", Place::GatewayImage,
             [](S &s) { s.image = u"gitlab/model-gateway-self-hosted:nightly"_s; }},
};

} // namespace

std::span<const FaultRow> gatewayFaults()
{
    return kRows;
}

} // namespace duodoctor
