#include "probe/prober.h"

#include "support/grpc_server.h"
#include "support/lab_certificates.h"
#include "support/nginx_server.h"
#include "support/probe_harness.h"
#include "support/scripted_server.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestProberGrpc : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void healthIsRead_data();
    void healthIsRead();
    void healthIsReadOverTls();
    void missingServiceIsSaid();
    void serverWithoutHttp2IsSaid();
    void tlsServerWithoutHttp2IsSaid();
    void tlsPortAskedInPlainTextIsSaid();
    void plainPortAskedByTlsIsSaid();
    void webRequestAtAGrpcPortShowsItsFrames();
    void refusedAndSilentPortsAreSaid();

private:
    GrpcHealth health(int port, bool tls = false) const;

    QTemporaryDir m_folder;
    QString m_certificate;
    QString m_key;
};

void TestProberGrpc::initTestCase()
{
    CertificateWish wish;
    wish.subjectAltName = "DNS:localhost,IP:127.0.0.1";
    const LabCertificate certificate = LabCertificate::make(wish);
    m_certificate = m_folder.filePath(u"server.pem"_s);
    m_key = m_folder.filePath(u"server.key"_s);
    for (const auto &[name, bytes] :
         {std::pair{m_certificate, certificate.pem()}, std::pair{m_key, certificate.keyPem()}}) {
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
}

GrpcHealth TestProberGrpc::health(int port, bool tls) const
{
    Prober prober(bareEnvironment(3s));
    GrpcHealthRequest request;
    request.host = u"127.0.0.1"_s;
    request.port = port;
    request.tls = tls;
    const EvidencePtr evidence = probeOnce(prober, request);
    return evidence && evidence->grpcHealth() ? *evidence->grpcHealth() : GrpcHealth{};
}

void TestProberGrpc::healthIsRead_data()
{
    QTest::addColumn<GrpcHealth::Serving>("serving");
    QTest::newRow("SERVING") << GrpcHealth::Serving::Serving;
    QTest::newRow("NOT_SERVING") << GrpcHealth::Serving::NotServing;
    QTest::newRow("UNKNOWN") << GrpcHealth::Serving::Unknown;
}

void TestProberGrpc::healthIsRead()
{
    QFETCH(GrpcHealth::Serving, serving);
    const GrpcServer server(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY2(server.port() != 0, qPrintable(server.error()));
    const GrpcHealth answer = health(server.port());
    QVERIFY2(answer.exchange.isComplete(), qPrintable(answer.exchange.failure.detail));
    QCOMPARE(answer.exchange.httpVersion, u"2"_s);
    QCOMPARE(answer.exchange.url.path(), u"/grpc.health.v1.Health/Check"_s);
    QCOMPARE(answer.grpcStatus, 0);
    QCOMPARE(answer.serving, serving);
    QCOMPARE_LT(answer.exchange.phases.total->count(), 2'000'000);
}

void TestProberGrpc::healthIsReadOverTls()
{
    const GrpcServer server(u"SERVING"_s, m_certificate, m_key);
    QVERIFY2(server.port() != 0, qPrintable(server.error()));
    const GrpcHealth answer = health(server.port(), true);
    QVERIFY2(answer.exchange.isComplete(), qPrintable(answer.exchange.failure.detail));
    QCOMPARE(answer.exchange.tls->alpn, u"h2"_s);
    QCOMPARE(answer.exchange.tls->chainDer.size(), 1);
    QCOMPARE(answer.serving, GrpcHealth::Serving::Serving);
}

void TestProberGrpc::missingServiceIsSaid()
{
    const GrpcServer server(u"NO_HEALTH"_s);
    QVERIFY2(server.port() != 0, qPrintable(server.error()));
    const GrpcHealth answer = health(server.port());
    constexpr int kUnimplemented = 12;
    QCOMPARE(answer.grpcStatus, kUnimplemented);
    QVERIFY(!answer.grpcMessage.isEmpty());
    QVERIFY(!answer.serving);
}

void TestProberGrpc::serverWithoutHttp2IsSaid()
{
    NginxServer nginx;
    const int port = freePort();
    QCOMPARE(nginx.start(u"server { listen 127.0.0.1:%1; return 200 'x'; }"_s.arg(port), port), QString());
    const GrpcHealth answer = health(port);
    QVERIFY(!answer.grpcStatus && !answer.serving);
    QCOMPARE(answer.exchange.httpVersion, u"1.1"_s);
    QCOMPARE(answer.exchange.status, 400);
    QVERIFY2(answer.exchange.body.contains("nginx"), answer.exchange.body.constData());
}

void TestProberGrpc::tlsServerWithoutHttp2IsSaid()
{
    NginxServer nginx;
    const int port = freePort();
    QCOMPARE(
        nginx.start(
            u"server { listen 127.0.0.1:%1 ssl; ssl_certificate %2; ssl_certificate_key %3; return 404; }"_s.arg(port)
                .arg(m_certificate, m_key),
            port),
        QString());
    const GrpcHealth answer = health(port, true);
    QVERIFY(!answer.grpcStatus && !answer.serving);
    QCOMPARE(answer.exchange.httpVersion, u"1.1"_s);
    QCOMPARE(answer.exchange.status, 404);
    QCOMPARE(answer.exchange.tls->alpn, u"http/1.1"_s);
}

void TestProberGrpc::tlsPortAskedInPlainTextIsSaid()
{
    const GrpcServer server(u"SERVING"_s, m_certificate, m_key);
    QVERIFY2(server.port() != 0, qPrintable(server.error()));
    const GrpcHealth answer = health(server.port());
    QVERIFY(answer.exchange.failure);
    QVERIFY(!answer.grpcStatus);

    // Most other servers say it by an alert.
    ScriptedServer other({.answer = QByteArray::fromHex("15030300020246")});
    const GrpcHealth alerted = health(other.serverPort());
    QCOMPARE(alerted.exchange.failure.kind, NetworkFailureKind::NotHttp);
    QCOMPARE(alerted.exchange.body, QByteArray::fromHex("15030300020246"));
}

void TestProberGrpc::plainPortAskedByTlsIsSaid()
{
    const GrpcServer server(u"SERVING"_s);
    QVERIFY2(server.port() != 0, qPrintable(server.error()));
    const GrpcHealth answer = health(server.port(), true);
    QCOMPARE(answer.exchange.failure.kind, NetworkFailureKind::NotTls);
    QVERIFY(!answer.exchange.body.isEmpty());
}

void TestProberGrpc::webRequestAtAGrpcPortShowsItsFrames()
{
    const GrpcServer server(u"SERVING"_s);
    QVERIFY2(server.port() != 0, qPrintable(server.error()));
    Prober prober(bareEnvironment(3s));
    const HttpExchange exchange =
        exchangeOf(prober, getRequest(u"http://127.0.0.1:%1/monitoring/healthz"_s.arg(server.port())));
    QCOMPARE(exchange.failure.kind, NetworkFailureKind::NotHttp);
    constexpr qsizetype kFrameType = 3;
    constexpr char kSettings = 4;
    QVERIFY(exchange.body.size() > kFrameType);
    QCOMPARE(exchange.body.at(kFrameType), kSettings);
}

void TestProberGrpc::refusedAndSilentPortsAreSaid()
{
    QCOMPARE(health(freePort()).exchange.failure.kind, NetworkFailureKind::Refused);

    ScriptedServer mute({.closesAfterAnswer = false});
    Prober prober(bareEnvironment(300ms));
    const EvidencePtr evidence = probeOnce(prober, GrpcHealthRequest{u"localhost"_s, mute.serverPort(), false});
    QCOMPARE(evidence->httpExchange()->failure.kind, NetworkFailureKind::TimedOut);
    QCOMPARE(evidence->httpExchange()->failure.stage, NetworkStage::Response);
    QVERIFY(evidence->command.startsWith(u"grpcurl -plaintext "_s));
}

DUODOCTOR_TEST_MAIN(TestProberGrpc)
#include "tst_prober_grpc.moc"
