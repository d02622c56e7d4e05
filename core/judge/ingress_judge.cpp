#include "judge/cluster_judge.h"
#include "judge/finding_ids.h"
#include "judge/gateway_container.h"
#include "judge/url_form.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

bool matchesHost(const QString &rule, const QString &host)
{
    if (rule == "*"_L1 || rule.compare(host, Qt::CaseInsensitive) == 0) {
        return true;
    }
    // `*.example.com` holds for one label.
    return rule.startsWith("*."_L1) && host.section(u'.', 1).compare(rule.sliced(2), Qt::CaseInsensitive) == 0;
}

bool servesHost(const IngressState &ingress, const QString &host)
{
    return ingress.hosts.isEmpty() || std::any_of(ingress.hosts.cbegin(), ingress.hosts.cend(),
                                                  [&host](const QString &rule) { return matchesHost(rule, host); });
}

bool isGatewayIngress(const IngressState &ingress)
{
    const QString words = (ingress.name + u' ' + ingress.backends.join(u' ')).toLower();
    return words.contains("gateway"_L1) || words.contains("aigw"_L1) || words.contains(":5052"_L1);
}

QString backendProblem(const ClusterState &cluster, const QString &backend, bool isPodsReady)
{
    const QString name = backend.section(u':', 0, 0);
    const QString port = backend.section(u':', 1);
    const auto service = std::find_if(cluster.services.cbegin(), cluster.services.cend(),
                                      [&name](const ServiceState &each) { return each.name == name; });
    if (service == cluster.services.cend()) {
        return cluster.hasServices ? u"its service %1 does not exist"_s.arg(name) : QString{};
    }
    const bool isNumber = port.toInt() > 0;
    const bool isKnown = isNumber ? service->ports.contains(port.toInt()) : service->portNames.contains(port);
    if (!port.isEmpty() && !isKnown && !(isNumber ? service->ports.isEmpty() : service->portNames.isEmpty())) {
        return u"its service %1 has no port %2"_s.arg(name, port);
    }
    if (service->readyEndpoints == 0 && isPodsReady) {
        return u"its service %1 has no ready endpoint"_s.arg(name);
    }
    return {};
}

/// What keeps requests from this ingress's service, in words; empty when nothing does.
QString problemOf(const ClusterState &cluster, const IngressState &ingress, const QString &host, bool isPodsReady)
{
    if (!host.isEmpty() && !servesHost(ingress, host)) {
        return u"it is for %1"_s.arg(ingress.hosts.join(", "_L1).left(200));
    }
    for (const QString &backend : ingress.backends) {
        const QString problem = backendProblem(cluster, backend, isPodsReady);
        if (!problem.isEmpty()) {
            return problem;
        }
    }
    if (ingress.addresses.isEmpty()) {
        return ingress.className.isEmpty()
                   ? u"it has no class and no address: no controller serves it"_s
                   : u"it has no address: no controller of class %1 serves it"_s.arg(ingress.className);
    }
    return {};
}

/// Without the secret the controller answers with a certificate of its own: the way is there, and clients refuse it.
QString missingSecret(const ClusterState &cluster, const IngressState &ingress)
{
    for (const QString &secret : ingress.tlsSecrets) {
        if (cluster.hasSecrets && !cluster.secrets.contains(secret)) {
            return u"its TLS secret %1 does not exist"_s.arg(secret);
        }
    }
    return {};
}

QList<IngressState> gatewayIngresses(const ClusterState &cluster, const Deployment &deployment, const QString &host)
{
    QList<IngressState> ingresses;
    std::copy_if(cluster.ingresses.cbegin(), cluster.ingresses.cend(), std::back_inserter(ingresses),
                 [&host](const IngressState &each) {
                     return isGatewayIngress(each) || (!host.isEmpty() && each.hosts.contains(host));
                 });
    const bool isAlone = ingresses.isEmpty() && cluster.ingresses.size() == 1;
    return isAlone && deployment.aiGateway.reach.via == ReachVia::Kubectl ? cluster.ingresses : ingresses;
}

} // namespace

Findings judgeIngresses(const ClusterState &cluster, const Deployment &deployment)
{
    const UrlForm url = readUrl(deployment.aiGateway.url);
    const QString host = url.isValid() ? url.url.host() : QString{};
    const QList<IngressState> ingresses = gatewayIngresses(cluster, deployment, host);
    const QList<PodState> pods = gatewayPods(cluster, deployment);
    // Without a ready pod there is no endpoint: that is the pod's finding.
    const bool isPodsReady = !cluster.hasPods || std::any_of(pods.cbegin(), pods.cend(), [](const PodState &pod) {
        return pod.readyContainers.value_or(0) > 0 && pod.readyContainers == pod.totalContainers;
    });
    QString first;
    Severity severity = Severity::Error;
    for (const IngressState &ingress : ingresses) {
        QString problem = problemOf(cluster, ingress, host, isPodsReady);
        severity = problem.isEmpty() ? Severity::Warning : severity;
        problem = problem.isEmpty() ? missingSecret(cluster, ingress) : problem;
        if (problem.isEmpty()) {
            return {}; // one way leads to the gateway
        }
        const bool isBetter = first.isEmpty() || severity == Severity::Warning;
        first = isBetter ? u"ingress %1: %2"_s.arg(ingress.name, problem) : first;
    }
    if (first.isEmpty()) {
        return {};
    }
    Arguments arguments{{Argument::Detail, first}};
    arguments.set(Argument::Host, host.isEmpty() ? ingresses.first().hosts.join(", "_L1) : host);
    return {makeFinding(finding::kIngressNotRouting, severity, arguments)};
}

} // namespace duodoctor
