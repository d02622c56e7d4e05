#include "probe/prober.h"

#include "support/lab_certificates.h"
#include "support/nginx_server.h"
#include "support/probe_harness.h"
#include "support/scripted_server.h"
#include "support/test_main.h"

#include <QCryptographicHash>
#include <QSslCertificate>
#include <QTcpSocket>

using namespace duodoctor;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

/// Accepts CONNECT and passes bytes on, as a forward proxy does.
class TunnelProxy : public QTcpServer
{
public:
    TunnelProxy()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *client = nextPendingConnection();
            auto *server = new QTcpSocket(client);
            connect(client, &QTcpSocket::readyRead, this, [this, client, server] {
                if (server->state() == QAbstractSocket::UnconnectedState) {
                    request = client->readAll();
                    server->connectToHost(QHostAddress::LocalHost, targetPort);
                    client->write("HTTP/1.1 200 Connection established\r\n\r\n");
                } else {
                    server->write(client->readAll());
                }
            });
            connect(server, &QTcpSocket::readyRead, this, [client, server] { client->write(server->readAll()); });
            connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        });
    }
    quint16 targetPort = 0;
    QByteArray request;
};

} // namespace

/// Against real nginx, which stands on the same OpenSSL as most servers of a deployment.
class TestProberTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void chainIsKeptAsItWasSent();
    void agreedParametersAreRecorded();
    void untrustedChainDoesNotEndAProbe();
    void credentialGoesOnlyToATrustedServer();
    void weakCertificatesAreSeenToo();
    void plainHttpOnATlsPortIsAnswered();
    void tlsOnAPlainPortIsNoTls();
    void missingClientCertificateIsSaid_data();
    void missingClientCertificateIsSaid();
    void refusedProtocolIsSaid();
    void oldServerIsSaid();
    void noCommonCipherIsSaid();
    void tunnelOfAProxyIsTransparent();

private:
    QString file(const QString &name, const QByteArray &bytes) const;
    QString startServer(const QString &directives, const QString &certificate = u"server"_s);
    HttpExchange probe(const QString &url) const;

    std::unique_ptr<NginxServer> m_nginx;
    int m_port = 0;
    QTemporaryDir m_folder;
    QByteArray m_leafDer;
    QByteArray m_authorityDer;
};

void TestProberTls::initTestCase()
{
    const LabCertificate authority = LabCertificate::make(authorityWish(u"Lab Root"_s));
    CertificateWish wish;
    wish.subjectAltName = "DNS:gateway.practice.localhost,IP:127.0.0.1";
    const LabCertificate leaf = LabCertificate::make(wish, &authority);
    file(u"server.pem"_s, leaf.pem() + authority.pem());
    file(u"server.key"_s, leaf.keyPem());
    file(u"authority.pem"_s, authority.pem());
    m_leafDer = QSslCertificate(leaf.pem()).toDer();
    m_authorityDer = QSslCertificate(authority.pem()).toDer();

    CertificateWish weak;
    weak.rsaBits = 1024;
    weak.signWithSha1 = true;
    const LabCertificate weakLeaf = LabCertificate::make(weak);
    file(u"weak.pem"_s, weakLeaf.pem());
    file(u"weak.key"_s, weakLeaf.keyPem());
}

QString TestProberTls::file(const QString &name, const QByteArray &bytes) const
{
    QFile out(m_folder.filePath(name));
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size()) {
        qFatal("cannot write %s", qPrintable(out.fileName()));
    }
    return out.fileName();
}

QString TestProberTls::startServer(const QString &directives, const QString &certificate)
{
    m_nginx = std::make_unique<NginxServer>();
    m_port = freePort();
    const QString block = u"server { listen 127.0.0.1:%1 ssl; ssl_certificate %2.pem; ssl_certificate_key %2.key;\n"
                          "%3\n location / { default_type text/plain; return 200 'hello'; } }"_s.arg(m_port)
                              .arg(m_folder.filePath(certificate), directives);
    return m_nginx->start(block, m_port);
}

HttpExchange TestProberTls::probe(const QString &url) const
{
    Prober prober(bareEnvironment());
    return exchangeOf(prober, getRequest(url.arg(m_port)));
}

void TestProberTls::chainIsKeptAsItWasSent()
{
    QCOMPARE(startServer({}), QString());
    const HttpExchange exchange = probe(u"https://gateway.practice.localhost:%1/"_s);
    QVERIFY2(exchange.isComplete(), qPrintable(exchange.failure.detail));
    QVERIFY(exchange.tls);
    QCOMPARE(exchange.tls->chainDer, (QList<QByteArray>{m_leafDer, m_authorityDer}));
    QCOMPARE(exchange.tls->serverName, u"gateway.practice.localhost"_s);
    QCOMPARE(probe(u"https://127.0.0.1:%1/"_s).tls->serverName, u"127.0.0.1"_s);
}

void TestProberTls::agreedParametersAreRecorded()
{
    QCOMPARE(startServer(u"ssl_protocols TLSv1.2 TLSv1.3;"_s), QString());
    const HttpExchange exchange = probe(u"https://127.0.0.1:%1/"_s);
    QCOMPARE(exchange.tls->protocol, u"TLSv1.3"_s);
    QVERIFY(exchange.tls->cipher.startsWith(u"TLS_"_s));
    QCOMPARE(exchange.tls->alpn, u"http/1.1"_s);
    QVERIFY(!exchange.tls->clientCertificateRequested);
    QVERIFY(exchange.phases.connect && exchange.phases.tls && exchange.phases.firstByte);
    QCOMPARE_GT(exchange.phases.tls->count(), 0);
    QCOMPARE_LE(*exchange.phases.connect + *exchange.phases.tls, *exchange.phases.total);

    QCOMPARE(startServer(u"ssl_protocols TLSv1.2;"_s), QString());
    QCOMPARE(probe(u"https://127.0.0.1:%1/"_s).tls->protocol, u"TLSv1.2"_s);
}

void TestProberTls::untrustedChainDoesNotEndAProbe()
{
    QCOMPARE(startServer({}), QString());
    ProbeEnvironment environment = bareEnvironment();
    bool isAsked = false;
    environment.mayTrust = [&isAsked](const TlsHandshake &) {
        isAsked = true;
        return false;
    };
    Prober prober(environment);
    const HttpExchange exchange = exchangeOf(prober, getRequest(u"https://127.0.0.1:%1/"_s.arg(m_port)));
    QCOMPARE(exchange.status, 200);
    QVERIFY(!isAsked); // nothing is at risk, so nobody is asked
}

void TestProberTls::credentialGoesOnlyToATrustedServer()
{
    QCOMPARE(startServer(u"ssl_protocols TLSv1.3; add_header X-Seen $http_authorization;"_s), QString());
    HttpRequest request = getRequest(u"https://127.0.0.1:%1/"_s.arg(m_port));
    request.bearer.model = u"mistral"_s;
    ProbeEnvironment environment = bareEnvironment();
    environment.credential = [](const CredentialReference &) { return "model-key"_ba; };

    const auto probeWith = [&](std::function<bool(const TlsHandshake &)> mayTrust) {
        environment.mayTrust = std::move(mayTrust);
        Prober prober(environment);
        return exchangeOf(prober, request);
    };
    const HttpExchange trusted = probeWith([this](const TlsHandshake &handshake) {
        return handshake.chainDer.value(0) == m_leafDer && handshake.serverName == "127.0.0.1"_L1 &&
               handshake.protocol == "TLSv1.3"_L1;
    });
    QVERIFY2(trusted.isComplete(), qPrintable(trusted.failure.detail));
    QCOMPARE(trusted.header("x-seen"), "Bearer model-key"_ba); // it is the redactor's to take out, and none is here
    QVERIFY(trusted.credentialSent);

    for (const auto &refusing :
         {std::function<bool(const TlsHandshake &)>([](const TlsHandshake &) { return false; }), {}}) {
        const HttpExchange refused = probeWith(refusing);
        QCOMPARE(refused.failure.kind, NetworkFailureKind::CertificateNotTrusted);
        QCOMPARE(refused.failure.stage, NetworkStage::Tls);
        QCOMPARE(refused.status, 0);
        QVERIFY(!refused.credentialSent);
        QCOMPARE(refused.tls->chainDer.size(), 2);
    }

    // A password in the URL and a header of the request's own are credentials as well.
    environment.mayTrust = [](const TlsHandshake &) { return false; };
    Prober prober(environment);
    HttpRequest own = getRequest(u"https://me:pw1234@127.0.0.1:%1/"_s.arg(m_port));
    QCOMPARE(exchangeOf(prober, own).failure.kind, NetworkFailureKind::CertificateNotTrusted);
    own = getRequest(u"https://127.0.0.1:%1/"_s.arg(m_port));
    own.headers = {{"Authorization", "Bearer x"}};
    QCOMPARE(exchangeOf(prober, own).failure.kind, NetworkFailureKind::CertificateNotTrusted);
}

void TestProberTls::weakCertificatesAreSeenToo()
{
    QCOMPARE(startServer(u"ssl_ciphers DEFAULT:@SECLEVEL=0;"_s, u"weak"_s), QString());
    const HttpExchange exchange = probe(u"https://127.0.0.1:%1/"_s);
    QVERIFY2(exchange.isComplete(), qPrintable(exchange.failure.detail));
    QCOMPARE(exchange.tls->chainDer.size(), 1);
}

void TestProberTls::plainHttpOnATlsPortIsAnswered()
{
    QCOMPARE(startServer({}), QString());
    const HttpExchange exchange = probe(u"http://127.0.0.1:%1/"_s);
    QCOMPARE(exchange.status, 400);
    QVERIFY(exchange.body.contains("plain HTTP request was sent to HTTPS port"));
}

void TestProberTls::tlsOnAPlainPortIsNoTls()
{
    m_nginx = std::make_unique<NginxServer>();
    m_port = freePort();
    QCOMPARE(m_nginx->start(u"server { listen 127.0.0.1:%1; return 200; }"_s.arg(m_port), m_port), QString());
    const HttpExchange exchange = probe(u"https://127.0.0.1:%1/"_s);
    QCOMPARE(exchange.failure.kind, NetworkFailureKind::NotTls);
    QCOMPARE(exchange.failure.stage, NetworkStage::Tls);
    QVERIFY2(exchange.body.startsWith("HTTP/1.1 400"), exchange.body.toHex().constData());
    QVERIFY(!exchange.tls);
    QCOMPARE(exchange.connectedTo, u"127.0.0.1:%1"_s.arg(m_port));
}

void TestProberTls::missingClientCertificateIsSaid_data()
{
    QTest::addColumn<QString>("protocol");
    QTest::newRow("TLS 1.2") << u"-tls1_2"_s;
    QTest::newRow("TLS 1.3") << u"-tls1_3"_s; // where it comes after the handshake
}

void TestProberTls::missingClientCertificateIsSaid()
{
    QFETCH(QString, protocol);
    // nginx lets such clients in and answers 400; a server that ends the connection is OpenSSL's own.
    m_port = freePort();
    QProcess server;
    server.start(u"openssl"_s,
                 {u"s_server"_s, u"-accept"_s, u"127.0.0.1:%1"_s.arg(m_port), u"-www"_s, protocol, u"-cert"_s,
                  m_folder.filePath(u"server.pem"_s), u"-key"_s, m_folder.filePath(u"server.key"_s), u"-Verify"_s,
                  u"1"_s, u"-CAfile"_s, m_folder.filePath(u"authority.pem"_s), u"-quiet"_s});
    QVERIFY2(server.waitForStarted(), "the openssl program is missing");
    QVERIFY(waitForPort(m_port));
    const HttpExchange exchange = probe(u"https://127.0.0.1:%1/"_s);
    server.kill();
    server.waitForFinished();
    QCOMPARE(exchange.failure.kind, NetworkFailureKind::TlsAlertCertificateRequired);
    QCOMPARE(exchange.failure.stage, NetworkStage::Tls);
    QVERIFY(exchange.tls->clientCertificateRequested);
    QVERIFY(!exchange.tls->chainDer.isEmpty());
}

void TestProberTls::refusedProtocolIsSaid()
{
    // A server that only knows TLS 1.0 and 1.1, and says so by its alert.
    QCOMPARE(startServer(u"ssl_protocols TLSv1 TLSv1.1; ssl_ciphers DEFAULT:@SECLEVEL=0;"_s), QString());
    const HttpExchange exchange = probe(u"https://127.0.0.1:%1/"_s);
    QCOMPARE(exchange.failure.kind, NetworkFailureKind::TlsAlertProtocolVersion);
    QCOMPARE(exchange.failure.stage, NetworkStage::Tls);
    QVERIFY(!exchange.failure.detail.isEmpty());
}

void TestProberTls::oldServerIsSaid()
{
    // A ServerHello that chooses TLS 1.0, as devices do that never heard of an alert for it.
    const QByteArray hello =
        QByteArray::fromHex("160301002a020000260301") + QByteArray(32, '_') + QByteArray::fromHex("00002f00");
    ScriptedServer server({.answer = hello, .closesAfterAnswer = false});
    m_port = server.serverPort();
    const HttpExchange exchange = probe(u"https://127.0.0.1:%1/"_s);
    QCOMPARE(exchange.failure.kind, NetworkFailureKind::TlsUnsupportedProtocol);
    QCOMPARE(exchange.failure.stage, NetworkStage::Tls);
    QVERIFY2(exchange.failure.detail.contains(u"TLSv1.0"_s), qPrintable(exchange.failure.detail));
}

void TestProberTls::noCommonCipherIsSaid()
{
    QCOMPARE(startServer(u"ssl_protocols TLSv1.2; ssl_ciphers ECDHE-RSA-AES128-GCM-SHA256;"_s),
             QString()); // its key is no RSA
    const HttpExchange exchange = probe(u"https://127.0.0.1:%1/"_s);
    QCOMPARE(exchange.failure.kind, NetworkFailureKind::TlsAlertHandshakeFailure);
}

void TestProberTls::tunnelOfAProxyIsTransparent()
{
    QCOMPARE(startServer({}), QString());
    TunnelProxy proxy;
    proxy.targetPort = static_cast<quint16>(m_port);
    ProbeEnvironment environment = bareEnvironment();
    environment.proxy.mode = ProxyMode::Manual;
    environment.proxy.url = u"http://127.0.0.1:%1"_s.arg(proxy.serverPort());
    Prober prober(environment);
    const HttpExchange exchange = exchangeOf(prober, getRequest(u"https://gateway.example.com/"_s));
    QVERIFY2(exchange.isComplete(), qPrintable(exchange.failure.detail));
    QVERIFY(proxy.request.startsWith("CONNECT gateway.example.com:443 HTTP/1.1\r\n"));
    QCOMPARE(exchange.proxyStatus, 200);
    QCOMPARE(exchange.status, 200);
    QCOMPARE(exchange.tls->serverName, u"gateway.example.com"_s);
    QCOMPARE(exchange.tls->chainDer.size(), 2);
    QCOMPARE(exchange.connectedTo, u"127.0.0.1:%1"_s.arg(proxy.serverPort()));

    // Behind the tunnel stands something that is no TLS.
    ScriptedServer plain({.answer = "HTTP/1.1 400 Bad Request\r\n\r\n"});
    proxy.targetPort = plain.serverPort();
    const HttpExchange other = exchangeOf(prober, getRequest(u"https://gateway.example.com/"_s));
    QCOMPARE(other.failure.kind, NetworkFailureKind::NotTls);
    QCOMPARE(other.proxyStatus, 200);
    QVERIFY(other.body.startsWith("HTTP/"));
}

DUODOCTOR_TEST_MAIN(TestProberTls)
#include "tst_prober_tls.moc"
