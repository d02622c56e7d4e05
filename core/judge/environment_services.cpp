#include "judge/environment_view.h"
#include "judge/finding_ids.h"
#include "judge/gateway_container.h"
#include "judge/url_form.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

struct Listener {
    QString name;
    int port = 0;
};

/// The ports that the two processes open, with the image's defaults.
QList<Listener> listenersOf(const EnvironmentView &view)
{
    const auto port = [&view](const QString &name, int standard) {
        return Listener{name, view.has(name) ? view.value(name).toInt() : standard};
    };
    QList<Listener> listeners{port(u"AIGW_FASTAPI__API_PORT"_s, 5052), port(u"AIGW_FASTAPI__METRICS_PORT"_s, 8082)};
    if (!view.value(u"ENABLE_DUO_WORKFLOW_SERVICE"_s).isEmpty() || view.deployment.aiGateway.agentPlatform) {
        listeners << port(u"PORT"_s, kAgentPlatformPort);
        // Its metrics need both variables.
        if (view.has(u"PROMETHEUS_METRICS__ADDR"_s)) {
            listeners << port(u"PROMETHEUS_METRICS__PORT"_s, 0);
        }
    }
    return listeners;
}

Findings judgeClashes(const EnvironmentView &view)
{
    const QList<Listener> listeners = listenersOf(view);
    for (qsizetype a = 0; a < listeners.size(); ++a) {
        for (qsizetype b = a + 1; b < listeners.size(); ++b) {
            if (listeners[a].port > 0 && listeners[a].port == listeners[b].port) {
                Arguments arguments{
                    {Argument::Detail,
                     u"%1 and %2 are both %3"_s.arg(listeners[a].name, listeners[b].name).arg(listeners[a].port)}};
                arguments.set(Argument::Port, listeners[a].port);
                return {makeFinding(finding::kGatewayPortConflict, arguments)};
            }
        }
    }
    return {};
}

Findings judgeMetrics(const EnvironmentView &view)
{
    const QString address = u"PROMETHEUS_METRICS__ADDR"_s;
    const QString port = u"PROMETHEUS_METRICS__PORT"_s;
    const bool isHalf = (view.has(address) && view.lacks(port)) || (view.has(port) && view.lacks(address));
    if (!isHalf) {
        return {};
    }
    const QString &missing = view.has(address) ? port : address;
    const QString wanted = u":8083"_s;
    const bool isUsed =
        std::any_of(view.deployment.aiGateway.metrics.cbegin(), view.deployment.aiGateway.metrics.cend(),
                    [&wanted](const QString &url) { return url.contains(wanted); });
    return {makeFinding(finding::kGatewayMetricsUnreachable, isUsed ? Severity::Warning : Severity::Info,
                        {{Argument::Detail, missing + " is not set, so the Agent Platform shows no metrics"_L1},
                         {Argument::Port, u"8083"_s}})};
}

Finding platformUnreachable(const EnvironmentView &view, const QString &detail)
{
    const auto address = readHostAndPort(view.deployment.aiGateway.agentPlatform->address);
    Arguments arguments{{Argument::Detail, detail}};
    arguments.set(Argument::Host, address ? address->host : view.deployment.aiGateway.agentPlatform->address);
    arguments.set(Argument::Port, address ? address->port : kAgentPlatformPort);
    return makeFinding(finding::kAgentPlatformUnreachable, Severity::Warning, arguments);
}

Findings judgeAgentPlatformService(const EnvironmentView &view)
{
    if (!view.deployment.aiGateway.agentPlatform || !view.isAtLeast(18, 0, true)) {
        return {};
    }
    const QString name = u"ENABLE_DUO_WORKFLOW_SERVICE"_s;
    const bool isEmpty = view.has(name) && view.raw(name).value_or(QString{}).isEmpty();
    if (view.lacks(name) || isEmpty) {
        return {platformUnreachable(view, name + " is not set, so the service is not started"_L1)};
    }
    const int port = view.value(u"PORT"_s).toInt();
    if (port > 0 && port != kAgentPlatformPort) {
        return {platformUnreachable(view, u"PORT=%1 lets the service listen there instead of at 50052"_s.arg(port))};
    }
    return {};
}

} // namespace

Findings judgeServicePorts(const EnvironmentView &view)
{
    Findings findings = judgeClashes(view) + judgeMetrics(view) + judgeAgentPlatformService(view);
    if (!view.raw(u"DISABLE_AI_GATEWAY"_s).value_or(QString{}).isEmpty()) {
        findings << makeFinding(finding::kGatewayNotRunning,
                                {{Argument::Detail, u"DISABLE_AI_GATEWAY is set, so it is not started"_s}});
    }
    const QString host = view.value(u"AIGW_FASTAPI__API_HOST"_s);
    if (!view.isHostNetwork && isThisMachine(host) && host != "0.0.0.0"_L1 && host != "::"_L1) {
        findings << makeFinding(
            finding::kGatewayPortNotPublished,
            {{Argument::Port, u"5052"_s},
             {Argument::Detail, u"AIGW_FASTAPI__API_HOST=%1 listens inside the container only"_s.arg(host)}});
    }
    return findings;
}

} // namespace duodoctor
