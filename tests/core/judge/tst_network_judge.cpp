#include "judge/network_judge.h"
#include "support/evidence_builder.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{
const QString kPlain = u"http://aigw.example.com:5052/monitoring/healthz"_s;
const QString kSecure = u"https://aigw.example.com/monitoring/healthz"_s;
const QString kProxy = u"proxy.example.com:3128"_s;
} // namespace

class TestNetworkJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachStageHasItsFinding_data();
    void eachStageHasItsFinding();
    void findingsCarryHostPortAndEvidence();
    void anErrorWithoutItsAddressNamesNoPort();
    void hostileAnswersAreSurvived();
};

void TestNetworkJudge::eachStageHasItsFinding_data()
{
    using Kind = NetworkFailureKind;
    using Stage = NetworkStage;
    QTest::addColumn<EvidencePtr>("evidence");
    QTest::addColumn<QStringList>("name");
    QTest::addColumn<QStringList>("connection");
    QTest::addColumn<QStringList>("arrival");
    const QStringList none;
    const auto row = [](const char *title, const ExchangeBuilder &builder, const QStringList &name,
                        const QStringList &connection, const QStringList &arrival) {
        QTest::newRow(title) << builder.evidence() << name << connection << arrival;
    };
    row("a healthy answer", ExchangeBuilder(kPlain).json(200, "{}"), none, none, none);
    row("name not found", ExchangeBuilder(kPlain).fails(Kind::NameNotFound, Stage::Resolve), {u"dns-not-found"_s}, none,
        none);
    row("name server silent", ExchangeBuilder(kPlain).fails(Kind::NameServerSilent, Stage::Resolve),
        {u"dns-not-found"_s}, none, none);
    row("name lookup ran out", ExchangeBuilder(kPlain).fails(Kind::TimedOut, Stage::Resolve), {u"dns-not-found"_s},
        none, none);
    row("refused", ExchangeBuilder(kPlain).fails(Kind::Refused, Stage::Connect), none, {u"connect-refused"_s}, none);
    row("dropped", ExchangeBuilder(kPlain).fails(Kind::TimedOut, Stage::Connect), none, {u"connect-timeout"_s}, none);
    row("no route", ExchangeBuilder(kPlain).fails(Kind::NetworkUnreachable, Stage::Connect), none,
        {u"network-unreachable"_s}, none);
    row("closed before an answer", ExchangeBuilder(kPlain).fails(Kind::ClosedByPeer, Stage::Response), none, none,
        {u"connection-closed"_s});
    row("reset in the handshake", ExchangeBuilder(kSecure).fails(Kind::ClosedByPeer, Stage::Tls), none, none,
        {u"connection-closed"_s});
    row("half an answer", ExchangeBuilder(kPlain).json(200, "{\"par").fails(Kind::ClosedByPeer, Stage::Response), none,
        none, {u"connection-closed"_s});
    row("accepts and says nothing", ExchangeBuilder(kPlain).fails(Kind::TimedOut, Stage::Response), none, none,
        {u"response-timeout"_s});
    row("silent in the handshake", ExchangeBuilder(kSecure).fails(Kind::TimedOut, Stage::Tls), none, none,
        {u"response-timeout"_s});
    row("untrusted certificate is not the network's",
        ExchangeBuilder(kSecure).fails(Kind::CertificateNotTrusted, Stage::Tls), none, none, none);
    row("not TLS is not the network's", ExchangeBuilder(kSecure).fails(Kind::NotTls, Stage::Tls), none, none, none);
    row("cancelled", ExchangeBuilder(kPlain).fails(Kind::Cancelled, Stage::Connect), none, none, none);
    row("proxy's name unknown", ExchangeBuilder(kPlain).through(kProxy).fails(Kind::NameNotFound, Stage::ProxyResolve),
        none, {u"proxy-unreachable"_s}, none);
    row("proxy refused", ExchangeBuilder(kPlain).through(kProxy).fails(Kind::Refused, Stage::ProxyConnect), none,
        {u"proxy-unreachable"_s}, none);
    row("proxy wants a password for http",
        ExchangeBuilder(kPlain).through(kProxy).html(407, "x").fails(Kind::ProxyAuthRequired, Stage::ProxyAnswer), none,
        {u"proxy-auth-required"_s}, none);
    row("proxy wants a password for https",
        ExchangeBuilder(kSecure).through(kProxy, 407).fails(Kind::ProxyAuthRequired, Stage::ProxyAnswer), none,
        {u"proxy-auth-required"_s}, none);
    row("proxy refuses the tunnel",
        ExchangeBuilder(kSecure).through(kProxy, 403).fails(Kind::ProxyRefusedTunnel, Stage::ProxyAnswer), none,
        {u"proxy-intercepts-internal"_s}, none);
    row("Squid's error page",
        ExchangeBuilder(kPlain)
            .through(kProxy)
            .html(503, "<html><title>ERROR: The requested URL could not be retrieved</title>")
            .header("x-squid-error", "ERR_DNS_FAIL 0"),
        none, {u"proxy-intercepts-internal"_s}, none);
    row("nginx's error page behind a proxy is not the proxy's",
        ExchangeBuilder(kPlain).through(kProxy).html(502, "<html><center>nginx/1.22.1</center></html>"), none, none,
        none);
    row("healthy through a proxy", ExchangeBuilder(kPlain).through(kProxy).json(200, "{}"), none, none, none);
    row("nginx: http on a TLS port",
        ExchangeBuilder(kPlain).html(400, "<center>The plain HTTP request was sent to HTTPS port</center>"), none, none,
        {u"http-on-tls-port"_s});
    row("Go: http on a TLS port",
        ExchangeBuilder(kPlain).answers(400, "Client sent an HTTP request to an HTTPS server.\n"), none, none,
        {u"http-on-tls-port"_s});
    row("a TLS alert for http", ExchangeBuilder(kPlain).foreignBytes(QByteArray("\x15\x03\x01\x00\x02\x02\x46", 7)),
        none, none, {u"http-on-tls-port"_s});
    row("HTTP/2 frames for http/1", ExchangeBuilder(kPlain).foreignBytes(QByteArray("\0\0\x12\x04\0\0\0\0\0", 9)), none,
        none, {u"url-wrong-port"_s});
    row("foreign bytes on the gRPC port", ExchangeBuilder(u"http://aigw.example.com:50052/"_s).foreignBytes("?"), none,
        none, {u"url-wrong-port"_s});
    row("foreign bytes elsewhere", ExchangeBuilder(kPlain).foreignBytes("SSH-2.0-OpenSSH_9.2\r\n"), none, none,
        {u"connection-closed"_s});
}

void TestNetworkJudge::eachStageHasItsFinding()
{
    QFETCH(EvidencePtr, evidence);
    QFETCH(QStringList, name);
    QFETCH(QStringList, connection);
    QFETCH(QStringList, arrival);
    const Deployment deployment = exampleDeployment();
    const JudgeInput input = judgeInput(deployment, {{role::kExchange, evidence}});
    QCOMPARE(idsOf(judgeNameResolution(input)), name);
    QCOMPARE(idsOf(judgeConnection(input)), connection);
    QCOMPARE(idsOf(judgeAnswerArrived(input)), arrival);
}

void TestNetworkJudge::findingsCarryHostPortAndEvidence()
{
    const Deployment deployment = exampleDeployment();
    const EvidencePtr evidence =
        ExchangeBuilder(kPlain).fails(NetworkFailureKind::Refused, NetworkStage::Connect).evidence();
    const Findings findings = judgeConnection(judgeInput(deployment, {{role::kExchange, evidence}}));
    QCOMPARE(findings.size(), 1);
    QCOMPARE(findings.first().arguments.value(Argument::Host), u"aigw.example.com"_s);
    QCOMPARE(findings.first().arguments.value(Argument::Port), u"5052"_s);
    QCOMPARE(findings.first().arguments.value(Argument::Service), u"the AI Gateway"_s);
    QCOMPARE(findings.first().evidence, QList{evidence});
    QVERIFY(judgeConnection(judgeInput(deployment, {})).isEmpty());
}

void TestNetworkJudge::anErrorWithoutItsAddressNamesNoPort()
{
    const Deployment deployment = exampleDeployment();
    const EvidencePtr evidence =
        ExchangeBuilder(QString{}).fails(NetworkFailureKind::Refused, NetworkStage::Connect).evidence();
    const Findings findings = judgeConnection(judgeInput(deployment, {{role::kExchange, evidence}}));
    QCOMPARE(findings.size(), 1);
    QVERIFY(!findings.first().arguments.contains(Argument::Port));
}

void TestNetworkJudge::hostileAnswersAreSurvived()
{
    const Deployment deployment = exampleDeployment();
    for (const QByteArray &body : hostileBodies()) {
        for (const ExchangeBuilder &builder :
             {ExchangeBuilder(kPlain).foreignBytes(body), ExchangeBuilder(kPlain).through(kProxy).html(503, body),
              ExchangeBuilder(kPlain).answers(302, body).header("location", body.left(4000))}) {
            const JudgeInput input = judgeInput(deployment, {{role::kExchange, builder.evidence()}});
            for (const Finding &finding : judgeConnection(input) + judgeAnswerArrived(input) + judgeRedirect(input)) {
                for (const QString &value : finding.arguments.values()) {
                    QVERIFY(value.size() <= 500);
                }
            }
        }
    }
}

DUODOCTOR_TEST_MAIN(TestNetworkJudge)
#include "tst_network_judge.moc"
