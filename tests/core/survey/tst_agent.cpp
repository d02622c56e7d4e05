#include "agent_harness.h"

#include "survey/agent_command.h"

#include "support/grpc_server.h"
#include "support/lab_certificates.h"
#include "support/nginx_server.h"
#include "support/scripted_server.h"
#include "support/test_main.h"

#include <QProcess>
#include <QSslCertificate>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

SurveyEnvironment withKey(const QByteArray &key)
{
    SurveyEnvironment environment = bareSurvey();
    environment.credential = [key](const CredentialReference &) { return key; };
    return environment;
}

} // namespace

class TestAgent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { qunsetenv("SSL_CERT_FILE"); }

    void answerIsReadWithItsPhases();
    void bodiesAreBoundedAndUnchunked_data();
    void bodiesAreBoundedAndUnchunked();
    void failuresAreNamed_data();
    void failuresAreNamed();
    void chainOfAnUntrustedServerIsSeen();
    void keyGoesOnlyToATrustedServer();
    void webSocketEndsWithItsAnswer();
    void grpcHealthIsRead_data();
    void grpcHealthIsRead();
    void serverWithoutHttp2IsSaid();
    void proxyOfThePlaceIsUsed();
    void plainGrpcAsksTheProxyForATunnel();
    void keysOfTheEnvironmentAreDescribedOnly();
    void filesAndFoldersAnswer();
    void missingBundleOfAClientIsSaid();
    void agentEndsWithItsInput();
    void argumentsHoldNoKey();

private:
    QString file(const QString &name, const QByteArray &bytes) const;

    QTemporaryDir m_folder;
    QString m_certificate;
    QString m_key;
    QString m_authority;
};

QString TestAgent::file(const QString &name, const QByteArray &bytes) const
{
    QFile out(m_folder.filePath(name));
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size()) {
        qFatal("cannot write %s", qPrintable(out.fileName()));
    }
    return out.fileName();
}

void TestAgent::initTestCase()
{
    const LabCertificate authority = LabCertificate::make(authorityWish(u"Lab Root"_s));
    CertificateWish wish;
    wish.subjectAltName = "DNS:localhost,IP:127.0.0.1";
    const LabCertificate leaf = LabCertificate::make(wish, &authority);
    m_certificate = file(u"server.pem"_s, leaf.pem() + authority.pem());
    m_key = file(u"server.key"_s, leaf.keyPem());
    m_authority = file(u"authority.pem"_s, authority.pem());
}

void TestAgent::answerIsReadWithItsPhases()
{
    ScriptedServer server({.answer = "HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 5\r\n\r\nmoved"});
    const HttpExchange exchange = agentExchangeOf(getRequest(server.url()));
    QCOMPARE(exchange.status, 302); // redirects are not followed
    QCOMPARE(exchange.header("location"), QByteArray("/there"));
    QCOMPARE(exchange.body, QByteArray("moved"));
    QCOMPARE(exchange.httpVersion, u"1.1"_s);
    QCOMPARE(exchange.connectedTo, u"127.0.0.1:%1"_s.arg(server.serverPort()));
    QVERIFY(exchange.isComplete());
    QVERIFY(exchange.phases.connect && exchange.phases.firstByte && exchange.phases.total);
    QVERIFY(!exchange.phases.tls);
    QCOMPARE(server.connections(), 1);
}

void TestAgent::bodiesAreBoundedAndUnchunked_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isTruncated");
    QTest::newRow("chunked") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                           "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n")
                             << QByteArray("abcde") << false;
    QTest::newRow("until the end") << QByteArray("HTTP/1.0 200 OK\r\n\r\nabc") << QByteArray("abc") << false;
    QTest::newRow("too long") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n") + QByteArray(40, 'a')
                              << QByteArray(16, 'a') << true;
    QTest::newRow("after an interim answer")
        << QByteArray("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") << QByteArray("ok")
        << false;
}

void TestAgent::bodiesAreBoundedAndUnchunked()
{
    QFETCH(QByteArray, answer);
    ScriptedServer server({.answer = answer});
    HttpRequest request = getRequest(server.url());
    request.maxBodyBytes = 16;
    const HttpExchange exchange = agentExchangeOf(request);
    QCOMPARE(exchange.status, 200);
    QTEST(exchange.body, "body");
    QTEST(exchange.bodyTruncated, "isTruncated");
    QVERIFY(exchange.isComplete());
}

void TestAgent::failuresAreNamed_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("stage");
    const QString served = u"http://127.0.0.1:%1/"_s;
    QTest::newRow("refused") << u"http://127.0.0.1:9/"_s << QByteArray() << u"refused"_s << u"connect"_s;
    QTest::newRow("no name") << u"http://nobody.invalid/"_s << QByteArray() << u"name-not-found"_s << u"resolve"_s;
    QTest::newRow("silent") << served << QByteArray("-") << u"timed-out"_s << u"response"_s;
    QTest::newRow("closed") << served << QByteArray() << u"closed-by-peer"_s << u"response"_s;
    QTest::newRow("no HTTP") << served << QByteArray("SSH-2.0-x\r\n") << u"not-http"_s << u"response"_s;
    QTest::newRow("no TLS") << u"https://127.0.0.1:%1/"_s << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n")
                            << u"not-tls"_s << u"tls"_s;
    QTest::newRow("no scheme of ours") << u"ftp://127.0.0.1/"_s << QByteArray() << u"url-invalid"_s << u"url"_s;
    QTest::newRow("ends too early") << served << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab")
                                    << u"closed-by-peer"_s << u"response"_s;
    QTest::newRow("broken chunk") << served
                                  << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nab")
                                  << u"not-http"_s << u"response"_s;
}

void TestAgent::failuresAreNamed()
{
    QFETCH(QString, url);
    QFETCH(QByteArray, answer);
    const bool isSilent = answer == "-";
    ScriptedServer::Script script;
    script.answer = isSilent ? QByteArray() : answer;
    script.greeting = url.startsWith("https"_L1) ? answer : QByteArray();
    script.closesAfterAnswer = !isSilent;
    ScriptedServer server(script);
    HttpRequest request = getRequest(url.contains("%1"_L1) ? url.arg(server.serverPort()) : url);
    request.limit = std::chrono::milliseconds(1500);
    const HttpExchange exchange = agentExchangeOf(request);
    QTEST(QString(toWire(exchange.failure.kind)), "kind");
    QTEST(QString(toWire(exchange.failure.stage)), "stage");
}

void TestAgent::chainOfAnUntrustedServerIsSeen()
{
    NginxServer nginx;
    const int port = freePort();
    QCOMPARE(nginx.start(u"server { listen 127.0.0.1:%1 ssl; ssl_certificate %2; ssl_certificate_key %3; "
                         "location / { return 200 'hello'; } }"_s.arg(port)
                             .arg(m_certificate, m_key),
                         port),
             QString());
    const HttpExchange exchange = agentExchangeOf(getRequest(u"https://localhost:%1/"_s.arg(port)));
    QCOMPARE(exchange.status, 200);
    QVERIFY(exchange.tls);
    QVERIFY(!exchange.tls->chainDer.isEmpty());
    const QList<QSslCertificate> sent = QSslCertificate::fromPath(m_certificate);
    QCOMPARE(exchange.tls->chainDer.first(), sent.first().toDer());
    QVERIFY(exchange.tls->protocol.startsWith("TLSv1."_L1));
    QCOMPARE(exchange.tls->serverName, u"localhost"_s);
    QVERIFY(exchange.phases.tls);
}

void TestAgent::keyGoesOnlyToATrustedServer()
{
    NginxServer nginx;
    const int port = freePort();
    QCOMPARE(nginx.start(u"server { listen 127.0.0.1:%1 ssl; ssl_certificate %2; ssl_certificate_key %3; "
                         "location / { return 200 \"got $http_authorization\"; } }"_s.arg(port)
                             .arg(m_certificate, m_key),
                         port),
             QString());
    HttpRequest request = getRequest(u"https://localhost:%1/"_s.arg(port));
    request.bearer.model = u"mistral"_s;
    const HttpExchange refused = agentExchangeOf(request, withKey("the-key"));
    QVERIFY(refused.failure.kind == NetworkFailureKind::CertificateNotTrusted);
    QVERIFY(!refused.credentialSent);
    QVERIFY(refused.tls && !refused.tls->chainDer.isEmpty()); // what it showed is evidence all the same
    QVERIFY(refused.body.isEmpty());

    qputenv("SSL_CERT_FILE", m_authority.toLocal8Bit());
    const HttpExchange sent = agentExchangeOf(request, withKey("the-key"));
    QCOMPARE(sent.body, QByteArray("got Bearer the-key"));
    QVERIFY(sent.credentialSent);
}

void TestAgent::webSocketEndsWithItsAnswer()
{
    ScriptedServer server({.answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                                     "Connection: Upgrade\r\n\r\n",
                           .closesAfterAnswer = false});
    const HttpExchange exchange =
        agentExchangeOf(WebSocketRequest{QUrl(server.url(u"/ws"_s)), u"http://gitlab.example.com"_s, {}});
    QCOMPARE(exchange.status, 101);
    QVERIFY(exchange.isComplete());
    QVERIFY(server.received().contains("Origin: http://gitlab.example.com"));
    QVERIFY(server.received().contains("Connection: Upgrade"));
    QVERIFY(!server.received().contains("Connection: close"));
}

void TestAgent::grpcHealthIsRead_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("serving");
    QTest::newRow("serving") << u"SERVING"_s << false << 0 << 1;
    QTest::newRow("not serving") << u"NOT_SERVING"_s << false << 0 << 2;
    QTest::newRow("no health service") << u"NO_HEALTH"_s << false << 12 << -1;
    QTest::newRow("over TLS") << u"SERVING"_s << true << 0 << 1;
}

void TestAgent::grpcHealthIsRead()
{
    QFETCH(QString, answer);
    QFETCH(bool, tls);
    QFETCH(int, status);
    QFETCH(int, serving);
    GrpcServer server(answer, tls ? m_certificate : QString(), tls ? m_key : QString());
    QVERIFY2(server.port() > 0, qPrintable(server.error()));
    const EvidencePtr evidence = agentAnswer(GrpcHealthRequest{u"127.0.0.1"_s, server.port(), tls, {}});
    QVERIFY(evidence && evidence->grpcHealth());
    const GrpcHealth &health = *evidence->grpcHealth();
    QCOMPARE(health.exchange.httpVersion, u"2"_s);
    QCOMPARE(health.grpcStatus.value_or(-1), status);
    QCOMPARE(health.serving ? static_cast<int>(*health.serving) : -1, serving);
    if (tls) {
        QVERIFY(health.exchange.tls);
        QCOMPARE(health.exchange.tls->alpn, u"h2"_s);
    }
}

void TestAgent::serverWithoutHttp2IsSaid()
{
    ScriptedServer server({.answer = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"});
    const EvidencePtr evidence = agentAnswer(GrpcHealthRequest{u"127.0.0.1"_s, server.serverPort(), false, {}});
    QVERIFY(evidence && evidence->grpcHealth());
    QCOMPARE(evidence->grpcHealth()->exchange.status, 400);
    QCOMPARE(evidence->grpcHealth()->exchange.httpVersion, u"1.1"_s);
    QVERIFY(!evidence->grpcHealth()->grpcStatus);
}

void TestAgent::plainGrpcAsksTheProxyForATunnel()
{
    ScriptedServer proxy({.answer = "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"});
    qputenv("http_proxy", proxy.url().toLocal8Bit());
    GrpcHealthRequest request;
    request.host = u"gateway.example.com"_s;
    request.port = 50052;
    const HttpExchange exchange = agentExchangeOf(request);
    qunsetenv("http_proxy");
    QVERIFY2(proxy.received().startsWith("CONNECT gateway.example.com:50052 HTTP/1.1"), proxy.received().constData());
    QCOMPARE(exchange.proxyStatus, 407);
}

void TestAgent::proxyOfThePlaceIsUsed()
{
    ScriptedServer proxy({.answer = "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"});
    qputenv("http_proxy", proxy.url().toLocal8Bit());
    qputenv("no_proxy", ".direct.invalid,10.0.0.0/8");
    const HttpExchange exchange = agentExchangeOf(getRequest(u"http://gateway.example.com/x"_s));
    const HttpExchange direct = agentExchangeOf(getRequest(u"http://a.direct.invalid/x"_s));
    qunsetenv("http_proxy");
    qunsetenv("no_proxy");
    QCOMPARE(exchange.proxy, u"127.0.0.1:%1"_s.arg(proxy.serverPort()));
    QVERIFY(exchange.failure.kind == NetworkFailureKind::ProxyAuthRequired);
    QVERIFY(proxy.received().startsWith("GET http://gateway.example.com/x HTTP/1.1"));
    QVERIFY(direct.proxy.isEmpty());
    QVERIFY(direct.failure.kind == NetworkFailureKind::NameNotFound);
}

void TestAgent::keysOfTheEnvironmentAreDescribedOnly()
{
    const QByteArray pem = "-----BEGIN "
                           "RSA PRIVATE KEY-----\nMIIabc\n-----END "
                           "RSA PRIVATE KEY-----";
    qputenv("DD_WHOLE_KEY", pem);
    qputenv("DD_CUT_KEY", pem.left(pem.indexOf('\n')));
    qputenv("DD_QUOTED_KEY", '"' + pem + '"');
    qputenv("DD_EMPTY_TOKEN", "");
    qputenv("DD_PLAIN_URL", "http://me:word@host/x");
    const EvidencePtr evidence = agentAnswer(EnvironmentRequest{});
    for (const char *name : {"DD_WHOLE_KEY", "DD_CUT_KEY", "DD_QUOTED_KEY", "DD_EMPTY_TOKEN", "DD_PLAIN_URL"}) {
        qunsetenv(name);
    }
    QVERIFY(evidence);
    const auto *listing = evidence->as<EnvironmentListing>();
    QVERIFY(listing);
    QVERIFY(listing->keys.value(u"DD_WHOLE_KEY"_s) == KeyShape::Pem);
    QVERIFY(listing->keys.value(u"DD_CUT_KEY"_s) == KeyShape::PrivateKeyCutOff);
    QVERIFY(listing->keys.value(u"DD_QUOTED_KEY"_s) == KeyShape::NotPem);
    QVERIFY(listing->keys.value(u"DD_EMPTY_TOKEN"_s, KeyShape::Pem) == KeyShape::Empty);
    QCOMPARE(listing->values.value(u"DD_PLAIN_URL"_s), u"http://host/x"_s);
    QVERIFY(!evidence->text.contains("MIIabc"_L1));
}

void TestAgent::filesAndFoldersAnswer()
{
    const auto answers = surveyed(localDeployment(), Vantage::Gateway,
                                  {CertificateFileRequest{m_key}, CertificateFileRequest{u"/no/such.pem"_s},
                                   CertificateFileRequest{m_certificate},
                                   FolderAccessRequest{{m_folder.path(), u"/no/such"_s, u"$DD_NOT_SET"_s}}});
    QCOMPARE(answers.size(), 4);
    const auto *key = answers[0]->as<CertificateFile>();
    QVERIFY(key && key->hadPrivateKey);
    QVERIFY(!key->bytes.contains("MI"));
    QCOMPARE(answers[1]->as<CertificateFile>()->readError, u"there is no such file or folder"_s);
    QCOMPARE(answers[2]->as<CertificateFile>()->bytes.count("BEGIN CERTIFICATE"), 2);
    const auto *access = answers[3]->as<FolderAccess>();
    QVERIFY(access);
    QCOMPARE(access->folders.size(), 2); // a variable that is not set names no folder
    QVERIFY(access->folders[0].isWritable);
    QVERIFY(!access->folders[1].exists && !access->folders[1].isWritable);
    QCOMPARE(QDir(m_folder.path()).entryList({u".duo-doctor*"_s}, QDir::Files | QDir::Hidden), QStringList());
}

void TestAgent::missingBundleOfAClientIsSaid()
{
    qputenv("SSL_CERT_FILE", "/no/bundle.crt");
    const EvidencePtr missing = agentAnswer(ClientTrustRequest{ClientTrustRequest::Client::PythonHttpx});
    qputenv("SSL_CERT_FILE", m_authority.toLocal8Bit());
    const EvidencePtr there = agentAnswer(ClientTrustRequest{ClientTrustRequest::Client::PythonHttpx});
    QVERIFY(missing && missing->certificateFile() && there && there->certificateFile());
    QCOMPARE(missing->certificateFile()->path, u"/no/bundle.crt"_s);
    QVERIFY(!missing->certificateFile()->readError.isEmpty());
    QVERIFY(there->certificateFile()->readError.isEmpty());
    QCOMPARE(there->certificateFile()->bytes.count("BEGIN CERTIFICATE"), 1);
}

void TestAgent::agentEndsWithItsInput()
{
    ScriptedServer::Script nothing;
    nothing.closesAfterAnswer = false;
    ScriptedServer silent(nothing);
    AgentSession session(Vantage::Gateway, localDeployment().aiGateway.reach, std::chrono::seconds(60), {});
    session.add(0, getRequest(silent.url()));
    const Command command = session.command();
    QProcess agent;
    agent.start(command.arguments.first(), command.arguments.mid(1));
    // The watch on the input is for those who keep it open.
    QByteArray input = command.input;
    const qsizetype program = input.left(input.indexOf('\n')).toLongLong() + input.indexOf('\n') + 1;
    QByteArray asked = input.mid(program);
    asked = asked.mid(asked.indexOf('\n') + 1);
    asked.replace("\"limit\":", "\"watch_input\":true,\"limit\":");
    agent.write(input.left(program) + QByteArray::number(asked.size()) + '\n' + asked);
    QTRY_VERIFY_WITH_TIMEOUT(silent.connections() > 0, 10'000);
    QVERIFY2(agent.state() == QProcess::Running, agent.readAll() + agent.readAllStandardError());
    agent.closeWriteChannel();
    QVERIFY(agent.waitForFinished(3000));
}

void TestAgent::argumentsHoldNoKey()
{
    AgentSession session(Vantage::Gateway, Reach{}, std::chrono::seconds(1),
                         [](const CredentialReference &) { return QByteArray("the-key"); });
    HttpRequest request = getRequest(u"http://127.0.0.1/"_s);
    request.bearer.model = u"mistral"_s;
    session.add(0, request);
    QVERIFY(session.command().input.contains("the-key"));
    QVERIFY(!session.command().arguments.join(u' ').contains("the-key"_L1));
    QVERIFY(!placeCommandFor(request, std::chrono::seconds(1)).contains("the-key"_L1));
}

DUODOCTOR_TEST_MAIN(TestAgent)
#include "tst_agent.moc"
