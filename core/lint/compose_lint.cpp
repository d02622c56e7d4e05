#include "lint/form_lint.h"

#include "judge/finding_ids.h"
#include "lint/compose_service.h"
#include "lint/gateway_run_lint.h"
#include "lint/yaml_lint.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

bool isTopLevelKey(const QString &key)
{
    static const QSet<QString> kKeys{u"version"_s, u"name"_s,    u"services"_s, u"networks"_s, u"volumes"_s,
                                     u"configs"_s, u"secrets"_s, u"include"_s,  u"models"_s};
    return kKeys.contains(key) || key.startsWith("x-"_L1);
}

/// Keys in the first column that are no part of a Compose file: services that lost their indentation. Read from the
/// lines, because such a file often does not parse, somewhere further down.
bool lintTopLevel(const QString &text, LintCollector &found)
{
    static const QRegularExpression form(uR"(^["']?([A-Za-z0-9_.-]{1,100})["']?:(\s|$))"_s);
    bool isWrong = false;
    int number = 0;
    for (const QStringView line : QStringView(text).split(u'\n')) {
        ++number;
        const auto match = form.match(line.toString());
        if (match.hasMatch() && !isTopLevelKey(match.captured(1))) {
            isWrong = true;
            found.add(finding::kConfigInvalidSyntax, Place{number, 1},
                      u"%1 stands in the first column, outside services; indent it like the other services"_s.arg(
                          match.captured(1)));
        }
    }
    return isWrong;
}

bool sharesNetwork(const ComposeService &a, const ComposeService &b)
{
    return std::ranges::any_of(a.networks, [&b](const QString &network) { return b.networks.contains(network); });
}

bool isGrpcPort(const PortMapping &port)
{
    return port.container == 8443 || port.container == 50052;
}

/// Ports that proxies of the same file lead to the gateway.
void noteProxies(ComposeService &gateway, const QList<ComposeService> &services)
{
    for (const ComposeService &other : services) {
        if (other.isGateway || !sharesNetwork(gateway, other)) {
            continue;
        }
        const bool isGrpcNamed =
            other.name.contains("grpc"_L1) ||
            std::ranges::any_of(other.run.mounts, [](const Mount &mount) { return mount.source.contains("grpc"_L1); });
        const bool hasGrpcPort = std::ranges::any_of(other.run.ports, isGrpcPort);
        const bool hasOtherPort =
            std::ranges::any_of(other.run.ports, [](const PortMapping &port) { return !isGrpcPort(port); });
        const bool publishes = !other.run.ports.isEmpty() || other.run.hasHostNetwork;
        gateway.run.isGrpcReachedInside |= publishes && (isGrpcNamed || hasGrpcPort);
        gateway.run.isHttpReachedInside |= hasOtherPort || (publishes && !isGrpcNamed && !hasGrpcPort);
    }
}

/// References between services and to the file's networks.
void lintReferences(const YamlNode &root, LintCollector &found)
{
    const YamlNode *services = root.entry(u"services");
    const YamlNode *networks = root.entry(u"networks");
    const auto check = [&found](const YamlNode *list, const YamlNode *known, const QString &what) {
        for (const YamlNode &item : list == nullptr ? QList<YamlNode>{} : list->items) {
            const QString name = list->isMapping() ? item.key : item.text;
            const bool isKnown = name == "default"_L1 || name.contains(u'$') || name == "<<"_L1 ||
                                 (known != nullptr && known->entry(name) != nullptr);
            if (!isKnown) {
                found.add(finding::kConfigInvalidSyntax, list->isMapping() ? item.keyPlace : item.place,
                          u"there is no %1 %2 in this file"_s.arg(what, name));
            }
        }
    };
    for (const YamlNode &service : services->items) {
        check(service.entry(u"depends_on"), services, u"service"_s);
        check(service.entry(u"networks"), networks, u"network"_s);
    }
}

/// Host ports that two services want.
void lintSharedPorts(const QList<ComposeService> &services, LintCollector &found)
{
    for (qsizetype i = 0; i < services.size(); ++i) {
        for (const PortMapping &port : services.at(i).run.ports) {
            const bool isTaken =
                std::any_of(services.begin(), services.begin() + i, [&port](const ComposeService &other) {
                    return std::ranges::any_of(other.run.ports, [&port](const PortMapping &known) {
                        return port.host != 0 && known.host == port.host;
                    });
                });
            if (isTaken) {
                found.add(finding::kGatewayPortConflict, port.place,
                          Arguments{{Argument::Port, QString::number(port.host)},
                                    {Argument::Detail, u"another service of this file publishes the same port"_s}});
            }
        }
    }
}

QList<ComposeService> readServices(const YamlNode &services, LintCollector &found)
{
    QList<ComposeService> read;
    for (const YamlNode &node : services.items) {
        if (node.key == "<<"_L1) {
            continue;
        }
        if (node.isMapping()) {
            read.append(readComposeService(node, found));
            continue;
        }
        found.add(
            finding::kConfigInvalidSyntax, node.keyPlace,
            u"%1 is no service; what belongs to it has to be indented deeper, or it belongs to the service above"_s.arg(
                node.key));
    }
    return read;
}

} // namespace

void lintCompose(const QString &text, const Deployment &deployment, LintCollector &found)
{
    if (lintTopLevel(text, found)) {
        return; // what follows from it would be told again
    }
    const std::optional<YamlTree> tree = readCheckedYaml(text, found);
    if (!tree) {
        return;
    }
    const YamlNode *services = tree->root.entry(u"services");
    if (services == nullptr || !services->isMapping()) {
        found.add(finding::kConfigInvalidSyntax, services == nullptr ? Place{1, 1} : services->keyPlace,
                  u"the file has no services"_s);
        return;
    }
    const QList<ComposeService> read = readServices(*services, found);
    if (found.contains(finding::kConfigInvalidSyntax)) {
        return;
    }
    lintReferences(tree->root, found);
    if (found.contains(finding::kConfigInvalidSyntax)) {
        return;
    }
    lintSharedPorts(read, found);
    for (ComposeService service : read) {
        if (service.isGateway) {
            noteProxies(service, read);
            lintGatewayRun(service.run, deployment, found);
        }
    }
}

} // namespace duodoctor
