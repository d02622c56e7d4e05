#include "whole_deployment.h"

#include "support/lab_certificates.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpSocket>
#include <QtTest>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto kServers = DUODOCTOR_SOURCE_DIR "/tests/support/duo_servers.py";
constexpr auto kGrpcServer = DUODOCTOR_SOURCE_DIR "/tests/support/grpc_health_server.py";
constexpr int kGatewayPort = 5052;
constexpr int kAgentPlatformPort = 50052;
constexpr int kPatienceMs = 20'000;

/// What a process says that does not start.
QString complaintOf(QProcess &process, const QString &what)
{
    process.waitForFinished(1000);
    return what + u" does not start: "_s + process.errorString() + u' ' +
           QString::fromUtf8(process.readAllStandardError());
}

bool waitsFor(const QString &host, int port)
{
    return QTest::qWaitFor(
        [&] {
            QTcpSocket socket;
            socket.connectToHost(host, static_cast<quint16>(port));
            return socket.waitForConnected(500);
        },
        kPatienceMs);
}

QJsonObject part(const QString &role, int port)
{
    return {{u"role"_s, role}, {u"address"_s, u"0.0.0.0"_s}, {u"port"_s, port}};
}

QString described(const QJsonArray &parts)
{
    return QString::fromUtf8(QJsonDocument(parts).toJson(QJsonDocument::Compact));
}

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

void end(QProcess &process)
{
    process.closeWriteChannel();
    if (process.state() != QProcess::NotRunning && !process.waitForFinished(1000)) {
        process.kill();
        process.waitForFinished();
    }
}

} // namespace

WholeDeployment::~WholeDeployment()
{
    clear();
    end(m_servers);
}

QString WholeDeployment::makeCertificates() const
{
    const LabCertificate root = LabCertificate::make(authorityWish(u"Corporate Root CA"_s));
    CertificateWish wish;
    wish.commonName = u"gitlab.test"_s;
    wish.subjectAltName = "DNS:gitlab.test";
    const LabCertificate leaf = LabCertificate::make(wish, &root);
    const bool isWritten = write(authorityFile(), root.pem()) && write(m_folder.filePath(u"leaf.pem"_s), leaf.pem()) &&
                           write(m_folder.filePath(u"leaf.key"_s), leaf.keyPem());
    return isWritten ? QString() : u"the certificates could not be written"_s;
}

QString WholeDeployment::startServers()
{
    QJsonObject secure = part(u"gitlab"_s, 443);
    secure.insert(u"certificate"_s, m_folder.filePath(u"leaf.pem"_s));
    secure.insert(u"key"_s, m_folder.filePath(u"leaf.key"_s));
    const QJsonArray parts{part(u"gitlab"_s, 80), secure, part(u"model"_s, 8000), part(u"proxy"_s, 3128)};
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"MODEL_KEY"_s, QString::fromLatin1(kModelKey));
    m_servers.setProcessEnvironment(environment);
    m_servers.start(u"/usr/bin/python3"_s, {QString::fromUtf8(kServers), u"--until-input-ends"_s, described(parts)});
    const bool isReady = m_servers.waitForReadyRead(kPatienceMs);
    return isReady ? QString() : complaintOf(m_servers, u"a server of the deployment"_s);
}

QString WholeDeployment::start(const QByteArray &sudoPassword)
{
    QString trouble = makeCertificates();
    if (trouble.isEmpty()) {
        trouble = m_gitlab.start(GitlabHost::defaultState(), sudoPassword);
    }
    return trouble.isEmpty() ? startServers() : trouble;
}

void WholeDeployment::clear()
{
    if (m_agentPlatform) {
        end(*m_agentPlatform);
    }
    m_agentPlatform.reset();
    m_container.reset();
    m_network.reset();
}

QString WholeDeployment::prepare(const Situation &situation)
{
    clear();
    QJsonObject state = GitlabHost::defaultState();
    QJsonArray models = state.value("models"_L1).toArray();
    QJsonObject model = models.at(0).toObject();
    model.insert(u"api_token"_s, QString::fromLatin1(kModelKey));
    models[0] = model;
    state.insert(u"models"_s, models);
    state.insert(u"start_seconds"_s, situation.railsStartSeconds);
    if (situation.hasOwnNetwork) {
        state.insert(u"gateway_url"_s, u"http://aigw-own.test:5052"_s);
        state.insert(u"agent_platform_url"_s, u"aigw-own.test:50052"_s);
    }
    if (situation.gitlab) {
        situation.gitlab(state);
    }
    m_gitlab.setState(state);
    m_gitlab.clearJournal();
    if (situation.hasOwnNetwork) {
        m_network = std::make_unique<ContainerNetwork>();
        if (const QString trouble = m_network->start(); !trouble.isEmpty()) {
            return trouble;
        }
    }
    QString trouble = startContainer(situation);
    if (trouble.isEmpty()) {
        trouble = startAgentPlatform(situation);
    }
    writeFile(situation);
    return trouble;
}

QString WholeDeployment::startAgentPlatform(const Situation &situation)
{
    if (situation.agentPlatform.isEmpty()) {
        return {};
    }
    QStringList words = situation.hasOwnNetwork ? m_network->enterWords() : QStringList{};
    words << u"/usr/bin/python3"_s << QString::fromUtf8(kGrpcServer) << situation.agentPlatform;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"GRPC_ADDRESS"_s, u"0.0.0.0:%1"_s.arg(kAgentPlatformPort));
    m_agentPlatform = std::make_unique<QProcess>();
    m_agentPlatform->setProcessEnvironment(environment);
    m_agentPlatform->start(words.first(), words.mid(1));
    const bool isReady = m_agentPlatform->waitForReadyRead(kPatienceMs);
    return isReady ? QString() : complaintOf(*m_agentPlatform, u"the gRPC server (package python3-grpcio)"_s);
}

QString WholeDeployment::startContainer(const Situation &situation)
{
    CertificateWish keyWish;
    keyWish.rsaBits = 2048;
    const QString key = QString::fromUtf8(LabCertificate::make(keyWish).keyPem());
    PodmanContainer::Setup setup;
    setup.contents = PodmanContainer::Contents::Python;
    setup.network = situation.hasOwnNetwork ? u"ns:/proc/%1/ns/net"_s.arg(m_network->processId()) : u"host"_s;
    setup.environment = QStringList{u"AIGW_CUSTOM_MODELS__ENABLED=true"_s,
                                    u"AIGW_GITLAB_URL=http://gitlab.test"_s,
                                    u"AIGW_GITLAB_API_URL=http://gitlab.test/api/v4/"_s,
                                    u"ENABLE_DUO_WORKFLOW_SERVICE=true"_s,
                                    u"DUO_WORKFLOW_AUTH__ENABLED=true"_s,
                                    u"AIGW_SELF_SIGNED_JWT__SIGNING_KEY="_s + key,
                                    u"AIGW_SELF_SIGNED_JWT__VALIDATION_KEY="_s + key,
                                    u"DUO_WORKFLOW_SELF_SIGNED_JWT__SIGNING_KEY="_s + key,
                                    u"DUO_WORKFLOW_SELF_SIGNED_JWT__VALIDATION_KEY="_s + key};
    setup.environment << u"GATEWAY_LOG="_s + QString::fromUtf8(situation.gatewayLog);
    if (situation.environment) {
        situation.environment(setup.environment);
    }
    setup.options = {
        u"--volume"_s, u"" DUODOCTOR_SOURCE_DIR "/tests/support:/duo:ro"_s,
        u"--volume"_s, u"" DUODOCTOR_SOURCE_DIR "/tests/data/gateway_container/poetry:/usr/local/bin/poetry:ro"_s,
        u"--volume"_s, authorityFile() + u":/etc/corporate.pem:ro"_s,
        u"--volume"_s, u"/etc/ssl/certs/ca-certificates.crt:/etc/ssl/certs/ca-certificates.crt:ro"_s};
    QStringList hosts = situation.hosts;
    if (situation.hasOwnNetwork) {
        hosts << u"gitlab.test:10.77.0.1"_s << u"model.test:10.77.0.1"_s;
    }
    for (const QString &host : std::as_const(hosts)) {
        setup.options << u"--add-host"_s << host;
    }
    setup.options << situation.containerOptions;
    setup.command = situation.isGatewayDead ? QStringList{u"/bin/sleep"_s, u"600"_s}
                                            : QStringList{u"/usr/bin/python3"_s, u"/duo/duo_servers.py"_s,
                                                          described({part(u"gateway"_s, kGatewayPort)})};
    m_container = std::make_unique<PodmanContainer>();
    if (const QString trouble = m_container->start(setup); !trouble.isEmpty()) {
        return trouble;
    }
    const QString host = situation.hasOwnNetwork ? u"10.77.0.2"_s : u"127.0.0.1"_s;
    return situation.isGatewayDead || waitsFor(host, kGatewayPort) ? QString()
                                                                   : u"the gateway's container does not answer"_s;
}

void WholeDeployment::writeFile(const Situation &situation) const
{
    const QString host = situation.hasOwnNetwork ? u"aigw-own.test"_s : u"aigw.test"_s;
    const SshServer &server = m_gitlab.server();
    const QJsonObject ssh{{u"via"_s, u"ssh"_s},
                          {u"host"_s, u"127.0.0.1"_s},
                          {u"port"_s, server.port()},
                          {u"user"_s, server.user()},
                          {u"sudo"_s, true}};
    const QJsonObject container{
        {u"via"_s, u"docker"_s}, {u"engine"_s, u"podman"_s}, {u"container"_s, m_container->name()}, {u"on"_s, ssh}};
    const QJsonObject model{{u"name"_s, u"mistral"_s},
                            {u"family"_s, u"mistral"_s},
                            {u"provider"_s, u"vllm"_s},
                            {u"identifier"_s, u"custom_openai/Mistral-Small"_s},
                            {u"endpoint"_s, u"http://model.test:8000/v1"_s},
                            {u"features"_s, QJsonArray{u"code_generations"_s, u"duo_chat"_s}},
                            {u"api_key"_s, QJsonObject{{u"from"_s, u"env"_s}, {u"variable"_s, u"MODEL_KEY"_s}}}};
    const QJsonObject agentPlatform{{u"address"_s, host + u":50052"_s}, {u"tls"_s, false}};
    QJsonObject file{{u"schema"_s, u"duo-doctor/deployment/1"_s},
                     {u"name"_s, u"Loopback"_s},
                     {u"gitlab"_s, QJsonObject{{u"url"_s, u"http://gitlab.test"_s},
                                               {u"version"_s, u"18.2.1"_s},
                                               {u"user"_s, u"root"_s},
                                               {u"reach"_s, ssh}}},
                     {u"ai_gateway"_s, QJsonObject{{u"url"_s, u"http://%1:5052"_s.arg(host)},
                                                   {u"agent_platform"_s, agentPlatform},
                                                   {u"reach"_s, container}}},
                     {u"models"_s, QJsonArray{model}},
                     {u"trust"_s, QJsonObject{{u"ca_bundle"_s, authorityFile()}}}};
    if (situation.deployment) {
        situation.deployment(file);
    }
    write(filePath(), QJsonDocument(file).toJson());
}

void WholeDeployment::startCheck(ProgramWatch &program, const QByteArray &typed) const
{
    QProcessEnvironment extra;
    extra.insert(u"MODEL_KEY"_s, QString::fromLatin1(kModelKey));
    program.start(filePath(), m_gitlab.server().clientOptions().at(1), extra, typed);
}

ProgramWatch::Result WholeDeployment::check(const QByteArray &typed)
{
    ProgramWatch program;
    startCheck(program, typed);
    return program.wait();
}

QList<qint64> WholeDeployment::networkHolders() const
{
    QList<qint64> holders{QCoreApplication::applicationPid()};
    if (m_network) {
        holders << m_network->processId();
    }
    return holders;
}

} // namespace duodoctor
