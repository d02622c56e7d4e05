#include "generate/form_writers.h"

#include "generate/comment_text.h"
#include "generate/gateway_plan.h"
#include "generate/yaml_text.h"
#include "vantage/shell_quoting.h"

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr auto kGateway = "gitlab-ai-gateway"_L1;

/// Compose puts variables in place of `$NAME`; two dollar signs stand for one.
QString literal(QString value)
{
    return value.replace(u'$', "$$"_L1);
}

/// Writes the file in its parts.
class ComposeFile
{
public:
    ComposeFile(const Deployment &deployment, const GenerationOptions &options, const GatewayPlan &plan)
        : m_deployment(deployment)
        , m_options(options)
        , m_plan(plan)
    {
    }

    /// @return empty with a problem.
    QString text(GenerationProblem &problem)
    {
        m_http = httpFront(m_deployment, problem);
        if (problem.isEmpty() && usesAgentPlatform(m_deployment)) {
            m_grpc = grpcFront(m_deployment, problem);
        }
        if (!problem.isEmpty() || !portsDiffer(problem)) {
            return {};
        }
        m_yaml.comment(headLines(GenerationKind::Compose, m_deployment) + introduction());
        m_yaml.blankLine();
        m_yaml.openMapping(u"services"_s);
        writeGateway();
        if (m_http->needsProxy()) {
            writeProxy(u"nginx-proxy"_s, *m_http, GenerationKind::Nginx);
        }
        if (m_grpc && m_grpc->needsProxy()) {
            writeProxy(u"grpc-proxy"_s, *m_grpc, GenerationKind::NginxGrpc);
        }
        m_yaml.close();
        return m_yaml.text();
    }

private:
    bool portsDiffer(GenerationProblem &problem) const
    {
        if (m_grpc && m_grpc->port == m_http->port) {
            problem = {u"ai_gateway.agent_platform.address"_s,
                       u"port %1 is also that of ai_gateway.url; give the Agent Platform another, such as 8443."_s.arg(
                           m_grpc->port)};
        }
        return problem.isEmpty();
    }

    QString upstreamOption() const { return m_options.hostNetwork ? QString{} : u" --upstream %1"_s.arg(kGateway); }

    QStringList introduction() const
    {
        QStringList lines{
            u""_s, u"Save it as docker-compose.yml in a folder of its own on the gateway's host, and start with"_s,
            m_plan.engine == ContainerEngine::Podman ? u"  podman compose up -d"_s : u"  docker compose up -d"_s};
        if (m_http->needsProxy()) {
            lines << u"It needs nginx.conf beside it: duo-doctor generate nginx%1 DEPLOYMENT.json"_s.arg(
                upstreamOption());
        }
        if (m_grpc && m_grpc->needsProxy()) {
            lines << u"It needs nginx-grpc.conf beside it: duo-doctor generate nginx-grpc%1 DEPLOYMENT.json"_s.arg(
                upstreamOption());
        }
        lines << u""_s << keyInstructions(m_plan.keys, m_options.keyFolder) << envInstructions();
        return lines;
    }

    /// Compose reads `.env` beside the file; a key in single quotes keeps its line breaks there.
    QStringList envInstructions() const
    {
        QStringList pairs;
        for (const SigningKeyEntry &key : m_plan.keys) {
            pairs << key.file + u',' + key.variable;
        }
        const QString enter =
            m_options.keyFolder.isEmpty() ? QString{} : u"cd %1 && "_s.arg(shellQuoted(m_options.keyFolder));
        QStringList lines{u"Then write them into .env beside this file, where Compose finds them:"_s,
                          u"  (umask 077; (%1for p in \\"_s.arg(enter)};
        for (const QString &pair : pairs) {
            lines << u"    %1 \\"_s.arg(pair);
        }
        lines << u"    ; do printf \"%s='%s'\\n\" \"${p#*,}\" \"$(cat \"${p%%,*}\")\"; done) > .env)"_s;
        return lines;
    }

    void writeGateway()
    {
        m_yaml.openMapping(kGateway);
        m_yaml.comment(m_plan.imageRemarks);
        m_yaml.entry(u"image"_s, m_plan.image.reference());
        if (!m_options.platform.isEmpty()) {
            m_yaml.entry(u"platform"_s, m_options.platform);
        }
        m_yaml.entry(u"container_name"_s, m_plan.containerName);
        m_yaml.entry(u"restart"_s, u"always"_s);
        writePorts();
        writeEnvironment();
        if (!m_plan.bundleFile.isEmpty()) {
            m_yaml.openList(u"volumes"_s);
            m_yaml.comment(
                {u"Public authorities and your own (duo-doctor generate ca-bundle), readable for everybody."_s});
            writeMount(besides(m_plan.bundleFile), GatewayPlan::bundlePath());
            m_yaml.close();
        }
        m_yaml.comment({u"Images before 18.5 have no curl."_s});
        m_yaml.openMapping(u"healthcheck"_s);
        m_yaml.flowList(u"test"_s, {u"CMD"_s, u"python3"_s, u"-c"_s, literal(healthProgram())});
        m_yaml.word(u"interval"_s, u"30s"_s);
        m_yaml.word(u"timeout"_s, u"10s"_s);
        m_yaml.number(u"retries"_s, 3);
        m_yaml.word(u"start_period"_s, u"60s"_s);
        m_yaml.close();
        m_yaml.close();
    }

    void writePorts()
    {
        if (m_options.hostNetwork) {
            m_yaml.entry(u"network_mode"_s, u"host"_s);
            return;
        }
        QList<HostPort> ports;
        QStringList exposed;
        (m_http->needsProxy() ? exposed.append(QString::number(kHttpServicePort))
                              : ports.append({{}, kHttpServicePort, kHttpServicePort}));
        if (m_plan.hasPlatform) {
            (m_grpc && m_grpc->needsProxy() ? exposed.append(QString::number(kGrpcServicePort))
                                            : ports.append({{}, kGrpcServicePort, kGrpcServicePort}));
        }
        ports.append(m_plan.metricsPorts);
        if (!exposed.isEmpty()) {
            m_yaml.comment({u"Reached by the proxies of this file alone."_s});
            m_yaml.openList(u"expose"_s);
            writeItems(exposed);
        }
        QStringList published;
        for (const HostPort &port : ports) {
            published << port.text();
        }
        if (!published.isEmpty()) {
            m_yaml.openList(u"ports"_s);
            writeItems(published);
        }
    }
    void writeItems(const QStringList &items)
    {
        for (const QString &item : items) {
            m_yaml.item(item);
        }
        m_yaml.close();
    }

    void writeEnvironment()
    {
        m_yaml.openMapping(u"environment"_s);
        for (const EnvironmentEntry &entry : m_plan.settings) {
            m_yaml.entry(entry.name, literal(entry.value));
        }
        m_yaml.comment({u"From .env; see the head of this file."_s});
        for (const SigningKeyEntry &key : m_plan.keys) {
            m_yaml.entry(key.variable, u"${%1:?make .env as the head of this file says}"_s.arg(key.variable));
        }
        if (!m_plan.cloudVariables.isEmpty()) {
            m_yaml.comment({u"Taken from the shell or from .env."_s});
        }
        for (const QString &name : m_plan.cloudVariables) {
            m_yaml.nothing(name);
        }
        m_yaml.close();
    }

    QString besides(const QString &file) const
    {
        return (m_options.folder.isEmpty() ? u"."_s : m_options.folder) + u'/' + file;
    }
    void writeMount(const QString &source, const QString &target)
    {
        m_yaml.openItem();
        m_yaml.entry(u"type"_s, u"bind"_s);
        m_yaml.entry(u"source"_s, literal(source));
        m_yaml.entry(u"target"_s, target);
        m_yaml.boolean(u"read_only"_s, true);
        // Else a missing file becomes an empty folder of that name.
        m_yaml.openMapping(u"bind"_s);
        m_yaml.boolean(u"create_host_path"_s, false);
        m_yaml.close();
        m_yaml.close();
    }

    void writeProxy(const QString &name, const Front &front, GenerationKind kind)
    {
        m_yaml.blankLine();
        m_yaml.openMapping(name);
        m_yaml.entry(u"image"_s, u"nginx:stable"_s);
        m_yaml.entry(u"restart"_s, u"always"_s);
        m_yaml.openList(u"depends_on"_s);
        m_yaml.item(kGateway);
        m_yaml.close();
        if (m_options.hostNetwork) {
            m_yaml.entry(u"network_mode"_s, u"host"_s);
        } else {
            m_yaml.openList(u"ports"_s);
            m_yaml.item(u"%1:%1"_s.arg(front.port));
            if (kind == GenerationKind::Nginx && front.tls && front.port == 443) {
                m_yaml.item(u"80:80"_s);
            }
            m_yaml.close();
        }
        m_yaml.openList(u"volumes"_s);
        writeMount(besides(usualFileName(kind)), u"/etc/nginx/nginx.conf"_s);
        if (front.tls) {
            writeCertificates(front);
        }
        m_yaml.close();
        m_yaml.close();
    }
    void writeCertificates(const Front &front)
    {
        if (m_options.tlsCertificate.isEmpty() || m_options.tlsKey.isEmpty()) {
            m_yaml.comment(
                {u"Put the certificate of %1 here: the server's own first, then the intermediates."_s.arg(front.host)});
        }
        writeMount(m_options.tlsCertificate.isEmpty() ? besides(u"server.crt"_s) : m_options.tlsCertificate,
                   u"/etc/nginx/ssl/server.crt"_s);
        writeMount(m_options.tlsKey.isEmpty() ? besides(u"server.key"_s) : m_options.tlsKey,
                   u"/etc/nginx/ssl/server.key"_s);
    }

    const Deployment &m_deployment;
    const GenerationOptions &m_options;
    const GatewayPlan &m_plan;
    std::optional<Front> m_http;
    std::optional<Front> m_grpc;
    YamlText m_yaml;
};

} // namespace

Generated writeCompose(const Deployment &deployment, const GenerationOptions &options)
{
    Generated generated;
    const auto plan = planGateway(deployment, options, generated.problem);
    if (plan) {
        generated.text = ComposeFile(deployment, options, *plan).text(generated.problem);
        generated.notes = generated.isOk() ? plan->notes : QStringList{};
    }
    return generated;
}

} // namespace duodoctor
