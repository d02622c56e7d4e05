#include "practice/practice_servers.h"

#include "practice/http_connection.h"
#include "practice/metrics_server.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

LoopbackListener::OnConnection serving(const HttpHandler &handler)
{
    return [handler](ByteStream *stream) { new HttpConnection(stream, handler); };
}

} // namespace

PracticeServers::PracticeServers(const PracticeSwitches &switches)
    : m_switches(switches)
{
}

QString PracticeServers::start()
{
    m_root = makeRoot(u"Practice Company Root CA"_s);
    if (m_root.certificate.isEmpty()) {
        return u"The certificates of the practice deployment could not be made."_s;
    }
    // GitLab first: what it calls itself contains its own port.
    const bool isOpen = openGitlab() && openAgentPlatform() && openMetrics() && openModel() && openGateway();
    return isOpen ? QString{} : u"The practice deployment got no free port, or its certificate was refused."_s;
}

QString PracticeServers::withPorts(QString text) const
{
    for (auto port = m_ports.begin(); port != m_ports.end(); ++port) {
        text.replace(u'{' + port.key() + u'}', QString::number(port.value()));
    }
    return text;
}

bool PracticeServers::openGitlab()
{
    // The handler reads the address when the first request comes, and by then the port is known.
    const auto behaviour = std::make_shared<GitlabBehaviour>(m_switches.gitlab);
    const auto tls = healthyTls(u"gitlab.practice.localhost"_s, {"http/1.1"});
    const auto answer = [behaviour](const ServedRequest &request) { return gitlabAnswer(*behaviour, request); };
    const bool isOpen = open(u"gitlab"_s, m_switches.gitlabPort, tls, serving(answer));
    m_switches.gitlab.externalUrl = withPorts(m_switches.gitlabUrl).toLatin1();
    behaviour->externalUrl = m_switches.gitlab.externalUrl;
    return isOpen;
}

bool PracticeServers::openGateway()
{
    std::shared_ptr<const TlsServerContext> tls;
    if (m_switches.gatewaySpeaksTls) {
        TlsServerSettings settings;
        settings.chain = makeChain(m_switches.gatewayChain, m_root);
        settings.protocols = {"http/1.1"};
        settings.isClientCertificateRequired = m_switches.gatewayWantsClientCertificate;
        settings.isOldProtocolOnly = m_switches.gatewayIsOldProtocolOnly;
        settings.answerToPlainText = nginxPlainTextRefusal();
        tls = TlsServerContext::make(settings);
        if (!tls) {
            return false;
        }
    }
    const auto answer = [switches = m_switches](const ServedRequest &request) {
        switch (switches.gatewayOccupant) {
        case Occupant::Gitlab:
            return gitlabAnswer(switches.gitlab, request);
        case Occupant::ModelServer:
            return modelAnswer(switches.model, request);
        case Occupant::Itself:
            break;
        }
        return gatewayAnswer(switches.gateway, request);
    };
    return open(u"gateway"_s, m_switches.gatewayPort, tls, serving(answer));
}

bool PracticeServers::openAgentPlatform()
{
    const bool isProxy = m_switches.grpcIsBehindHttp1Proxy;
    const auto tls = m_switches.grpcSpeaksTls ? healthyTls(u"aigw.practice.localhost"_s,
                                                           {isProxy ? QByteArray{"http/1.1"} : QByteArray{"h2"}})
                                              : nullptr;
    if (isProxy) {
        return open(u"grpc"_s, m_switches.grpcPort, tls,
                    serving([](const ServedRequest &) { return nginxErrorAnswer(502); }));
    }
    const GrpcServing serving = m_switches.grpcServing;
    return open(u"grpc"_s, m_switches.grpcPort, tls,
                [serving](ByteStream *stream) { new GrpcHealthConnection(stream, serving); });
}

bool PracticeServers::openMetrics()
{
    return open(u"metrics"_s, m_switches.metricsPort, nullptr, serving(metricsAnswer));
}

bool PracticeServers::openModel()
{
    const auto answer = [behaviour = m_switches.model](const ServedRequest &request) {
        return modelAnswer(behaviour, request);
    };
    return open(u"model"_s, m_switches.modelPort, nullptr, serving(answer));
}

bool PracticeServers::open(const QString &name, const PortSwitches &port,
                           const std::shared_ptr<const TlsServerContext> &tls,
                           const LoopbackListener::OnConnection &onConnection)
{
    if (port.dead) {
        std::unique_ptr<DeadPort> dead = DeadPort::make(*port.dead);
        if (!dead) {
            return false;
        }
        m_ports.insert(name, dead->port());
        m_deadPorts.push_back(std::move(dead));
        return true;
    }
    auto *listener = new LoopbackListener(this);
    if (!listener->listen(port.behaviour, tls, onConnection)) {
        return false;
    }
    m_ports.insert(name, listener->port());
    return true;
}

std::shared_ptr<const TlsServerContext> PracticeServers::healthyTls(const QString &host,
                                                                    const QList<QByteArray> &protocols) const
{
    TlsServerSettings settings;
    settings.chain = makeChain(healthyChain(host), m_root);
    settings.protocols = protocols;
    settings.answerToPlainText = nginxPlainTextRefusal();
    return TlsServerContext::make(settings);
}

} // namespace duodoctor
