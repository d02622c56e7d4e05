#include "lint/gateway_run_lint.h"

#include "judge/finding_ids.h"
#include "judge/gateway_container.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr int kMetricsPort = 8082;

int portOf(const GatewayRun &run, QStringView name, int otherwise)
{
    const QString value = run.valueOf(name);
    return value.isEmpty() ? otherwise : value.toInt();
}

bool isOff(const GatewayRun &run, QStringView name)
{
    const Setting *setting = run.setting(name);
    return setting != nullptr && setting->isKnown && !setting->value.isEmpty();
}

void requirePort(const GatewayRun &run, int port, bool isReachedInside, LintCollector &found)
{
    const bool isPublished =
        std::ranges::any_of(run.ports, [port](const PortMapping &mapping) { return mapping.container == port; });
    if (isPublished || isReachedInside) {
        return;
    }
    // The mapping that was meant: the host's side is right.
    const auto meant =
        std::ranges::find_if(run.ports, [port](const PortMapping &mapping) { return mapping.host == port; });
    const QString detail = meant == run.ports.end()
                               ? u"no published port leads to %1 of the container"_s.arg(port)
                               : u"%1 leads to %2 of the container, and the service listens on %3"_s.arg(
                                     meant->text, QString::number(meant->container), QString::number(port));
    found.add(finding::kGatewayPortNotPublished, meant == run.ports.end() ? run.place : meant->place,
              Arguments{{Argument::Port, QString::number(port)}, {Argument::Detail, detail}});
}

void lintDuplicates(const GatewayRun &run, LintCollector &found)
{
    for (qsizetype i = 0; i < run.ports.size(); ++i) {
        const PortMapping &mapping = run.ports.at(i);
        const auto earlier = std::find_if(run.ports.begin(), run.ports.begin() + i, [&](const PortMapping &other) {
            return mapping.host != 0 && other.host == mapping.host &&
                   other.text.endsWith("/udp"_L1) == mapping.text.endsWith("/udp"_L1);
        });
        if (earlier == run.ports.begin() + i) {
            continue;
        }
        if (earlier->container == mapping.container) {
            found.add(finding::kConfigDuplicateSetting, mapping.place,
                      u"port %1 is published a second time"_s.arg(mapping.host));
        } else {
            found.add(finding::kGatewayPortConflict, mapping.place,
                      Arguments{{Argument::Port, QString::number(mapping.host)},
                                {Argument::Detail, u"the host's port is used for two ports of the container"_s}});
        }
    }
}

struct Listener {
    QString name; ///< of the variable
    int port = 0;
};

/// All services of the container share its ports, and those of the host with host networking.
void lintListeners(const GatewayRun &run, LintCollector &found)
{
    QList<Listener> listeners{
        {u"AIGW_FASTAPI__API_PORT"_s, portOf(run, u"AIGW_FASTAPI__API_PORT", kGatewayPort)},
        {u"PORT"_s, portOf(run, u"PORT", kAgentPlatformPort)},
        {u"AIGW_FASTAPI__METRICS_PORT"_s, portOf(run, u"AIGW_FASTAPI__METRICS_PORT", kMetricsPort)}};
    if (const int platform = portOf(run, u"PROMETHEUS_METRICS__PORT", 0); platform != 0) {
        listeners.append({u"PROMETHEUS_METRICS__PORT"_s, platform});
    }
    for (qsizetype i = 0; i < listeners.size(); ++i) {
        for (qsizetype j = 0; j < i; ++j) {
            if (listeners.at(i).port != listeners.at(j).port) {
                continue;
            }
            const Setting *later = run.setting(listeners.at(i).name);
            const Setting *earlier = run.setting(listeners.at(j).name);
            const Setting *placed = later != nullptr ? later : earlier;
            found.add(finding::kGatewayPortConflict, placed == nullptr ? run.place : placed->place,
                      Arguments{{Argument::Port, QString::number(listeners.at(i).port)},
                                {Argument::Detail,
                                 u"%1 and %2 want the same port"_s.arg(listeners.at(j).name, listeners.at(i).name)}});
        }
    }
    if (run.hasHostNetwork && listeners.at(2).port == kMetricsPort && !run.hasOtherSettings) {
        found.add(
            finding::kGatewayPortConflict, Severity::Warning, run.hostNetworkPlace,
            Arguments{{Argument::Port, QString::number(kMetricsPort)},
                      {Argument::Detail, u"with the host's network the metrics port 8082 meets that of GitLab; set "
                                         "AIGW_FASTAPI__METRICS_PORT"_s}});
    }
}

void lintApiHost(const GatewayRun &run, LintCollector &found)
{
    const Setting *host = run.setting(u"AIGW_FASTAPI__API_HOST");
    if (host != nullptr && host->isKnown && (host->value == "localhost"_L1 || host->value.startsWith("127."_L1))) {
        found.add(finding::kGatewayPortNotPublished, host->place,
                  Arguments{{Argument::Port, QString::number(kGatewayPort)},
                            {Argument::Detail, u"the gateway listens on %1 alone"_s.arg(host->value)}});
    }
}

} // namespace

void lintPorts(const GatewayRun &run, const Deployment &deployment, LintCollector &found)
{
    lintDuplicates(run, found);
    lintListeners(run, found);
    lintApiHost(run, found);
    if (run.hasHostNetwork) {
        return;
    }
    if (!isOff(run, u"DISABLE_AI_GATEWAY")) {
        requirePort(run, portOf(run, u"AIGW_FASTAPI__API_PORT", kGatewayPort), run.isHttpReachedInside, found);
    }
    if (startsPlatform(run, versionFor(run, deployment))) {
        requirePort(run, portOf(run, u"PORT", kAgentPlatformPort), run.isGrpcReachedInside, found);
    }
}

} // namespace duodoctor
