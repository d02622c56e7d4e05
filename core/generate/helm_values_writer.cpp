#include "generate/form_writers.h"

#include "certificate/host_name.h"

#include "generate/comment_text.h"
#include "generate/gateway_plan.h"
#include "generate/yaml_text.h"

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr auto kNamespace = "ai-gateway"_L1;
constexpr auto kKeysSecret = "ai-gateway-signing-keys"_L1;
constexpr auto kTlsSecret = "ai-gateway-tls"_L1;
constexpr auto kBundleSecret = "ai-gateway-ca-bundle"_L1;

/// Writes the values in their parts.
class Values
{
public:
    Values(const Deployment &deployment, const GenerationOptions &options, const GatewayPlan &plan, const Front &front)
        : m_deployment(deployment)
        , m_options(options)
        , m_plan(plan)
        , m_front(front)
    {
        const Reach &reach = deployment.aiGateway.reach;
        const bool isNamed = reach.via == ReachVia::Kubectl && !reach.kubeNamespace.isEmpty();
        m_namespace = isNamed ? commentText(reach.kubeNamespace) : QString(kNamespace);
    }

    QString text()
    {
        m_yaml.comment(headLines(GenerationKind::HelmValues, m_deployment) + introduction());
        m_yaml.blankLine();
        writeImage();
        m_yaml.openMapping(u"gitlab"_s);
        m_yaml.entry(u"url"_s, m_plan.settings.at(0).value);
        m_yaml.entry(u"apiUrl"_s, m_plan.settings.at(1).value);
        m_yaml.close();
        m_yaml.blankLine();
        writeIngress();
        writeVariables();
        writeBundle();
        return m_yaml.text();
    }

private:
    QStringList introduction() const
    {
        return {
            u""_s,
            u"Needs Helm 3.11.0 or later, kubectl for the cluster, and a name in DNS that leads to its ingress."_s,
            u"  helm repo add ai-gateway "
            "https://gitlab.com/api/v4/projects/gitlab-org%2fcharts%2fai-gateway-helm-chart/packages/helm/devel"_s,
            u"  helm repo update"_s,
            u"  helm upgrade --install ai-gateway ai-gateway/ai-gateway --namespace %1 --create-namespace \\"_s.arg(
                m_namespace),
            u"    --values %1 --timeout=300s --wait --wait-for-jobs"_s.arg(usualFileName(GenerationKind::HelmValues))};
    }

    void writeImage()
    {
        m_yaml.comment(m_plan.imageRemarks);
        m_yaml.openMapping(u"image"_s);
        if (m_plan.image.repository != gatewayRepository()) {
            m_yaml.entry(u"repository"_s, m_plan.image.repository);
        }
        m_yaml.entry(u"tag"_s,
                     m_plan.image.tag + (m_plan.image.digest.isEmpty() ? QString{} : u'@' + m_plan.image.digest));
        m_yaml.comment({u"A tag can be published again; with IfNotPresent a node keeps the old image."_s});
        m_yaml.entry(u"pullPolicy"_s, u"Always"_s);
        m_yaml.close();
        m_yaml.blankLine();
    }

    void writeIngress()
    {
        if (m_front.tls) {
            m_yaml.comment({u"kubectl -n %1 create secret tls %2 --cert=server.crt --key=server.key"_s.arg(
                m_namespace, kTlsSecret)});
        }
        m_yaml.openMapping(u"ingress"_s);
        m_yaml.boolean(u"enabled"_s, true);
        m_yaml.entry(u"className"_s, u"nginx"_s);
        m_yaml.openMapping(u"annotations"_s);
        m_yaml.entry(u"nginx.ingress.kubernetes.io/proxy-buffering"_s, u"off"_s);
        m_yaml.entry(u"nginx.ingress.kubernetes.io/proxy-read-timeout"_s, u"600"_s);
        m_yaml.entry(u"nginx.ingress.kubernetes.io/proxy-body-size"_s, u"50m"_s);
        m_yaml.close();
        m_yaml.openList(u"hosts"_s);
        m_yaml.openItem();
        m_yaml.entry(u"host"_s, m_front.host);
        m_yaml.openList(u"paths"_s);
        m_yaml.openItem();
        m_yaml.entry(u"path"_s, u"/"_s);
        m_yaml.entry(u"pathType"_s, u"Prefix"_s);
        m_yaml.close();
        m_yaml.close();
        m_yaml.close();
        m_yaml.close();
        if (m_front.tls) {
            m_yaml.openList(u"tls"_s);
            m_yaml.openItem();
            m_yaml.entry(u"secretName"_s, kTlsSecret);
            m_yaml.openList(u"hosts"_s);
            m_yaml.item(m_front.host);
            m_yaml.close();
            m_yaml.close();
            m_yaml.close();
        }
        m_yaml.close();
        m_yaml.blankLine();
    }

    /// `gitlab.url` and `gitlab.apiUrl` become the first two variables by themselves.
    void writeVariables()
    {
        m_yaml.openList(u"extraEnvironmentVariables"_s);
        for (const EnvironmentEntry &entry : m_plan.settings.mid(2)) {
            m_yaml.openItem();
            m_yaml.entry(u"name"_s, entry.name);
            m_yaml.entry(u"value"_s, entry.value);
            m_yaml.close();
        }
        writeKeyComment();
        for (const SigningKeyEntry &key : m_plan.keys) {
            writeFromSecret(key.variable, kKeysSecret, key.file);
        }
        if (!m_plan.cloudVariables.isEmpty()) {
            m_yaml.comment(
                {u"Of the models' cloud provider; not needed where the service account has the role."_s,
                 u"kubectl -n %1 create secret generic ai-gateway-cloud --from-env-file=FILE"_s.arg(m_namespace)});
        }
        for (const QString &name : m_plan.cloudVariables) {
            writeFromSecret(name, u"ai-gateway-cloud"_s, name);
        }
        m_yaml.close();
    }
    void writeKeyComment()
    {
        QStringList lines = keyInstructions(m_plan.keys, m_options.keyFolder);
        lines << u"  kubectl -n %1 create secret generic %2 \\"_s.arg(m_namespace, kKeysSecret);
        for (qsizetype i = 0; i < m_plan.keys.size(); ++i) {
            const bool isLast = i + 1 == m_plan.keys.size();
            lines << u"    --from-file=%1%2"_s.arg(m_plan.keys.at(i).file, isLast ? QString{} : u" \\"_s);
        }
        m_yaml.comment(lines);
    }
    void writeFromSecret(const QString &variable, const QString &secret, const QString &key)
    {
        m_yaml.openItem();
        m_yaml.entry(u"name"_s, variable);
        m_yaml.openMapping(u"valueFrom"_s);
        m_yaml.openMapping(u"secretKeyRef"_s);
        m_yaml.entry(u"name"_s, secret);
        m_yaml.entry(u"key"_s, key);
        if (secret != kKeysSecret) {
            m_yaml.boolean(u"optional"_s, true);
        }
        m_yaml.close();
        m_yaml.close();
        m_yaml.close();
    }

    void writeBundle()
    {
        if (m_plan.bundleFile.isEmpty()) {
            return;
        }
        const QString path = GatewayPlan::bundlePath();
        const QString name = path.section(u'/', -1);
        m_yaml.blankLine();
        m_yaml.comment(
            {u"Public authorities and your own, made with duo-doctor generate ca-bundle and named %1:"_s.arg(name),
             u"kubectl -n %1 create secret generic %2 --from-file=%3"_s.arg(m_namespace, kBundleSecret, name)});
        m_yaml.openList(u"volumes"_s);
        m_yaml.openItem();
        m_yaml.entry(u"name"_s, u"ca-bundle"_s);
        m_yaml.openMapping(u"secret"_s);
        m_yaml.entry(u"secretName"_s, kBundleSecret);
        m_yaml.close();
        m_yaml.close();
        m_yaml.close();
        m_yaml.openList(u"volumeMounts"_s);
        m_yaml.openItem();
        m_yaml.entry(u"name"_s, u"ca-bundle"_s);
        m_yaml.entry(u"mountPath"_s, path.section(u'/', 0, -2));
        m_yaml.boolean(u"readOnly"_s, true);
        m_yaml.close();
        m_yaml.close();
    }

    const Deployment &m_deployment;
    const GenerationOptions &m_options;
    const GatewayPlan &m_plan;
    const Front &m_front;
    QString m_namespace;
    YamlText m_yaml;
};

/// What the values alone do not bring about.
QStringList notesFor(const Deployment &deployment)
{
    if (!usesAgentPlatform(deployment)) {
        return {};
    }
    return {
        u"The Agent Platform needs a way of its own for gRPC to port 50052 of the gateway's service: an Ingress or a "
        "load balancer that speaks HTTP/2; see the chart's README for your version of it."_s};
}

} // namespace

Generated writeHelmValues(const Deployment &deployment, const GenerationOptions &options)
{
    Generated generated;
    if (options.hostNetwork) {
        generated.problem = {u"--host-network"_s, u"a pod has a network of its own; leave the option out."_s};
        return generated;
    }
    const auto plan = planGateway(deployment, options, generated.problem);
    const auto front = plan ? httpFront(deployment, generated.problem) : std::nullopt;
    if (front && HostName::parse(front->host.toStdString()).isAddress()) {
        generated.problem = {u"ai_gateway.url"_s, u"an Ingress answers to names, and %1 is an address; write the name "
                                                  "by which clients reach the gateway."_s.arg(front->host)};
    }
    if (generated.isOk()) {
        generated.text = Values(deployment, options, *plan, *front).text();
        generated.notes = plan->notes + notesFor(deployment);
    }
    return generated;
}

} // namespace duodoctor
