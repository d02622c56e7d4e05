#include "lint/compose_service.h"

#include "judge/finding_ids.h"
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

/// Names of the Compose specification that a service may have.
const QSet<QString> &serviceKeys()
{
    static const QSet<QString> kKeys{u"annotations"_s,
                                     u"attach"_s,
                                     u"blkio_config"_s,
                                     u"build"_s,
                                     u"cap_add"_s,
                                     u"cap_drop"_s,
                                     u"cgroup"_s,
                                     u"cgroup_parent"_s,
                                     u"command"_s,
                                     u"configs"_s,
                                     u"container_name"_s,
                                     u"cpu_count"_s,
                                     u"cpu_percent"_s,
                                     u"cpu_period"_s,
                                     u"cpu_quota"_s,
                                     u"cpu_rt_period"_s,
                                     u"cpu_rt_runtime"_s,
                                     u"cpu_shares"_s,
                                     u"cpus"_s,
                                     u"cpuset"_s,
                                     u"credential_spec"_s,
                                     u"depends_on"_s,
                                     u"deploy"_s,
                                     u"develop"_s,
                                     u"device_cgroup_rules"_s,
                                     u"devices"_s,
                                     u"dns"_s,
                                     u"dns_opt"_s,
                                     u"dns_search"_s,
                                     u"domainname"_s,
                                     u"driver_opts"_s,
                                     u"entrypoint"_s,
                                     u"env_file"_s,
                                     u"environment"_s,
                                     u"expose"_s,
                                     u"extends"_s,
                                     u"external_links"_s,
                                     u"extra_hosts"_s,
                                     u"gpus"_s,
                                     u"group_add"_s,
                                     u"healthcheck"_s,
                                     u"hostname"_s,
                                     u"image"_s,
                                     u"init"_s,
                                     u"ipc"_s,
                                     u"isolation"_s,
                                     u"label_file"_s,
                                     u"labels"_s,
                                     u"links"_s,
                                     u"logging"_s,
                                     u"mac_address"_s,
                                     u"mem_limit"_s,
                                     u"mem_reservation"_s,
                                     u"mem_swappiness"_s,
                                     u"memswap_limit"_s,
                                     u"models"_s,
                                     u"network_mode"_s,
                                     u"networks"_s,
                                     u"oom_kill_disable"_s,
                                     u"oom_score_adj"_s,
                                     u"pid"_s,
                                     u"pids_limit"_s,
                                     u"platform"_s,
                                     u"ports"_s,
                                     u"post_start"_s,
                                     u"pre_stop"_s,
                                     u"privileged"_s,
                                     u"profiles"_s,
                                     u"provider"_s,
                                     u"pull_policy"_s,
                                     u"read_only"_s,
                                     u"restart"_s,
                                     u"runtime"_s,
                                     u"scale"_s,
                                     u"secrets"_s,
                                     u"security_opt"_s,
                                     u"shm_size"_s,
                                     u"stdin_open"_s,
                                     u"stop_grace_period"_s,
                                     u"stop_signal"_s,
                                     u"storage_opt"_s,
                                     u"sysctls"_s,
                                     u"tmpfs"_s,
                                     u"tty"_s,
                                     u"ulimits"_s,
                                     u"use_api_socket"_s,
                                     u"user"_s,
                                     u"userns_mode"_s,
                                     u"uts"_s,
                                     u"volumes"_s,
                                     u"volumes_from"_s,
                                     u"working_dir"_s,
                                     u"<<"_s};
    return kKeys;
}

class ServiceReader
{
public:
    ServiceReader(const YamlNode &node, LintCollector &found)
        : m_node(node)
        , m_found(found)
    {
        m_service.name = node.key;
        m_service.run.place = node.keyPlace;
    }

    ComposeService read()
    {
        checkKeys();
        if (const YamlNode *image = m_node.entry(u"image")) {
            m_service.run.image = placedText(*image);
        }
        readEnvironment();
        readPorts();
        readVolumes();
        readNetworks();
        readLimits();
        readSwitches();
        m_service.isGateway = isGateway();
        return m_service;
    }

private:
    void checkKeys()
    {
        for (const YamlNode &item : m_node.items) {
            if (!serviceKeys().contains(item.key) && !item.key.startsWith("x-"_L1)) {
                m_found.add(
                    finding::kConfigInvalidSyntax, item.keyPlace,
                    u"%1 is not known within a service; its indentation or its spelling is wrong"_s.arg(item.key));
            }
        }
    }

    bool isGateway() const
    {
        const GatewayRun &run = m_service.run;
        const bool isNamed = m_service.name.contains("gateway"_L1) || m_service.name.contains("aigw"_L1);
        return isGatewayImage(run.image.text) || (isNamed && run.image.text.contains(u'$')) ||
               std::ranges::any_of(run.settings,
                                   [](const Setting &setting) { return setting.name.startsWith("AIGW_"_L1); });
    }

    void addSetting(const QString &name, const QString &value, Place place, bool hasValue)
    {
        static const QRegularExpression kFolded(uR"( - [A-Za-z_][A-Za-z0-9_]*=)"_s);
        if (kFolded.match(value.left(4000)).hasMatch()) {
            m_found.add(finding::kConfigInvalidSyntax, place,
                        u"the next line is indented deeper, and becomes part of the value of %1"_s.arg(name));
        }
        Setting setting{name, value, place, hasValue, true};
        // `$$` is a plain dollar sign; `$(` is no variable.
        setting.isKnown =
            hasValue && !value.contains("${"_L1) && !(value.startsWith(u'$') && !value.startsWith("$("_L1));
        m_service.run.settings.append(setting);
    }

    void readEnvironment()
    {
        m_service.run.hasOtherSettings = m_node.entry(u"env_file") != nullptr || m_node.entry(u"extends") != nullptr;
        const YamlNode *environment = m_node.entry(u"environment");
        if (environment == nullptr) {
            return;
        }
        for (const YamlNode &item : environment->items) {
            if (environment->isMapping()) {
                if (item.key == "<<"_L1) {
                    m_service.run.hasOtherSettings = true;
                    continue;
                }
                addSetting(item.key, item.text, item.keyPlace, item.kind != YamlNode::Kind::Null);
                continue;
            }
            const qsizetype equals = item.text.indexOf(u'=');
            if (!item.isScalar() || equals == 0) {
                m_found.add(finding::kConfigInvalidSyntax, item.place, u"this is no NAME=value"_s);
                continue;
            }
            addSetting(equals < 0 ? item.text : item.text.first(equals),
                       equals < 0 ? QString{} : item.text.sliced(equals + 1), item.place, equals >= 0);
        }
        if (environment->isScalar()) {
            m_found.add(finding::kConfigInvalidSyntax, environment->place,
                        u"environment is a list or a mapping; a hyphen or a blank is missing"_s);
        }
    }

    void readPorts()
    {
        const YamlNode *ports = m_node.entry(u"ports");
        if (ports == nullptr) {
            return;
        }
        if (!ports->isSequence() && ports->kind != YamlNode::Kind::Null) {
            m_found.add(finding::kConfigInvalidSyntax, ports->keyPlace, u"ports is a list; a hyphen is missing"_s);
            return;
        }
        for (const YamlNode &item : ports->items) {
            readPort(item);
        }
    }
    void readPort(const YamlNode &item)
    {
        if (item.isMapping()) {
            const YamlNode *target = item.entry(u"target");
            const YamlNode *published = item.entry(u"published");
            const int container = target == nullptr ? 0 : target->text.toInt();
            m_service.run.ports.append(
                {published == nullptr ? 0 : published->text.toInt(), container,
                 u"%1:%2"_s.arg(published == nullptr ? QString{} : published->text).arg(container), item.place});
            return;
        }
        const QList<PortMapping> mappings = readPortMappings(item.text, item.place);
        const bool isFilledLater = item.text.contains(u'$') || item.text.contains(u'<');
        if (mappings.isEmpty() && !isFilledLater) {
            m_found.add(finding::kConfigInvalidSyntax, item.place, u"%1 is no port mapping"_s.arg(item.text));
        }
        m_service.run.ports.append(mappings);
        // A port that a variable gives may be any.
        m_service.run.isHttpReachedInside = m_service.run.isHttpReachedInside || isFilledLater;
        m_service.run.isGrpcReachedInside = m_service.run.isGrpcReachedInside || isFilledLater;
    }

    void readVolumes()
    {
        const YamlNode *volumes = m_node.entry(u"volumes");
        for (const YamlNode &item : volumes == nullptr ? QList<YamlNode>{} : volumes->items) {
            if (!item.isMapping()) {
                m_service.run.mounts.append(readMount(item.text, item.place));
                continue;
            }
            const YamlNode *source = item.entry(u"source");
            const YamlNode *target = item.entry(u"target");
            const YamlNode *readOnly = item.entry(u"read_only");
            Mount mount = readMount((source == nullptr ? QString{} : source->text) + u':' +
                                        (target == nullptr ? QString{} : target->text),
                                    item.place);
            mount.isReadOnly = readOnly != nullptr && isTruthy(readOnly->text);
            m_service.run.mounts.append(mount);
        }
    }

    void readNetworks()
    {
        const YamlNode *networks = m_node.entry(u"networks");
        for (const YamlNode &item : networks == nullptr ? QList<YamlNode>{} : networks->items) {
            m_service.networks.append(networks->isMapping() ? item.key : item.text);
        }
        if (m_service.networks.isEmpty()) {
            m_service.networks.append(u"default"_s);
        }
    }

    void readLimits()
    {
        const auto take = [](const YamlNode *node, std::optional<PlacedText> &into) {
            if (node != nullptr && node->isScalar()) {
                into = placedText(*node);
            }
        };
        take(m_node.entry(u"mem_limit"), m_service.run.memory);
        take(m_node.entry(u"cpus"), m_service.run.cpus);
        take(m_node.at({u"deploy", u"resources", u"limits", u"memory"}), m_service.run.memory);
        take(m_node.at({u"deploy", u"resources", u"limits", u"cpus"}), m_service.run.cpus);
    }

    void readSwitches()
    {
        const YamlNode *mode = m_node.entry(u"network_mode");
        m_service.run.hasHostNetwork = mode != nullptr && mode->text == "host"_L1;
        m_service.run.hostNetworkPlace = mode == nullptr ? Place{} : mode->keyPlace;
        const YamlNode *readOnly = m_node.entry(u"read_only");
        if (readOnly != nullptr && isTruthy(readOnly->text)) {
            m_service.run.readOnlyRoot = readOnly->keyPlace;
        }
        if (const YamlNode *tmpfs = m_node.entry(u"tmpfs")) {
            m_service.run.tmpfs.append(tmpfs->text.section(u':', 0, 0));
            for (const YamlNode &item : tmpfs->items) {
                m_service.run.tmpfs.append(item.text.section(u':', 0, 0));
            }
        }
        const YamlNode *policy = m_node.entry(u"pull_policy");
        if (policy != nullptr && (policy->text == "missing"_L1 || policy->text == "if_not_present"_L1)) {
            m_service.run.pullPolicy = placedText(*policy);
        }
    }

    const YamlNode &m_node;
    LintCollector &m_found;
    ComposeService m_service;
};

} // namespace

ComposeService readComposeService(const YamlNode &node, LintCollector &found)
{
    return ServiceReader(node, found).read();
}

} // namespace duodoctor
