#include "playbook/placeholder.h"

#include "judge/gateway_image_tag.h"

#include <QUrl>

#include <algorithm>
#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

struct Context {
    const Deployment &deployment;
    const Finding *finding;

    /// The finding's model, or the only one there is.
    const Model *model() const
    {
        if (finding) {
            if (const Model *named = deployment.model(finding->subject)) {
                return named;
            }
        }
        return deployment.models.size() == 1 ? &deployment.models.first() : nullptr;
    }
    QString ofModel(QString (*read)(const Model &)) const { return model() ? read(*model()) : QString{}; }
};

QString withoutSlash(QString url)
{
    while (url.endsWith(u'/')) {
        url.chop(1);
    }
    return url;
}

QString hostOf(const QString &url)
{
    return QUrl(url).host();
}

QString portOf(const QString &url)
{
    const QUrl parsed(url);
    const bool isWeb = parsed.scheme() == "http"_L1 || parsed.scheme() == "https"_L1;
    const int port = parsed.port(!isWeb ? -1 : parsed.scheme() == "https"_L1 ? 443 : 80);
    return parsed.isValid() && port > 0 ? QString::number(port) : QString{};
}

QString tagOf(const QString &image)
{
    // A port of a registry holds a colon too, and is followed by a slash.
    const qsizetype colon = image.lastIndexOf(u':');
    if (colon < 0) {
        return image.contains(u'/') ? QString{} : image;
    }
    return image.indexOf(u'/', colon) < 0 ? image.sliced(colon + 1).section(u'@', 0, 0) : QString{};
}

QString matchingTag(const GitLabInstance &gitlab)
{
    return gitlab.version ? gatewayImageTag(*gitlab.version) : QString{};
}

QString withoutVersionPath(const QString &endpoint)
{
    const QString url = withoutSlash(endpoint);
    return url.endsWith("/v1"_L1) ? url.chopped(3) : url;
}

QString agentPlatformAddress(const Context &context)
{
    const auto &agentPlatform = context.deployment.aiGateway.agentPlatform;
    return agentPlatform ? agentPlatform->address : QString{};
}

/// What kubectl takes for exec and logs: the chart's deployment stands for its pods.
QString gatewayPod(const Reach &reach)
{
    if (reach.via != ReachVia::Kubectl) {
        return {};
    }
    const bool isOfTheChart = reach.selector.isEmpty() || reach.selector == "app.kubernetes.io/name=ai-gateway"_L1;
    return reach.pod.isEmpty() && isOfTheChart ? u"deployment/ai-gateway"_s : reach.pod;
}

QString ofReach(const Context &context, ReachVia via, QString Reach::*field)
{
    const Reach &reach = context.deployment.aiGateway.reach;
    return reach.via == via ? reach.*field : QString{};
}

QString ofGitlabReach(const Context &context, ReachVia via, QString Reach::*field)
{
    const Reach &reach = context.deployment.gitlab.reach;
    return reach.via == via ? reach.*field : QString{};
}

struct Row {
    QLatin1StringView name;
    QString (*read)(const Context &);
};

constexpr std::array kRows{
    Row{"deployment_name"_L1, [](const Context &c) { return c.deployment.name; }},
    Row{"gitlab_url"_L1, [](const Context &c) { return withoutSlash(c.deployment.gitlab.url); }},
    Row{"gitlab_host"_L1, [](const Context &c) { return hostOf(c.deployment.gitlab.url); }},
    Row{"gitlab_port"_L1, [](const Context &c) { return portOf(c.deployment.gitlab.url); }},
    Row{"gitlab_version"_L1,
        [](const Context &c) {
            return c.deployment.gitlab.version ? c.deployment.gitlab.version->toString() : QString{};
        }},
    Row{"gitlab_user"_L1, [](const Context &c) { return c.deployment.gitlab.user; }},
    Row{"gitlab_container"_L1, [](const Context &c) { return ofGitlabReach(c, ReachVia::Docker, &Reach::container); }},
    Row{"gitlab_namespace"_L1,
        [](const Context &c) { return ofGitlabReach(c, ReachVia::Kubectl, &Reach::kubeNamespace); }},
    Row{"gitlab_context"_L1, [](const Context &c) { return ofGitlabReach(c, ReachVia::Kubectl, &Reach::context); }},
    Row{"gitlab_pod"_L1,
        [](const Context &c) {
            const QString pod = ofGitlabReach(c, ReachVia::Kubectl, &Reach::pod);
            return pod.isEmpty() ? u"deployment/gitlab-toolbox"_s : pod; // as GitLab's chart calls it
        }},
    Row{"gateway_url"_L1, [](const Context &c) { return withoutSlash(c.deployment.aiGateway.url); }},
    Row{"gateway_host"_L1, [](const Context &c) { return hostOf(c.deployment.aiGateway.url); }},
    Row{"gateway_port"_L1, [](const Context &c) { return portOf(c.deployment.aiGateway.url); }},
    Row{"gateway_image"_L1, [](const Context &c) { return c.deployment.aiGateway.image; }},
    Row{"image_tag"_L1, [](const Context &c) { return tagOf(c.deployment.aiGateway.image); }},
    Row{"matching_tag"_L1, [](const Context &c) { return matchingTag(c.deployment.gitlab); }},
    Row{"container_engine"_L1,
        [](const Context &c) {
            const Reach &reach = c.deployment.aiGateway.reach;
            const bool isPodman = reach.via == ReachVia::Docker && reach.engine == ContainerEngine::Podman;
            return isPodman ? u"podman"_s : u"docker"_s;
        }},
    Row{"gateway_container"_L1, [](const Context &c) { return ofReach(c, ReachVia::Docker, &Reach::container); }},
    Row{"gateway_namespace"_L1, [](const Context &c) { return ofReach(c, ReachVia::Kubectl, &Reach::kubeNamespace); }},
    Row{"gateway_context"_L1, [](const Context &c) { return ofReach(c, ReachVia::Kubectl, &Reach::context); }},
    Row{"gateway_pod"_L1, [](const Context &c) { return gatewayPod(c.deployment.aiGateway.reach); }},
    Row{"agent_platform_address"_L1, agentPlatformAddress},
    Row{"agent_platform_host"_L1, [](const Context &c) { return hostOf(u"grpc://"_s + agentPlatformAddress(c)); }},
    Row{"agent_platform_port"_L1, [](const Context &c) { return portOf(u"grpc://"_s + agentPlatformAddress(c)); }},
    Row{"metrics_url"_L1,
        [](const Context &c) {
            const bool isMeant = c.finding && c.deployment.aiGateway.metrics.contains(c.finding->subject);
            return isMeant ? c.finding->subject : c.deployment.aiGateway.metrics.value(0);
        }},
    Row{"model_name"_L1, [](const Context &c) { return c.ofModel([](const Model &m) { return m.name; }); }},
    Row{"model_family"_L1, [](const Context &c) { return c.ofModel([](const Model &m) { return m.family; }); }},
    Row{"model_provider"_L1, [](const Context &c) { return c.ofModel([](const Model &m) { return m.provider; }); }},
    Row{"model_identifier"_L1, [](const Context &c) { return c.ofModel([](const Model &m) { return m.identifier; }); }},
    Row{"model_served_name"_L1,
        [](const Context &c) { return c.ofModel([](const Model &m) { return m.identifier.section(u'/', 1); }); }},
    Row{"model_endpoint"_L1,
        [](const Context &c) { return c.ofModel([](const Model &m) { return withoutSlash(m.endpoint); }); }},
    Row{"model_root"_L1,
        [](const Context &c) { return c.ofModel([](const Model &m) { return withoutVersionPath(m.endpoint); }); }},
    Row{"model_host"_L1, [](const Context &c) { return c.ofModel([](const Model &m) { return hostOf(m.endpoint); }); }},
    Row{"model_port"_L1, [](const Context &c) { return c.ofModel([](const Model &m) { return portOf(m.endpoint); }); }},
    Row{"ca_bundle"_L1, [](const Context &c) { return c.deployment.trust.caBundle; }},
    Row{"gateway_bundle"_L1, [](const Context &c) { return c.deployment.trust.gatewayBundle; }},
    Row{"gitlab_trusted_certs"_L1, [](const Context &c) { return c.deployment.trust.gitlabTrustedCerts; }},
    Row{"proxy_url"_L1, [](const Context &c) { return c.deployment.proxy.url; }},
};

const Row *rowOf(QStringView name)
{
    const auto *row = std::ranges::find_if(kRows, [name](const Row &candidate) { return name == candidate.name; });
    return row == kRows.end() ? nullptr : row;
}

/// Nothing invisible goes into a sentence or a command that a person copies: no escape sequence, no line break, no
/// character that turns the direction of the text.
QString visible(const QString &text)
{
    QString clean;
    clean.reserve(text.size());
    for (const QChar c : text) {
        const QChar::Category category = c.category();
        if (c.isSpace()) {
            clean += u' ';
        } else if (category == QChar::Other_Control || category == QChar::Other_Format) {
            clean += QChar::ReplacementCharacter;
        } else {
            clean += c;
        }
    }
    return clean.trimmed();
}

} // namespace

bool isPlaceholder(QStringView name)
{
    return rowOf(name) || argumentFromWire(name);
}

QStringList deploymentPlaceholders()
{
    QStringList names;
    for (const Row &row : kRows) {
        names << row.name;
    }
    return names;
}

QString missingWord(QStringView name)
{
    return u'<' + name.toString() + u'>';
}

PlaceholderValues::PlaceholderValues(const Deployment &deployment, const Finding *finding)
    : m_deployment(deployment)
    , m_finding(finding)
{
}

std::optional<QString> PlaceholderValues::value(QStringView name) const
{
    QString text;
    if (const auto argument = argumentFromWire(name); argument && m_finding) {
        text = visible(m_finding->arguments.value(*argument));
    }
    if (const Row *row = rowOf(name); row && text.isEmpty()) {
        text = visible(row->read({m_deployment, m_finding}));
    }
    return text.isEmpty() ? std::nullopt : std::optional{text};
}

} // namespace duodoctor
