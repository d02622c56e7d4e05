#include "generate/gateway_plan.h"

#include "generate/comment_text.h"
#include "generate/metrics_plan.h"
#include "judge/url_form.h"
#include "vantage/shell_quoting.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr int kHostNetworkMetricsPort = 8083; ///< the guides' choice, where the Agent Platform does not take it
constexpr int kOtherMetricsPort = 8084;
constexpr qsizetype kLongestName = 128;

QString gitlabUrlOf(const Deployment &deployment, const GenerationOptions &options, GenerationProblem &problem)
{
    const QString key = u"gitlab.url"_s;
    const QString url = checkedUrl(deployment.gitlab.url, key, problem);
    if (url.isEmpty()) {
        return {};
    }
    const QUrl read = readUrl(url).url;
    if (isThisMachine(read.host()) && !options.hostNetwork) {
        problem = {key, u"%1 is the container itself when the gateway uses it; write the name by which other machines "
                        "reach GitLab, or give --host-network."_s.arg(read.host())};
    } else if (read.path().contains("/api/v4"_L1)) {
        problem = {key, u"it holds the path of the API; write GitLab's address alone."_s};
    }
    return url;
}

QString containerNameOf(const Deployment &deployment, GenerationProblem &problem)
{
    const Reach &reach = deployment.aiGateway.reach;
    if (reach.via != ReachVia::Docker || reach.container.isEmpty()) {
        return u"gitlab-aigw"_s;
    }
    static const QRegularExpression form(uR"(^[A-Za-z0-9][A-Za-z0-9_.-]+$)"_s);
    if (reach.container.size() > kLongestName || !form.match(reach.container).hasMatch()) {
        problem = {u"ai_gateway.reach.container"_s,
                   u"this is no name of a container; write letters, digits, hyphens and underscores."_s};
    }
    return reach.container;
}

/// The file's name alone: what the path says is true for this workstation and not for the gateway's host.
QString bundleFileOf(const Deployment &deployment, GenerationProblem &problem)
{
    const TrustFiles &trust = deployment.trust;
    if (trust.gatewayBundle.isEmpty()) {
        return trust.caBundle.isEmpty() ? QString{} : QString(usualFileName(GenerationKind::CaBundle));
    }
    const QString name = trust.gatewayBundle.section(u'/', -1);
    if (name.isEmpty() || name == "."_L1 || name == ".."_L1 || hasControlCharacters(name) || name.contains(u':')) {
        problem = {u"trust.gateway_bundle"_s,
                   u"its last part is no file name that can be mounted; rename the file, without colons."_s};
    }
    return name;
}

/// Ports of the two services' metrics within the container, and what leads there from outside.
void planMetrics(const QList<MetricsTarget> &targets, const GenerationOptions &options, SettingsInput &input,
                 GatewayPlan &plan)
{
    if (options.hostNetwork) {
        // Beside GitLab, 8082 is taken by its own exporter.
        input.gatewayMetricsPort = plan.hasPlatform ? kOtherMetricsPort : kHostNetworkMetricsPort;
    }
    for (const MetricsTarget &target : targets) {
        if (target.isPlatform && !plan.hasPlatform) {
            plan.notes << u"The metrics of %1 are left out: GitLab %2 has no Agent Platform service."_s.arg(
                target.authority, plan.version.toString());
            continue;
        }
        int &port = target.isPlatform ? input.platformMetricsPort : input.gatewayMetricsPort;
        if (options.hostNetwork) {
            const bool isFree = target.port != kGatewayMetricsPort && target.port > 1023 &&
                                (target.isPlatform || target.port != kPlatformMetricsPort || !plan.hasPlatform);
            port = isFree ? target.port : (target.isPlatform ? kPlatformMetricsPort : input.gatewayMetricsPort);
        } else if (port == 0) {
            port = target.isPlatform ? kPlatformMetricsPort : kGatewayMetricsPort;
            plan.metricsPorts.append({{}, target.tls ? port : target.port, port});
        }
        if (options.hostNetwork && port != target.port) {
            plan.notes << u"With the host's network the gateway's metrics are on port %1 and not on %2; change "
                          "ai_gateway.metrics accordingly."_s.arg(port)
                              .arg(target.port);
        }
    }
}

QStringList imageRemarksOf(const GatewayImage &image, const GitLabVersion &version)
{
    if (!image.isGuessed) {
        return {};
    }
    const QString minor = u"%1.%2"_s.arg(version.major).arg(version.minor);
    return {u"Take the newest patch of %1 that the registry has; its number may be above or below GitLab's, and"_s.arg(
                minor),
            u"\"manifest unknown\" means that this one does not exist."_s};
}

void noteModels(const Deployment &deployment, const GenerationOptions &options, GatewayPlan &plan)
{
    for (const Model &model : deployment.models) {
        const UrlForm form = readUrl(model.endpoint);
        if (form.isValid() && isThisMachine(form.url.host()) && !options.hostNetwork) {
            plan.notes << u"The model %1 is at %2, which is the container itself when the gateway asks it; give "
                          "--host-network, or the host's name as its endpoint in GitLab."_s.arg(commentText(model.name),
                                                                                                form.url.host());
        }
    }
}

void noteImage(const Deployment &deployment, GatewayPlan &plan)
{
    Deployment named = deployment;
    named.gitlab.version.reset();
    const std::optional<GitLabVersion> own = versionOf(named);
    if (deployment.gitlab.version && own && !own->isSameMinor(*deployment.gitlab.version)) {
        plan.notes << u"The image is for GitLab %1.%2 and GitLab is %3; both have to be of the same X.Y."_s
                          .arg(own->major)
                          .arg(own->minor)
                          .arg(deployment.gitlab.version->toString());
    }
}

} // namespace

QString HostPort::text() const
{
    const QString ports = u"%1:%2"_s.arg(host).arg(container);
    return address.isEmpty() ? ports : address + u':' + ports;
}

QString GatewayPlan::bundlePath()
{
    return u"/etc/ssl/gitlab-aigw/ca-bundle.pem"_s;
}

std::optional<GatewayPlan> planGateway(const Deployment &deployment, const GenerationOptions &options,
                                       GenerationProblem &problem)
{
    SettingsInput input;
    input.gitlabUrl = gitlabUrlOf(deployment, options, problem);
    GatewayPlan plan;
    if (problem.isEmpty()) {
        plan.image = gatewayImage(deployment, problem);
    }
    if (problem.isEmpty()) {
        plan.containerName = containerNameOf(deployment, problem);
    }
    if (problem.isEmpty()) {
        plan.bundleFile = bundleFileOf(deployment, problem);
    }
    const auto metrics = problem.isEmpty() ? metricsTargets(deployment, problem) : std::nullopt;
    const std::optional<GitLabVersion> version = versionOf(deployment);
    if (problem.isEmpty() && !version) {
        problem = {u"gitlab.version"_s,
                   u"it is needed, because the image's tag does not tell it; add it to the file or "
                   "give --gitlab-version X.Y."_s};
    }
    if (!problem.isEmpty()) {
        return std::nullopt;
    }
    plan.version = *version;
    plan.hasPlatform = runsAgentPlatform(deployment);
    plan.engine = options.engine.value_or(deployment.aiGateway.reach.engine);
    planMetrics(*metrics, options, input, plan);
    input.version = plan.version;
    input.offline = deployment.offline;
    input.hasPlatform = plan.hasPlatform;
    input.bundlePath = plan.bundleFile.isEmpty() ? QString{} : GatewayPlan::bundlePath();
    plan.settings = gatewaySettings(input);
    plan.keys = signingKeys(deployment);
    plan.cloudVariables = cloudVariables(deployment);
    plan.imageRemarks = imageRemarksOf(plan.image, plan.version);
    if (deployment.aiGateway.agentPlatform && !knowsAgentPlatform(plan.version)) {
        plan.notes << (plan.hasPlatform
                           ? u"The Agent Platform service is switched on, but GitLab uses it from 18.4 on."_s
                           : u"The Agent Platform is left out: it came with GitLab 18.4."_s);
    }
    noteModels(deployment, options, plan);
    noteImage(deployment, plan);
    return plan;
}

QString healthProgram()
{
    return u"import urllib.request as u; u.build_opener(u.ProxyHandler({})).open("
           "'http://127.0.0.1:5052/monitoring/healthz', timeout=5)"_s;
}

QStringList keyInstructions(const QList<SigningKeyEntry> &keys, const QString &folder)
{
    QStringList files;
    std::ranges::transform(keys, std::back_inserter(files), &SigningKeyEntry::file);
    const QString enter = folder.isEmpty() ? QString{} : u"cd %1 && "_s.arg(shellQuoted(folder));
    return {u"The keys that sign tokens lie in files of their own. Make them once, keep them, show them to nobody:"_s,
            u"  (%1umask 077 && for f in %2; do"_s.arg(enter, files.join(u' ')),
            u"    test -e \"$f\" || openssl genrsa -out \"$f\" 2048; done)"_s};
}

} // namespace duodoctor
