#include "remedy_bench.h"

#include "support/nginx_server.h"
#include "support/session_run.h"

#include <QDir>
#include <QRegularExpression>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

const QString kHost = u"aigw.practice.localhost"_s;

QStringList serverDirectives(const RemedyFault &fault)
{
    QStringList lines{u"ssl_certificate /etc/nginx/tls/fullchain.pem;"_s,
                      u"ssl_certificate_key /etc/nginx/tls/private.key;"_s};
    if (fault.wantsClientCertificate) {
        lines << u"ssl_client_certificate /etc/nginx/tls/fullchain.pem;"_s << u"ssl_verify_client on;"_s;
    }
    if (fault.isOldProtocolOnly) {
        lines << u"ssl_protocols TLSv1.1;"_s;
    }
    // A short key and an old protocol are what is to be shown, so nginx must be willing.
    lines << u"ssl_ciphers ALL:@SECLEVEL=0;"_s;
    return lines;
}

/// @param silentPort  takes no connection and refuses none.
QStringList locationDirectives(RemedyFault::Front front, int silentPort)
{
    switch (front) {
    case RemedyFault::Front::DefaultPage:
        return {
            u"default_type text/html;"_s,
            u"return 200 '<!DOCTYPE html><html><head><title>Welcome to nginx!</title></head><body><h1>Welcome to nginx!</h1></body></html>';"_s};
    case RemedyFault::Front::NoTarget:
        return {u"proxy_pass http://127.0.0.1:1;"_s};
    case RemedyFault::Front::SilentTarget:
        return {u"proxy_pass http://127.0.0.1:%1;"_s.arg(silentPort), u"proxy_connect_timeout 1s;"_s};
    case RemedyFault::Front::Passes:
        break;
    }
    return {u"proxy_pass http://127.0.0.1:5052;"_s, u"proxy_http_version 1.1;"_s};
}

} // namespace

RemedyBench::RemedyBench(const RemedyCase &remedyCase)
    : fault(remedyFault(remedyCase.fault))
    , m_case(remedyCase)
{
    containerOptions = {{u"--publish"_s, u"5052:5052"_s},
                        {u"--publish"_s, u"50052:50052"_s},
                        {u"--env"_s, u"AIGW_GITLAB_URL=https://gitlab.practice.localhost"_s},
                        {u"--env"_s, u"SSL_CERT_FILE=/etc/duo/gateway-bundle.pem"_s},
                        {u"--env"_s, u"REQUESTS_CA_BUNDLE=/etc/duo/gateway-bundle.pem"_s},
                        {u"--env"_s, u"DUO_WORKFLOW_GITLAB_SSL_CA_FILE=/etc/duo/gateway-bundle.pem"_s},
                        {u"--volume"_s, u"/etc/duo/gateway-bundle.pem:/etc/duo/gateway-bundle.pem:ro"_s}};
}

QString RemedyBench::fallIll()
{
    if (!fault.isKnown) {
        return u"there is no such fault"_s;
    }
    SessionOptions options;
    options.probeLimit = fault.probeLimit.count() > 0 ? fault.probeLimit : std::chrono::milliseconds(10'000);
    session.setOptions(options);
    const bool isFront = m_case.ground == RemedyGround::Front;
    // Behind a proxy the gateway itself speaks plain HTTP.
    QString problem = session.startPractice(isFront ? m_case.behindFront : QStringList{m_case.fault});
    deployment = session.deployment();
    nameInstallations();
    world.words.insert(u"GATEWAY-NAME"_s, u"%1:%2"_s.arg(kHost).arg(gatewayPort()));
    world.words.insert(u"MODEL-NAME"_s, u"model.practice.localhost"_s);
    world.ports.insert(5052, gatewayPort());
    if (m_case.ground == RemedyGround::Files || isFront) {
        placeTrust();
    }
    authority = std::make_unique<RemedyAuthority>(world, fault);
    world.words.insert(u"<aia_url>"_s, authority->intermediateUrl());
    if (problem.isEmpty() && isFront) {
        problem = startFront();
    }
    if (m_case.sicken) {
        m_case.sicken(*this);
    }
    session.setDeployment(deployment);
    return problem;
}

int RemedyBench::gatewayPort() const
{
    static const QRegularExpression port(u":(\\d+)"_s);
    return port.match(session.deployment().aiGateway.url).captured(1).toInt();
}

void RemedyBench::startHealthy()
{
    session.startPractice({});
    deployment = session.deployment();
    nameInstallations();
    world.words.insert(u"GATEWAY-NAME"_s, u"%1:%2"_s.arg(kHost).arg(gatewayPort()));
}

void RemedyBench::useHealthyGatewayPort()
{
    const bool isGrpc = m_case.fault == "gateway-url-grpc-port"_L1;
    startHealthy();
    world.ports.insert(5052, gatewayPort());
    world.ports.insert(443, gatewayPort());
    world.ports.insert(50052, deployment.aiGateway.agentPlatform->address.section(u':', 1).toInt());
    const QString metrics = deployment.aiGateway.metrics.first();
    deployment.aiGateway.url =
        isGrpc ? u"https://"_s + deployment.aiGateway.agentPlatform->address : QString(metrics).remove(u"/metrics"_s);
}

void RemedyBench::nameInstallations()
{
    deployment.gitlab.installation = GitLabInstallation::LinuxPackage;
    deployment.aiGateway.installation = m_case.installation;
}

void RemedyBench::placeTrust()
{
    TrustFiles &trust = deployment.trust;
    const bool isFront = m_case.ground == RemedyGround::Front;
    const QByteArray company = isFront ? fault.companyRoot : QByteArray();
    if (!isFront) {
        // The practice's own root stands in each file that is well.
        fault.companyRoot = RemedyWorld::read(fault.isGitlabTrustWell ? trust.gitlabTrustedCerts : trust.caBundle);
        fault.companyRootKey.clear();
    } else {
        RemedyWorld::write(trust.caBundle, RemedyWorld::read(trust.caBundle) + company);
        RemedyWorld::write(world.place(u"/etc/gitlab/trusted-certs/company.crt"_s), company);
    }
    RemedyWorld::write(world.place(u"/etc/gitlab/trusted-certs/practice.crt"_s),
                       RemedyWorld::read(trust.gitlabTrustedCerts));
    if (QFile::exists(trust.gatewayBundle)) {
        RemedyWorld::write(world.place(u"/etc/duo/gateway-bundle.pem"_s),
                           RemedyWorld::read(trust.gatewayBundle) + company);
    }
    RemedyWorld::write(world.place(u"/../certifi.pem"_s), unrelatedRoot());
    trust.gatewayBundle = world.place(u"/etc/duo/gateway-bundle.pem"_s);
    trust.gitlabTrustedCerts = world.place(u"/etc/gitlab/trusted-certs"_s);
}

void RemedyBench::writeChain()
{
    const QByteArray end = "-----END CERTIFICATE-----\n";
    RemedyWorld::write(world.place(u"/etc/nginx/tls/fullchain.pem"_s), fault.chain);
    RemedyWorld::write(world.place(u"/etc/nginx/tls/private.key"_s), fault.chainKey);
    RemedyWorld::write(world.desk(u"server.pem"_s), fault.chain.left(fault.chain.indexOf(end) + end.size()));
    RemedyWorld::write(world.desk(u"private.key"_s), fault.chainKey);
}

QString RemedyBench::startFront()
{
    circumstances << Circumstance::ProxyInFront << Circumstance::GatewayAnswers;
    if (!fault.productRoot.isEmpty()) {
        circumstances << Circumstance::InspectionStays;
    }
    writeChain();
    nginx = std::make_unique<RemedyNginx>(world);
    m_silent = DeadPort::make(DeadPort::Kind::Drops);
    const QString problem = nginx->start(u" ssl"_s, serverDirectives(fault),
                                         locationDirectives(fault.front, m_silent ? m_silent->port() : 0));
    deployment.aiGateway.url = u"https://%1:%2"_s.arg(kHost).arg(nginx->port());
    world.words.insert(u"GATEWAY-NAME"_s, u"%1:%2"_s.arg(kHost).arg(nginx->port()));
    return problem;
}

void RemedyBench::setService(const QString &name, const QString &value)
{
    QJsonObject state = world.state();
    QJsonObject services = state.value("services"_L1).toObject();
    services.insert(name, value);
    state.insert(u"services"_s, services);
    world.setState(state);
}

QString RemedyBench::service(const QString &name) const
{
    return world.state().value("services"_L1).toObject().value(name).toString();
}

QString RemedyBench::runChecks()
{
    return checkEverything(session, std::chrono::seconds(60)) ? QString() : u"the checks do not end"_s;
}

QString RemedyBench::describe() const
{
    return u"\n"_s + describeResults(session) + (person ? u"\n"_s + person->diary.join(u'\n') : QString());
}

QString RemedyBench::examine(const QString &expectedFinding)
{
    const QString problem = runChecks();
    const QList<RootCause> &causes = session.diagnosis().rootCauses;
    if (!problem.isEmpty() || causes.isEmpty() || causes.first().finding.id.toString() != expectedFinding) {
        return problem + u"the fault is not named first"_s;
    }
    cause = causes.first();
    return {};
}

QString RemedyBench::treat()
{
    person = std::make_unique<RemedyPerson>(world, *authority, deployment, cause->finding);
    person->circumstances = circumstances;
    person->modelKey = modelKey;
    person->options = containerOptions;
    person->image = containerImage;
    person->startContainer();
    return person->follow(session.remedyFor(cause->finding));
}

QString RemedyBench::examineAgain()
{
    const QStringList verify = session.remedyFor(cause->finding).verify;
    if (m_case.ground == RemedyGround::Container) {
        const QString problem =
            session.startPractice(m_case.isCured(*this) ? QStringList() : QStringList{m_case.fault});
        if (!problem.isEmpty()) {
            return problem;
        }
    } else {
        const QString old = staleBundle();
        if (!old.isEmpty()) {
            return old;
        }
        session.setDeployment(person->deployment);
        if (!person->keyInDuoDoctor.isEmpty()) {
            session.setModelKey(person->deployment.models.first().name, SecretText(person->keyInDuoDoctor),
                                KeyKeeping::ThisSession);
        }
    }
    QString problem = runChecks();
    if (!problem.isEmpty()) {
        return problem;
    }
    if (!session.diagnosis().rootCauses.isEmpty() || !findingsOf(session, cause->finding.id).isEmpty()) {
        return u"not healed: "_s + rootCauseIds(session).join(u", "_s);
    }
    int passed = 0;
    for (const CheckResult &result : session.results()) {
        if (verify.contains(result.key.check.toString())) {
            passed += result.status == CheckStatus::Passed ? 1 : 0;
            if (result.status == CheckStatus::Failed || result.status == CheckStatus::Blocked) {
                return u"%1 does not pass"_s.arg(result.key.check.toString());
            }
        }
    }
    return passed > 0 ? QString() : u"no check of the article passes"_s;
}

QString RemedyBench::staleBundle() const
{
    // The checks read the file on the host; the gateway reads what it mounts, where its variables say.
    const QByteArray bundle = RemedyWorld::read(world.place(u"/etc/duo/gateway-bundle.pem"_s));
    for (const QString &variable : {u"SSL_CERT_FILE"_s, u"REQUESTS_CA_BUNDLE"_s}) {
        if (world.mounted(world.variable(variable)) != bundle) {
            return u"the gateway does not read the bundle that lies on its host: "_s + variable;
        }
    }
    return {};
}

QString RemedyBench::heal(const QString &expectedFinding)
{
    QString problem = fallIll();
    if (problem.isEmpty()) {
        problem = examine(expectedFinding);
    }
    if (problem.isEmpty()) {
        problem = treat();
    }
    if (problem.isEmpty()) {
        problem = examineAgain();
    }
    if (!problem.isEmpty()) {
        // Qt Test cuts what QVERIFY2 says.
        qWarning("%s", qPrintable(problem + describe()));
    }
    return problem;
}

QString findingOfPractice(const QString &fault)
{
    for (const PracticeFault &candidate : PracticeDeployment::faults()) {
        if (candidate.id == fault) {
            return candidate.finding;
        }
    }
    return {};
}

QString nameOf(const RemedyCase &remedyCase)
{
    const bool isCompose = remedyCase.installation == GatewayInstallation::Compose;
    return remedyCase.fault + (isCompose ? u" with Compose"_s : QString());
}

} // namespace duodoctor
