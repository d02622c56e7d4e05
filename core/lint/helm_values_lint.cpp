#include "lint/form_lint.h"

#include "judge/finding_ids.h"
#include "lint/gateway_run_lint.h"
#include "lint/yaml_lint.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

/// Settings that belong below another key; in the first column they lost their indentation.
bool lintTopLevel(const YamlNode &root, LintCollector &found)
{
    static constexpr std::array kNested{
        std::pair{"url"_L1, "gitlab"_L1},         std::pair{"apiUrl"_L1, "gitlab"_L1},
        std::pair{"repository"_L1, "image"_L1},   std::pair{"tag"_L1, "image"_L1},
        std::pair{"pullPolicy"_L1, "image"_L1},   std::pair{"className"_L1, "ingress"_L1},
        std::pair{"hosts"_L1, "ingress"_L1},      std::pair{"tls"_L1, "ingress"_L1},
        std::pair{"enabled"_L1, "ingress"_L1},    std::pair{"limits"_L1, "resources"_L1},
        std::pair{"requests"_L1, "resources"_L1}, std::pair{"mountPath"_L1, "volumeMounts"_L1}};
    bool isWrong = false;
    for (const YamlNode &item : root.items) {
        const auto nested = std::ranges::find_if(kNested, [&item](const auto &row) { return item.key == row.first; });
        if (nested != kNested.end()) {
            isWrong = true;
            found.add(finding::kConfigInvalidSyntax, item.keyPlace,
                      u"%1 stands in the first column, and belongs below %2"_s.arg(nested->first, nested->second));
        }
    }
    return isWrong;
}

class ValuesReader
{
public:
    ValuesReader(const YamlNode &root, LintCollector &found)
        : m_root(root)
        , m_found(found)
    {
    }

    GatewayRun read()
    {
        m_run.needsPorts = false;
        m_run.choosesKeysItself = true;
        readImage();
        readGitlab();
        readVariables();
        readVolumes();
        readLimits();
        return m_run;
    }

private:
    void readImage()
    {
        const YamlNode *tag = m_root.at({u"image", u"tag"});
        const YamlNode *repository = m_root.at({u"image", u"repository"});
        const YamlNode *policy = m_root.at({u"image", u"pullPolicy"});
        if (tag != nullptr && tag->isScalar()) {
            const QString name = repository == nullptr ? u"model-gateway"_s : repository->text;
            m_run.image = {name + u':' + tag->text, tag->place};
        }
        if (policy != nullptr && policy->isScalar()) {
            m_run.pullPolicy = placedText(*policy);
        }
    }

    void readGitlab()
    {
        const YamlNode *gitlab = m_root.entry(u"gitlab");
        const bool hasMore =
            m_root.entry(u"ingress") != nullptr || m_root.entry(u"extraEnvironmentVariables") != nullptr;
        m_run.isWhole = gitlab != nullptr || (m_root.entry(u"image") != nullptr && hasMore);
        m_run.place = gitlab == nullptr ? Place{1, 1} : gitlab->keyPlace;
        addScalar(m_root.at({u"gitlab", u"url"}), u"AIGW_GITLAB_URL"_s);
        addScalar(m_root.at({u"gitlab", u"apiUrl"}), u"AIGW_GITLAB_API_URL"_s);
    }
    void addScalar(const YamlNode *node, const QString &name)
    {
        if (node != nullptr) {
            m_run.settings.append({name, node->text, node->keyPlace, true, true});
        }
    }

    void readVariables()
    {
        const YamlNode *variables = m_root.entry(u"extraEnvironmentVariables");
        if (variables == nullptr || variables->kind == YamlNode::Kind::Null) {
            return;
        }
        if (!variables->isSequence()) {
            m_found.add(finding::kConfigInvalidSyntax, variables->keyPlace,
                        u"extraEnvironmentVariables is a list of name and value; hyphens are missing"_s);
            return;
        }
        for (const YamlNode &item : variables->items) {
            const YamlNode *name = item.entry(u"name");
            const YamlNode *value = item.entry(u"value");
            if (name == nullptr) {
                m_found.add(finding::kConfigInvalidSyntax, item.place, u"this variable has no name"_s);
            } else if (value == nullptr && item.entry(u"valueFrom") == nullptr) {
                m_found.add(finding::kConfigInvalidSyntax, name->place,
                            u"the variable %1 has neither value nor valueFrom"_s.arg(name->text));
            } else {
                m_run.settings.append(
                    {name->text, value == nullptr ? QString{} : value->text, name->place, value != nullptr, true});
            }
        }
    }

    /// Volumes of secrets and configuration maps cannot be written, whatever their mount says.
    bool isReadOnlyVolume(const QString &name, QStringList &files) const
    {
        const YamlNode *volumes = m_root.entry(u"volumes");
        for (const YamlNode &volume : volumes == nullptr ? QList<YamlNode>{} : volumes->items) {
            const YamlNode *volumeName = volume.entry(u"name");
            if (volumeName == nullptr || volumeName->text != name) {
                continue;
            }
            const YamlNode *secret = volume.entry(u"secret");
            const YamlNode *source = secret == nullptr ? volume.entry(u"configMap") : secret;
            const YamlNode *items = source == nullptr ? nullptr : source->entry(u"items");
            for (const YamlNode &item : items == nullptr ? QList<YamlNode>{} : items->items) {
                const YamlNode *path = item.entry(u"path");
                files << (path == nullptr ? QString{} : path->text);
            }
            return source != nullptr;
        }
        return false;
    }

    void readVolumes()
    {
        const YamlNode *mounts = m_root.entry(u"volumeMounts");
        for (const YamlNode &item : mounts == nullptr ? QList<YamlNode>{} : mounts->items) {
            const YamlNode *path = item.entry(u"mountPath");
            const YamlNode *name = item.entry(u"name");
            const YamlNode *readOnly = item.entry(u"readOnly");
            Mount mount;
            mount.place = path == nullptr ? item.place : path->place;
            mount.target = path == nullptr ? QString{} : path->text;
            mount.isFile = item.entry(u"subPath") != nullptr;
            QStringList files;
            mount.isReadOnly = (name != nullptr && isReadOnlyVolume(name->text, files)) ||
                               (readOnly != nullptr && isTruthy(readOnly->text));
            mount.files = mount.isFile ? QStringList{} : files;
            m_run.mounts.append(mount);
        }
        for (const QStringView context : {u"securityContext", u"containerSecurityContext"}) {
            const YamlNode *root = m_root.at({context, u"readOnlyRootFilesystem"});
            if (root != nullptr && isTruthy(root->text)) {
                m_run.readOnlyRoot = root->keyPlace;
            }
        }
    }

    void readLimits()
    {
        const YamlNode *cpu = m_root.at({u"resources", u"limits", u"cpu"});
        const YamlNode *memory = m_root.at({u"resources", u"limits", u"memory"});
        if (cpu != nullptr) {
            m_run.cpus = placedText(*cpu);
        }
        if (memory != nullptr) {
            m_run.memory = placedText(*memory);
        }
    }

    const YamlNode &m_root;
    LintCollector &m_found;
    GatewayRun m_run;
};

void lintIngress(const YamlNode &root, LintCollector &found)
{
    const YamlNode *ingress = root.entry(u"ingress");
    const YamlNode *enabled = ingress == nullptr ? nullptr : ingress->entry(u"enabled");
    if (enabled == nullptr || !isTruthy(enabled->text)) {
        return;
    }
    const auto add = [&](Place place, const QString &detail) {
        found.add(finding::kIngressNotRouting, place,
                  Arguments{{Argument::Detail, detail}, {Argument::Host, u"the gateway"_s}});
    };
    const YamlNode *hosts = ingress->entry(u"hosts");
    if (hosts == nullptr || hosts->items.isEmpty()) {
        add(ingress->keyPlace, u"ingress.hosts is empty"_s);
        return;
    }
    for (const YamlNode &item : hosts->items) {
        const YamlNode *host = item.entry(u"host");
        const YamlNode *paths = item.entry(u"paths");
        if (host == nullptr || host->text.isEmpty()) {
            add(item.place, u"this entry of ingress.hosts names no host"_s);
        } else if (host->text.contains("://"_L1) || host->text.contains(u'/')) {
            add(host->place, u"%1 is no host name"_s.arg(host->text));
        } else if (paths != nullptr && paths->items.isEmpty()) {
            add(paths->keyPlace, u"the host has no path"_s);
        }
    }
}

} // namespace

void lintHelmValues(const QString &text, const Deployment &deployment, LintCollector &found)
{
    const std::optional<YamlTree> tree = readCheckedYaml(text, found);
    if (!tree || lintTopLevel(tree->root, found)) {
        return;
    }
    ValuesReader reader(tree->root, found);
    lintGatewayRun(reader.read(), deployment, found);
    lintIngress(tree->root, found);
}

} // namespace duodoctor
