#include "generate/form_writers.h"

#include "generate/comment_text.h"
#include "generate/gateway_plan.h"
#include "vantage/shell_quoting.h"

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

/// Writes the script in its parts.
class Script
{
public:
    Script(const Deployment &deployment, const GenerationOptions &options, const GatewayPlan &plan)
        : m_deployment(deployment)
        , m_options(options)
        , m_plan(plan)
        , m_engine(plan.engine == ContainerEngine::Podman ? u"podman"_s : u"docker"_s)
    {
    }

    QString text()
    {
        writeHead();
        writeKeys();
        writeBundleTest();
        m_text += hashComment(m_plan.imageRemarks);
        m_text += optionLines().join(" \\\n    "_L1) + u'\n';
        return m_text;
    }

private:
    void writeHead()
    {
        QStringList head = headLines(GenerationKind::DockerRun, m_deployment);
        head << u""_s
             << u"Save it on the gateway's host and run it there: sudo sh %1"_s.arg(
                    usualFileName(GenerationKind::DockerRun));
        head << u"An older container has to go first: sudo %1 stop %2; sudo %1 rm %2"_s.arg(m_engine,
                                                                                            m_plan.containerName);
        head << proxyLines();
        m_text = u"#!/bin/sh\n"_s + hashComment(head) + u"set -eu\n"_s;
        if (m_options.folder.isEmpty()) {
            m_text += "cd \"$(dirname \"$0\")\"\n"_L1;
        }
    }

    /// What stands between the clients and the container.
    QStringList proxyLines() const
    {
        QStringList lines;
        GenerationProblem ignored;
        const auto http = httpFront(m_deployment, ignored);
        if (http && http->needsProxy()) {
            lines << u"Clients use %1, so a proxy has to lead from there to port %2 (duo-doctor generate nginx)."_s.arg(
                commentText(m_deployment.aiGateway.url), QString::number(hostPort(*http)));
        }
        const auto grpc = usesAgentPlatform(m_deployment) ? grpcFront(m_deployment, ignored) : std::nullopt;
        if (grpc && grpc->needsProxy()) {
            lines
                << u"GitLab uses %1%2, so a proxy has to lead from there to port %3 (duo-doctor generate nginx-grpc)."_s
                       .arg(commentText(m_deployment.aiGateway.agentPlatform->address),
                            grpc->tls ? u" with TLS"_s : QString{}, QString::number(hostPort(*grpc)));
        }
        if (!lines.isEmpty()) {
            lines.prepend({});
        }
        return lines;
    }

    /// The host's port of a service: its own, unless a proxy of this machine takes that.
    int hostPort(const Front &front) const
    {
        return m_options.hostNetwork || !front.needsProxy() ? front.servicePort : front.backendPort();
    }

    QString keyPath(const QString &file) const
    {
        const QString folder = m_options.keyFolder.isEmpty() ? m_options.folder : m_options.keyFolder;
        return folder.isEmpty() ? file : folder + u'/' + file;
    }

    void writeKeys()
    {
        QStringList lines =
            keyInstructions(m_plan.keys, m_options.keyFolder.isEmpty() ? m_options.folder : m_options.keyFolder);
        lines << u"They go through the environment and not through arguments, which every user of the host can see."_s;
        m_text += u'\n' + hashComment(lines);
        for (const SigningKeyEntry &key : m_plan.keys) {
            m_text += u"%1=\"$(cat %2)\"\n"_s.arg(key.variable, shellQuoted(keyPath(key.file)));
            m_text += u"export %1\n"_s.arg(key.variable);
        }
        m_text += u'\n';
    }

    /// The engine would make an empty folder of a bundle that is not there.
    void writeBundleTest()
    {
        if (m_plan.bundleFile.isEmpty()) {
            return;
        }
        const QString path =
            m_options.folder.isEmpty() ? u"./"_s + m_plan.bundleFile : m_options.folder + u'/' + m_plan.bundleFile;
        m_text += hashComment({u"Public authorities and your own in one file, readable for everybody."_s});
        m_text += u"test -r %1 || { echo \"The CA bundle is missing; duo-doctor generate ca-bundle writes it.\" >&2; "
                  "exit 1; }\n\n"_s.arg(shellQuoted(path));
    }

    QStringList optionLines() const
    {
        QStringList lines{m_engine + u" run"_s, u"--detach"_s, u"--name "_s + m_plan.containerName,
                          u"--restart always"_s};
        if (!m_options.platform.isEmpty()) {
            lines << u"--platform "_s + m_options.platform;
        }
        addPorts(lines);
        for (const EnvironmentEntry &entry : m_plan.settings) {
            lines << u"--env "_s + shellQuoted(entry.name + u'=' + entry.value);
        }
        for (const SigningKeyEntry &key : m_plan.keys) {
            lines << u"--env "_s + key.variable;
        }
        for (const QString &name : m_plan.cloudVariables) {
            lines << u"--env "_s + name;
        }
        addBundle(lines);
        lines << u"--health-cmd "_s + shellQuoted(u"python3 -c \"%1\""_s.arg(healthProgram()));
        lines << u"--health-interval 30s"_s << u"--health-timeout 10s"_s << u"--health-retries 3"_s
              << u"--health-start-period 60s"_s;
        lines << shellQuoted(m_plan.image.reference());
        return lines;
    }

    void addPorts(QStringList &lines) const
    {
        if (m_options.hostNetwork) {
            lines << u"--network host"_s;
            return;
        }
        QList<HostPort> ports{servicePort(kHttpServicePort)};
        if (m_plan.hasPlatform) {
            ports.append(servicePort(kGrpcServicePort));
        }
        for (const HostPort &port : ports + m_plan.metricsPorts) {
            lines << u"--publish "_s + port.text();
        }
    }
    HostPort servicePort(int service) const
    {
        GenerationProblem ignored;
        const bool isHttp = service == kHttpServicePort;
        const bool isUsed = isHttp || usesAgentPlatform(m_deployment);
        const auto front =
            isUsed ? (isHttp ? httpFront(m_deployment, ignored) : grpcFront(m_deployment, ignored)) : std::nullopt;
        const int host = front ? hostPort(*front) : service;
        // A port that only the proxy of this machine uses is nobody else's.
        return {host == service ? QString{} : u"127.0.0.1"_s, host, service};
    }

    void addBundle(QStringList &lines) const
    {
        if (m_plan.bundleFile.isEmpty()) {
            return;
        }
        // SELinux, where podman is at home, wants the file relabelled.
        const QString mode = m_plan.engine == ContainerEngine::Podman ? u"ro,z"_s : u"ro"_s;
        const QString target = u":%1:%2"_s.arg(GatewayPlan::bundlePath(), mode);
        lines << (m_options.folder.isEmpty()
                      ? u"--volume \"$PWD\"/"_s + shellQuoted(m_plan.bundleFile + target)
                      : u"--volume "_s + shellQuoted(m_options.folder + u'/' + m_plan.bundleFile + target));
    }

    const Deployment &m_deployment;
    const GenerationOptions &m_options;
    const GatewayPlan &m_plan;
    QString m_engine;
    QString m_text;
};

} // namespace

Generated writeDockerRun(const Deployment &deployment, const GenerationOptions &options)
{
    Generated generated;
    const auto plan = planGateway(deployment, options, generated.problem);
    if (plan) {
        generated.text = Script(deployment, options, *plan).text();
        generated.notes = plan->notes;
    }
    return generated;
}

} // namespace duodoctor
