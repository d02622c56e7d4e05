#include "probe/probe_operation.h"

#include "deployment/proxy_selection.h"
#include "probe/equivalent_command.h"
#include "probe/grpc_message.h"
#include "probe/request_facts.h"
#include "probe/websocket_request.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

int portOf(const QUrl &url)
{
    return url.port(isSecure(url) ? 443 : 80);
}

bool isUsable(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
}

/// A SOCKS proxy of the older kinds wants an address from us; every other proxy resolves the target itself.
bool resolvesTargetHere(const std::optional<ProxyChoice> &proxy)
{
    return !proxy || proxy->url.scheme() == "socks4"_L1 || proxy->url.scheme() == "socks5"_L1;
}

/// The key that the request names; empty where there is none, or none that can stand in a header.
QByteArray bearerFor(const HttpRequest &request, const ProbeEnvironment &environment)
{
    if (request.bearer.model.isEmpty() || !environment.credential) {
        return {};
    }
    const QByteArray key = environment.credential(request.bearer).trimmed();
    const bool isHeaderSafe = std::none_of(key.begin(), key.end(), [](char c) { return c >= 0 && c < ' '; });
    return isHeaderSafe ? key : QByteArray{};
}

} // namespace

ProbeOperation::ProbeOperation(quint64 number, const ProbeRequest &request, std::chrono::milliseconds defaultLimit)
    : id(number)
{
    const auto *grpc = std::get_if<GrpcHealthRequest>(&request);
    if (const auto *plain = std::get_if<HttpRequest>(&request)) {
        http = *plain;
    } else if (grpc) {
        http = grpcHealthRequest(*grpc);
        isGrpc = true;
    } else if (const auto *webSocket = std::get_if<WebSocketRequest>(&request)) {
        http = upgradeRequest(*webSocket);
    }
    limit = http.limit.count() > 0 ? http.limit : defaultLimit;
    if (grpc) {
        command = equivalentCommand(*grpc, limit);
    }
    timer.setSingleShot(true);
    timer.setTimerType(Qt::PreciseTimer);
}

bool ProbeOperation::planTransfer(const ProbeEnvironment &environment)
{
    plan.request = http;
    const bool isUrlUsable = isUsable(http.url);
    if (isUrlUsable) {
        plan.proxy = proxyFor(http.url, environment.proxy, environment.variables);
        plan.bearer = bearerFor(http, environment);
    }
    if (!isGrpc) {
        command = equivalentCommand(http, plan.proxy, !plan.bearer.isEmpty(), limit);
    }
    if (!isUrlUsable) {
        return false;
    }
    plan.protocol = isGrpc ? TransferPlan::Protocol::Http2 : TransferPlan::Protocol::Http1;
    plan.mayTrust = environment.mayTrust;
    if (plan.proxy) {
        namesToResolve.emplaceBack(hostOf(plan.proxy->url), plan.proxy->url.port());
    }
    if (resolvesTargetHere(plan.proxy)) {
        namesToResolve.emplaceBack(hostOf(http.url), portOf(http.url));
    }
    return true;
}

NetworkStage ProbeOperation::resolvingStage() const
{
    const bool isProxy = plan.proxy && namesToResolve.first().first == hostOf(plan.proxy->url);
    return isProxy ? NetworkStage::ProxyResolve : NetworkStage::Resolve;
}

std::chrono::microseconds ProbeOperation::elapsed() const
{
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - startedAt);
}

} // namespace duodoctor
