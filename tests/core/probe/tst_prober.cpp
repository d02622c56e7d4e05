#include "probe/prober.h"

#include "support/probe_harness.h"
#include "support/scripted_server.h"
#include "support/test_main.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTcpSocket>

#include <array>
#include <condition_variable>
#include <mutex>
#include <thread>

using namespace duodoctor;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

/// Above what a loaded machine needs, below the limit of a request where a test sets none (20 s).
constexpr int kFarBelowAnyWaitMs = 5'000;

const QByteArray kPlainAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Gitlab: yes\r\n\r\n{}";

/// A name server that never answers, until the test lets it go.
class SilentNameServer
{
public:
    NameLookupFunction function()
    {
        return [state = m_state](const QByteArray &) {
            std::unique_lock lock(state->mutex);
            state->released.wait(lock, [&] { return state->isReleased; });
            return NameLookup{};
        };
    }
    ~SilentNameServer()
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->isReleased = true;
        m_state->released.notify_all();
    }

private:
    struct State {
        std::mutex mutex;
        std::condition_variable released;
        bool isReleased = false;
    };
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

/// A listener whose queue is full, so that further connections get no answer at all, as behind a firewall that drops.
class DeadPort
{
public:
    DeadPort()
    {
        m_server.setListenBacklogSize(0);
        m_server.listen(QHostAddress::LocalHost);
        m_server.pauseAccepting();
        for (auto &filler : m_fillers) {
            filler.connectToHost(QHostAddress::LocalHost, m_server.serverPort());
            filler.waitForConnected(100);
        }
    }
    QString url() const { return u"http://127.0.0.1:%1/"_s.arg(m_server.serverPort()); }

private:
    QTcpServer m_server;
    std::array<QTcpSocket, 3> m_fillers;
};

/// A port on which nothing listens.
quint16 closedPort(const QHostAddress &address = QHostAddress::LocalHost)
{
    QTcpServer server;
    server.listen(address);
    return server.serverPort();
}

} // namespace

class TestProber : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answerIsRecorded();
    void phasesAreMeasured();
    void redirectIsNotFollowed();
    void bodyIsCutAtItsLimit();
    void hostileHeadersAreBounded();
    void interimAnswerIsNotTheAnswer();
    void piecesOfAStreamAreRecorded();
    void bodyAndHeadersOfTheRequestAreSent();
    void bytesThatAreNoHttpAreKept_data();
    void bytesThatAreNoHttpAreKept();

    void unusableUrlIsSaid_data();
    void unusableUrlIsSaid();
    void refusedConnectionIsSaid();
    void refusedOnBothFamiliesIsSaid();
    void closedConnectionIsSaid();
    void answerThatBreaksOffIsKept();
    void unreachableNetworkIsSaid();
    void deadAddressEndsWithinTheLimit();
    void silentServerEndsWithinTheLimit();
    void streamThatStallsKeepsItsPieces();

    void localhostNeedsNoNameServer();
    void ipv6LoopbackIsReached();
    void deadAddressOfANameIsOvertaken();
    void unknownNameIsSaid();
    void silentNameServerEndsWithinTheLimit();
    void silentNameServerDoesNotDelayTheEndOfTheProcess();

    void proxyIsAskedForPlainHttp();
    void proxyThatWantsCredentialsIsSaid_data();
    void proxyThatWantsCredentialsIsSaid();
    void proxyThatRefusesTheTunnelIsSaid();
    void proxyFailuresHaveTheirOwnStage();
    void proxyOfTheEnvironmentIsHandedIn();

    void credentialIsSentButNotRecorded();
    void secretsAreRedactedOnTheWayIn();
    void cancelClosesTheConnectionAtOnce();
    void cancelWhileResolvingEndsAtOnce();
    void thirtyHangingProbesLeaveTheEventLoopFree();
    void destroyedProberEndsItsFutures();
    void proberMayBeDestroyedByWhoHearsOfTheEnd();
};

void TestProber::answerIsRecorded()
{
    ScriptedServer server({.answer = kPlainAnswer});
    Prober prober(bareEnvironment());
    const EvidencePtr evidence = probeOnce(prober, getRequest(server.url(u"/monitoring/healthz"_s)));
    QVERIFY(evidence);
    const HttpExchange exchange = *evidence->httpExchange();
    QVERIFY2(exchange.isComplete(), qPrintable(exchange.failure.detail));
    QCOMPARE(exchange.status, 200);
    QCOMPARE(exchange.httpVersion, u"1.1"_s);
    QCOMPARE(exchange.body, "{}"_ba);
    QVERIFY(!exchange.bodyTruncated);
    QCOMPARE(exchange.header("x-gitlab"), "yes"_ba);
    QCOMPARE(exchange.connectedTo, u"127.0.0.1:%1"_s.arg(server.serverPort()));
    QCOMPARE(exchange.addresses, QStringList{u"127.0.0.1"_s});
    QVERIFY(exchange.proxy.isEmpty());
    QVERIFY(!exchange.tls);
    QVERIFY(!exchange.credentialSent);
    QCOMPARE(evidence->vantage, Vantage::Workstation);
    QCOMPARE(evidence->source, EvidenceSource::Live);
    QCOMPARE(evidence->takenAt.timeSpec(), Qt::UTC);
    QCOMPARE(evidence->command, u"curl -sv --max-time 20 --noproxy '*' "_s + server.url(u"/monitoring/healthz"_s));
    QVERIFY(server.received().contains("GET /monitoring/healthz HTTP/1.1\r\n"));
    QVERIFY(server.received().contains("User-Agent: duo-doctor/" DUODOCTOR_VERSION "\r\n"));
}

void TestProber::phasesAreMeasured()
{
    ScriptedServer server({.pieces = {{150ms, kPlainAnswer}}});
    Prober prober(bareEnvironment());
    const Phases phases = exchangeOf(prober, getRequest(server.url())).phases;
    QVERIFY(!phases.dns && !phases.tls); // neither was needed
    QVERIFY(phases.connect && phases.firstByte && phases.total);
    QCOMPARE_GE(phases.connect->count(), 0);
    QCOMPARE_GE(phases.firstByte->count(), 140'000);
    QCOMPARE_GE(*phases.total, *phases.firstByte);
}

void TestProber::redirectIsNotFollowed()
{
    ScriptedServer server({.answer = "HTTP/1.1 302 Found\r\nLocation: /users/sign_in\r\nContent-Length: 0\r\n\r\n"});
    Prober prober(bareEnvironment());
    const HttpExchange exchange = exchangeOf(prober, getRequest(server.url()));
    QCOMPARE(exchange.status, 302);
    QCOMPARE(exchange.header("location"), "/users/sign_in"_ba);
    QCOMPARE(server.connections(), 1);
}

void TestProber::bodyIsCutAtItsLimit()
{
    ScriptedServer server({.answer = "HTTP/1.1 200 OK\r\n\r\n" + QByteArray(100'000, 'x'), .closesAfterAnswer = false});
    Prober prober(bareEnvironment());
    HttpRequest request = getRequest(server.url());
    request.maxBodyBytes = 1000;
    const HttpExchange exchange = exchangeOf(prober, request);
    QCOMPARE(exchange.body, QByteArray(1000, 'x'));
    QVERIFY(exchange.bodyTruncated);
    QVERIFY(exchange.isComplete());
}

void TestProber::hostileHeadersAreBounded()
{
    ScriptedServer server(
        {.answer = "HTTP/1.1 200 OK\r\n" + QByteArray("X-Filler: 0123456789\r\n").repeated(5000) + "\r\n"});
    Prober prober(bareEnvironment());
    const HttpExchange exchange = exchangeOf(prober, getRequest(server.url()));
    QCOMPARE(exchange.failure.kind, NetworkFailureKind::TooLarge);
    QCOMPARE(exchange.status, 200);
    QCOMPARE_GT(exchange.headers.size(), 1000);
    QCOMPARE_LT(exchange.headers.size(), 4000);
}

void TestProber::interimAnswerIsNotTheAnswer()
{
    ScriptedServer server({.answer = "HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\n" + kPlainAnswer});
    Prober prober(bareEnvironment());
    const HttpExchange exchange = exchangeOf(prober, getRequest(server.url()));
    QCOMPARE(exchange.status, 200);
    QVERIFY(exchange.header("x-early").isEmpty());
    QCOMPARE(exchange.body, "{}"_ba);
}

void TestProber::piecesOfAStreamAreRecorded()
{
    ScriptedServer server({.answer = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n",
                           .pieces = {{50ms, "data: 1\n\n"}, {150ms, "data: 2\n\n"}, {150ms, "data: [DONE]\n\n"}}});
    Prober prober(bareEnvironment());
    HttpRequest request = getRequest(server.url());
    request.stream = true;
    const HttpExchange exchange = exchangeOf(prober, request);
    QVERIFY(exchange.isComplete());
    QVERIFY(exchange.streamRequested);
    QCOMPARE(exchange.body, "data: 1\n\ndata: 2\n\ndata: [DONE]\n\n"_ba);
    QCOMPARE(exchange.pieces.size(), 3);
    QCOMPARE(exchange.pieces.at(2).bytes, 14);
    QCOMPARE_GE((exchange.pieces.at(2).at - exchange.pieces.at(0).at).count(), 280'000);
}

void TestProber::bodyAndHeadersOfTheRequestAreSent()
{
    ScriptedServer server({.answer = kPlainAnswer});
    Prober prober(bareEnvironment());
    HttpRequest request = getRequest(server.url(u"/v1/chat/completions"_s));
    request.method = "POST";
    request.headers = {{"Content-Type", "application/json"}, {"X-Bad", "a\r\nX-Injected: 1"}};
    request.body = R"({"model":"it's"})";
    const EvidencePtr evidence = probeOnce(prober, request);
    QCOMPARE(evidence->httpExchange()->status, 200);
    QVERIFY(server.received().startsWith("POST /v1/chat/completions HTTP/1.1\r\n"));
    QVERIFY(server.received().endsWith("\r\n\r\n" + request.body));
    QVERIFY(server.received().contains("Content-Type: application/json\r\n"));
    QVERIFY(!server.received().contains("X-Injected"));
    QVERIFY(!server.received().contains("Expect"));
    QVERIFY2(evidence->command.contains(uR"(--data '{"model":"it'\''s"}')"_s), qPrintable(evidence->command));
}

void TestProber::bytesThatAreNoHttpAreKept_data()
{
    QTest::addColumn<QByteArray>("greeting");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("kept");
    const QByteArray alert = QByteArray::fromHex("15030300020246");
    const QByteArray settings = QByteArray::fromHex("00000c0400000000000003000000640004003fffff");
    QTest::newRow("alert of a TLS port") << QByteArray() << alert << alert;
    QTest::newRow("HTTP/2 settings of a gRPC port") << settings << QByteArray("x") << settings;
    QTest::newRow("ssh") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n") << QByteArray() << QByteArray("SSH-2.0-OpenSSH_9.2");
    QTest::newRow("text") << QByteArray() << QByteArray("what do you want?\n") << QByteArray("what do you want?");
}

void TestProber::bytesThatAreNoHttpAreKept()
{
    QFETCH(QByteArray, greeting);
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, kept);
    ScriptedServer server({.greeting = greeting, .answer = answer, .closesAfterAnswer = false});
    Prober prober(bareEnvironment());
    QElapsedTimer timer;
    timer.start();
    const HttpExchange exchange = exchangeOf(prober, getRequest(server.url()));
    QCOMPARE(exchange.failure.kind, NetworkFailureKind::NotHttp);
    QCOMPARE(exchange.status, 0);
    QVERIFY2(exchange.body.startsWith(kept), exchange.body.toHex().constData());
    QCOMPARE_LT(timer.elapsed(), kFarBelowAnyWaitMs); // the first bytes say it; no need to wait for more
}

void TestProber::unusableUrlIsSaid_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("empty") << u""_s;
    QTest::newRow("no scheme") << u"gateway.example.com:5052"_s;
    QTest::newRow("another scheme") << u"file:///etc/passwd"_s;
    QTest::newRow("no host") << u"http:///x"_s;
}

void TestProber::unusableUrlIsSaid()
{
    QFETCH(QString, url);
    Prober prober(bareEnvironment());
    const HttpExchange exchange = exchangeOf(prober, getRequest(url));
    QCOMPARE(exchange.failure.kind, NetworkFailureKind::UrlInvalid);
    QCOMPARE(exchange.failure.stage, NetworkStage::Url);
}

void TestProber::refusedConnectionIsSaid()
{
    Prober prober(bareEnvironment());
    const HttpExchange exchange = exchangeOf(prober, getRequest(u"https://127.0.0.1:%1/"_s.arg(closedPort())));
    QCOMPARE(exchange.failure.kind, NetworkFailureKind::Refused);
    QCOMPARE(exchange.failure.stage, NetworkStage::Connect);
    QVERIFY(exchange.connectedTo.isEmpty());
    QVERIFY(!exchange.phases.connect);
    QVERIFY(exchange.phases.total);
}

void TestProber::refusedOnBothFamiliesIsSaid()
{
    Prober prober(bareEnvironment());
    const HttpExchange exchange = exchangeOf(prober, getRequest(u"http://localhost:%1/"_s.arg(closedPort())));
    QCOMPARE(exchange.failure.kind, NetworkFailureKind::Refused);
    QCOMPARE(exchange.addresses, (QStringList{u"127.0.0.1"_s, u"::1"_s}));
}

void TestProber::closedConnectionIsSaid()
{
    ScriptedServer server({.closesAfterAnswer = true});
    Prober prober(bareEnvironment());
    const HttpExchange exchange = exchangeOf(prober, getRequest(server.url()));
    QCOMPARE(exchange.failure.kind, NetworkFailureKind::ClosedByPeer);
    QCOMPARE(exchange.failure.stage, NetworkStage::Response);
    ScriptedServer abrupt({.closesAtOnce = true});
    QCOMPARE(exchangeOf(prober, getRequest(abrupt.url())).failure.kind, NetworkFailureKind::ClosedByPeer);
    QString secure = abrupt.url();
    secure.replace(u"http:"_s, u"https:"_s);
    const HttpExchange tls = exchangeOf(prober, getRequest(secure));
    QCOMPARE(tls.failure.kind, NetworkFailureKind::ClosedByPeer);
    QCOMPARE(tls.failure.stage, NetworkStage::Tls);
}

void TestProber::answerThatBreaksOffIsKept()
{
    ScriptedServer server({.answer = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"});
    Prober prober(bareEnvironment());
    const HttpExchange exchange = exchangeOf(prober, getRequest(server.url()));
    QCOMPARE(exchange.failure.kind, NetworkFailureKind::ClosedByPeer);
    QCOMPARE(exchange.status, 200);
    QCOMPARE(exchange.body, "half"_ba);
}

void TestProber::unreachableNetworkIsSaid()
{
    // A multicast address cannot be connected to; the kernel says so at once, also without any network.
    Prober prober(bareEnvironment());
    const HttpExchange exchange = exchangeOf(prober, getRequest(u"http://224.0.0.1:9/"_s));
    QCOMPARE(exchange.failure.kind, NetworkFailureKind::NetworkUnreachable);
    QCOMPARE(exchange.failure.stage, NetworkStage::Connect);
}

void TestProber::deadAddressEndsWithinTheLimit()
{
    const DeadPort dead;
    Prober prober(bareEnvironment(400ms));
    QElapsedTimer timer;
    timer.start();
    const HttpExchange exchange = exchangeOf(prober, getRequest(dead.url()));
    QCOMPARE_LT(timer.elapsed(), kFarBelowAnyWaitMs);
    QCOMPARE_GE(timer.elapsed(), 390);
    QCOMPARE(exchange.failure.kind, NetworkFailureKind::TimedOut);
    QCOMPARE(exchange.failure.stage, NetworkStage::Connect);
}

void TestProber::silentServerEndsWithinTheLimit()
{
    ScriptedServer server({.closesAfterAnswer = false});
    Prober prober(bareEnvironment());
    HttpRequest request = getRequest(server.url());
    request.limit = 300ms;
    QElapsedTimer timer;
    timer.start();
    const HttpExchange exchange = exchangeOf(prober, request);
    QCOMPARE_LT(timer.elapsed(), kFarBelowAnyWaitMs);
    QCOMPARE(exchange.failure.kind, NetworkFailureKind::TimedOut);
    QCOMPARE(exchange.failure.stage, NetworkStage::Response);
    QVERIFY(!exchange.connectedTo.isEmpty());

    request.url.setScheme(u"https"_s);
    const HttpExchange tls = exchangeOf(prober, request);
    QCOMPARE(tls.failure.kind, NetworkFailureKind::TimedOut);
    QCOMPARE(tls.failure.stage, NetworkStage::Tls);
}

void TestProber::streamThatStallsKeepsItsPieces()
{
    ScriptedServer server({.answer = "HTTP/1.1 200 OK\r\n\r\ndata: 1\n\n", .closesAfterAnswer = false});
    Prober prober(bareEnvironment(300ms));
    HttpRequest request = getRequest(server.url());
    request.stream = true;
    const HttpExchange exchange = exchangeOf(prober, request);
    QCOMPARE(exchange.failure.kind, NetworkFailureKind::TimedOut);
    QCOMPARE(exchange.status, 200);
    QCOMPARE(exchange.pieces.size(), 1);
    QCOMPARE(exchange.body, "data: 1\n\n"_ba);
}

void TestProber::localhostNeedsNoNameServer()
{
    ScriptedServer server({.answer = kPlainAnswer});
    ProbeEnvironment environment = bareEnvironment();
    environment.lookUpName = [](const QByteArray &) { return NameLookup{}; };
    Prober prober(environment);
    const HttpExchange exchange =
        exchangeOf(prober, getRequest(u"http://gateway.practice.localhost:%1/"_s.arg(server.serverPort())));
    QCOMPARE(exchange.status, 200);
    QCOMPARE(exchange.connectedTo, u"127.0.0.1:%1"_s.arg(server.serverPort()));
    QVERIFY(exchange.phases.dns);
    QVERIFY(server.received().contains("Host: gateway.practice.localhost:"));
}

void TestProber::ipv6LoopbackIsReached()
{
    ScriptedServer server({.answer = kPlainAnswer}, QHostAddress::LocalHostIPv6);
    QVERIFY2(server.isListening(), "this test needs IPv6 on the loopback interface");
    Prober prober(bareEnvironment());
    QCOMPARE(exchangeOf(prober, getRequest(server.url())).connectedTo, u"[::1]:%1"_s.arg(server.serverPort()));
    // A name with both families, of which only IPv6 answers.
    const HttpExchange exchange = exchangeOf(prober, getRequest(u"http://localhost:%1/"_s.arg(server.serverPort())));
    QCOMPARE(exchange.status, 200);
    QCOMPARE(exchange.connectedTo, u"[::1]:%1"_s.arg(server.serverPort()));
}

void TestProber::deadAddressOfANameIsOvertaken()
{
    // 127.0.0.1 drops every packet on this port, and ::1 answers.
    QTcpServer full;
    full.setListenBacklogSize(0);
    ScriptedServer server({.answer = kPlainAnswer}, QHostAddress::LocalHostIPv6);
    QVERIFY(full.listen(QHostAddress::LocalHost, server.serverPort()));
    full.pauseAccepting();
    std::array<QTcpSocket, 3> fillers;
    for (QTcpSocket &filler : fillers) {
        filler.connectToHost(QHostAddress::LocalHost, full.serverPort());
        filler.waitForConnected(100);
    }
    Prober prober(bareEnvironment());
    const HttpExchange exchange = exchangeOf(prober, getRequest(u"http://localhost:%1/"_s.arg(server.serverPort())));
    QCOMPARE(exchange.status, 200);
    QCOMPARE_LT(exchange.phases.total->count(), 1'000'000);
    QCOMPARE(exchange.connectedTo, u"[::1]:%1"_s.arg(server.serverPort()));
}

void TestProber::unknownNameIsSaid()
{
    ProbeEnvironment environment = bareEnvironment();
    QByteArray asked;
    environment.lookUpName = [&asked](const QByteArray &host) {
        asked = host;
        return NameLookup{NameLookup::Outcome::NotFound, {}, u"no such name"_s};
    };
    Prober prober(environment);
    const HttpExchange exchange = exchangeOf(prober, getRequest(u"https://bücher.example/"_s));
    QCOMPARE(asked, "xn--bcher-kva.example"_ba);
    QCOMPARE(exchange.failure.kind, NetworkFailureKind::NameNotFound);
    QCOMPARE(exchange.failure.stage, NetworkStage::Resolve);
    QCOMPARE(exchange.failure.detail, u"no such name"_s);
    QVERIFY(exchange.phases.dns);
    QVERIFY(!exchange.phases.connect);
}

void TestProber::silentNameServerEndsWithinTheLimit()
{
    SilentNameServer silent;
    ProbeEnvironment environment = bareEnvironment(300ms);
    environment.lookUpName = silent.function();
    QElapsedTimer timer;
    timer.start();
    {
        Prober prober(environment);
        const HttpExchange exchange = exchangeOf(prober, getRequest(u"http://gateway.example.com/"_s));
        QCOMPARE(exchange.failure.kind, NetworkFailureKind::NameServerSilent);
        QCOMPARE(exchange.failure.stage, NetworkStage::Resolve);
        QVERIFY(!exchange.phases.dns);
    }
    QCOMPARE_LT(timer.elapsed(), kFarBelowAnyWaitMs);
}

void TestProber::silentNameServerDoesNotDelayTheEndOfTheProcess()
{
    if (qEnvironmentVariableIsSet("DUODOCTOR_TEST_HANG")) {
        ProbeEnvironment environment = bareEnvironment(100ms);
        environment.lookUpName = [](const QByteArray &) {
            std::this_thread::sleep_for(20s);
            return NameLookup{};
        };
        Prober prober(environment);
        QCOMPARE(exchangeOf(prober, getRequest(u"http://a.example/"_s)).failure.kind,
                 NetworkFailureKind::NameServerSilent);
        return;
    }
    QProcess process;
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    variables.insert(u"DUODOCTOR_TEST_HANG"_s, u"1"_s);
    process.setProcessEnvironment(variables);
    QElapsedTimer timer;
    timer.start();
    process.start(QCoreApplication::applicationFilePath(), {u"silentNameServerDoesNotDelayTheEndOfTheProcess"_s});
    QVERIFY(process.waitForFinished(15'000));
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE_LT(timer.elapsed(), 15'000);
}

void TestProber::proxyIsAskedForPlainHttp()
{
    ScriptedServer proxy({.answer = kPlainAnswer});
    ProbeEnvironment environment = bareEnvironment();
    environment.proxy.mode = ProxyMode::Manual;
    environment.proxy.url = u"http://localhost:%1"_s.arg(proxy.serverPort());
    environment.lookUpName = [](const QByteArray &) { return NameLookup{}; }; // would fail the probe
    Prober prober(environment);
    const EvidencePtr evidence = probeOnce(prober, getRequest(u"http://gateway.example.com:5052/x"_s));
    const HttpExchange exchange = *evidence->httpExchange();
    QVERIFY2(exchange.isComplete(), qPrintable(exchange.failure.detail));
    QCOMPARE(exchange.proxy, u"localhost:%1"_s.arg(proxy.serverPort()));
    QCOMPARE(exchange.proxyStatus, 0);
    QVERIFY(proxy.received().startsWith("GET http://gateway.example.com:5052/x HTTP/1.1\r\n"));
    QVERIFY(evidence->command.contains(u"--proxy http://localhost:"_s));
}

void TestProber::proxyThatWantsCredentialsIsSaid_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("proxyStatus");
    QTest::newRow("plain") << u"http://gateway.example.com/"_s << 0;
    QTest::newRow("tunnel") << u"https://gateway.example.com/"_s << 407;
}

void TestProber::proxyThatWantsCredentialsIsSaid()
{
    QFETCH(QString, target);
    QFETCH(int, proxyStatus);
    ScriptedServer proxy({.answer =
                              "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"\r\n"
                              "Content-Length: 0\r\n\r\n"});
    ProbeEnvironment environment = bareEnvironment();
    environment.proxy.mode = ProxyMode::Manual;
    environment.proxy.url = u"http://127.0.0.1:%1"_s.arg(proxy.serverPort());
    Prober prober(environment);
    const HttpExchange exchange = exchangeOf(prober, getRequest(target));
    QCOMPARE(exchange.failure.kind, NetworkFailureKind::ProxyAuthRequired);
    QCOMPARE(exchange.failure.stage, NetworkStage::ProxyAnswer);
    QCOMPARE(exchange.proxyStatus, proxyStatus);
}

void TestProber::proxyThatRefusesTheTunnelIsSaid()
{
    ScriptedServer proxy({.answer = "HTTP/1.1 403 Forbidden\r\nContent-Length: 6\r\n\r\ndenied"});
    ProbeEnvironment environment = bareEnvironment();
    environment.proxy.mode = ProxyMode::Manual;
    environment.proxy.url = u"http://127.0.0.1:%1"_s.arg(proxy.serverPort());
    Prober prober(environment);
    const HttpExchange exchange = exchangeOf(prober, getRequest(u"https://gateway.example.com:8443/"_s));
    QVERIFY(proxy.received().startsWith("CONNECT gateway.example.com:8443 HTTP/1.1\r\n"));
    QCOMPARE(exchange.failure.kind, NetworkFailureKind::ProxyRefusedTunnel);
    QCOMPARE(exchange.failure.stage, NetworkStage::ProxyAnswer);
    QCOMPARE(exchange.proxyStatus, 403);
    QCOMPARE(exchange.status, 0);
}

void TestProber::proxyFailuresHaveTheirOwnStage()
{
    ProbeEnvironment environment = bareEnvironment(400ms);
    environment.proxy.mode = ProxyMode::Manual;
    const auto failureThrough = [&environment](const QString &proxy, const QString &target) {
        environment.proxy.url = proxy;
        Prober prober(environment);
        return exchangeOf(prober, getRequest(target)).failure;
    };
    const QString secure = u"https://gateway.example.com/"_s;
    const NetworkFailure refused = failureThrough(u"http://127.0.0.1:%1"_s.arg(closedPort()), secure);
    QCOMPARE(refused.kind, NetworkFailureKind::Refused);
    QCOMPARE(refused.stage, NetworkStage::ProxyConnect);

    const DeadPort dead;
    const NetworkFailure silent = failureThrough(dead.url(), u"http://gateway.example.com/"_s);
    QCOMPARE(silent.kind, NetworkFailureKind::TimedOut);
    QCOMPARE(silent.stage, NetworkStage::ProxyConnect);

    ScriptedServer mute({.closesAfterAnswer = false});
    const NetworkFailure unanswered = failureThrough(mute.url(), secure);
    QCOMPARE(unanswered.kind, NetworkFailureKind::TimedOut);
    QCOMPARE(unanswered.stage, NetworkStage::ProxyAnswer);

    environment.lookUpName = [](const QByteArray &) { return NameLookup{NameLookup::Outcome::NotFound, {}, {}}; };
    const NetworkFailure unknown = failureThrough(u"http://proxy.example.com:3128"_s, secure);
    QCOMPARE(unknown.kind, NetworkFailureKind::NameNotFound);
    QCOMPARE(unknown.stage, NetworkStage::ProxyResolve);
}

void TestProber::proxyOfTheEnvironmentIsHandedIn()
{
    ScriptedServer direct({.answer = kPlainAnswer});
    qputenv("http_proxy", "http://127.0.0.1:1"); // of this process, which is not what was handed in
    Prober without(bareEnvironment());
    QCOMPARE(exchangeOf(without, getRequest(direct.url())).status, 200);
    qunsetenv("http_proxy");

    ScriptedServer proxy({.answer = kPlainAnswer});
    ProbeEnvironment environment = bareEnvironment();
    environment.proxy.mode = ProxyMode::System;
    environment.variables = {{u"http_proxy"_s, u"http://me:pw1234@127.0.0.1:%1"_s.arg(proxy.serverPort())}};
    Prober with(environment);
    const EvidencePtr evidence = probeOnce(with, getRequest(u"http://gateway.example.com/"_s));
    QCOMPARE(evidence->httpExchange()->status, 200);
    QVERIFY(proxy.received().contains("Proxy-Authorization: Basic " + "me:pw1234"_ba.toBase64()));
    QVERIFY(!evidence->command.contains(u"pw1234"_s));
    QVERIFY(!evidence->httpExchange()->proxy.contains(u"pw1234"_s));
}

void TestProber::credentialIsSentButNotRecorded()
{
    ScriptedServer server({.answer = kPlainAnswer});
    ProbeEnvironment environment = bareEnvironment();
    QString askedFor;
    environment.credential = [&askedFor](const CredentialReference &reference) {
        askedFor = reference.model;
        return "model-key-1\n"_ba;
    };
    Prober prober(environment);
    HttpRequest request = getRequest(server.url(u"/v1/models"_s));
    request.bearer.model = u"mistral"_s;
    const EvidencePtr evidence = probeOnce(prober, request);
    QCOMPARE(askedFor, u"mistral"_s);
    QVERIFY(server.received().contains("Authorization: Bearer model-key-1\r\n"));
    QVERIFY(evidence->httpExchange()->credentialSent);
    QVERIFY(evidence->httpExchange()->requestHeaders.isEmpty());
    QVERIFY(evidence->command.contains(u"-H \"Authorization: Bearer $MODEL_API_KEY\""_s));
    QVERIFY(!excerptOf(*evidence).text.contains(u"model-key-1"_s));
}

void TestProber::secretsAreRedactedOnTheWayIn()
{
    class Blackout : public Redactor
    {
    public:
        Redaction redact(const QString &text) const override
        {
            Redaction result{text, static_cast<int>(text.count(u"hunter"_s))};
            result.text.replace(u"hunter"_s, u"[redacted: test]"_s);
            return result;
        }
    };
    ScriptedServer server({.answer = "HTTP/1.1 200 OK\r\nX-Echo: hunter\r\n\r\nyour key hunter \xff is bad"});
    ProbeEnvironment environment = bareEnvironment();
    environment.redactor = std::make_shared<Blackout>();
    Prober prober(environment);
    HttpRequest request = getRequest(server.url(u"/?private_token=hunter"_s));
    request.headers = {{"X-Key", "hunter"}};
    const EvidencePtr evidence = probeOnce(prober, request);
    const HttpExchange exchange = *evidence->httpExchange();
    QCOMPARE(exchange.header("x-echo"), "[redacted: test]"_ba);
    QCOMPARE(exchange.body, "your key [redacted: test] \xff is bad"_ba);
    QCOMPARE(exchange.requestHeaders.first().second, "[redacted: test]"_ba);
    QVERIFY(!exchange.url.toString().contains(u"hunter"_s));
    QVERIFY(!evidence->command.contains(u"hunter"_s));
}

void TestProber::cancelClosesTheConnectionAtOnce()
{
    ScriptedServer server({.closesAfterAnswer = false});
    Prober prober(bareEnvironment());
    QFuture<EvidencePtr> future = prober.run(getRequest(server.url()));
    QTRY_COMPARE(server.connections(), 1);
    QElapsedTimer timer;
    timer.start();
    future.cancel();
    QTRY_COMPARE_WITH_TIMEOUT(server.closedByPeer(), 1, kFarBelowAnyWaitMs);
    QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), kFarBelowAnyWaitMs);
    QCOMPARE_LT(timer.elapsed(), kFarBelowAnyWaitMs);
    QCOMPARE(future.resultCount(), 0);
}

void TestProber::cancelWhileResolvingEndsAtOnce()
{
    SilentNameServer silent;
    ProbeEnvironment environment = bareEnvironment();
    environment.lookUpName = silent.function();
    Prober prober(environment);
    QFuture<EvidencePtr> future = prober.run(getRequest(u"http://gateway.example.com/"_s));
    QElapsedTimer timer;
    timer.start();
    future.cancel();
    QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), kFarBelowAnyWaitMs);
    QCOMPARE_LT(timer.elapsed(), kFarBelowAnyWaitMs);
}

void TestProber::thirtyHangingProbesLeaveTheEventLoopFree()
{
    const DeadPort dead;
    ScriptedServer mute({.closesAfterAnswer = false});
    SilentNameServer silent;
    ProbeEnvironment environment = bareEnvironment(1000ms);
    environment.lookUpName = silent.function();
    Prober prober(environment);
    QList<QFuture<EvidencePtr>> futures;
    for (int i = 0; i < 10; ++i) {
        futures << prober.run(getRequest(dead.url() + QString::number(i)));
        futures << prober.run(getRequest(mute.url(u"/%1"_s.arg(i))));
        futures << prober.run(getRequest(u"http://gateway%1.example.com/"_s.arg(i)));
    }
    qint64 longestGap = 0;
    QElapsedTimer sinceTick;
    sinceTick.start();
    QTimer ticks;
    ticks.setTimerType(Qt::PreciseTimer);
    connect(&ticks, &QTimer::timeout, this, [&] { longestGap = qMax(longestGap, sinceTick.restart()); });
    ticks.start(1ms);
    QElapsedTimer timer;
    timer.start();
    for (const auto &future : std::as_const(futures)) {
        QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 30'000);
        QCOMPARE_LT(timer.elapsed(), kFarBelowAnyWaitMs); // one after another they take 30 s
        QVERIFY(future.result()->httpExchange()->failure);
    }
    QCOMPARE_LT(longestGap, 500); // a probe that blocks takes its whole second
}

void TestProber::destroyedProberEndsItsFutures()
{
    ScriptedServer mute({.closesAfterAnswer = false});
    auto prober = std::make_unique<Prober>(bareEnvironment());
    const QFuture<EvidencePtr> future = prober->run(getRequest(mute.url()));
    QTRY_COMPARE(mute.connections(), 1);
    prober.reset();
    QVERIFY(future.isFinished());
    QTRY_COMPARE(mute.closedByPeer(), 1);
}

void TestProber::proberMayBeDestroyedByWhoHearsOfTheEnd()
{
    ScriptedServer server({.answer = kPlainAnswer});
    auto prober = std::make_unique<Prober>(bareEnvironment());
    const QFuture<EvidencePtr> other = prober->run(getRequest(server.url(u"/other"_s)));
    bool isHeard = false;
    prober->run(getRequest(server.url())).then([&](const EvidencePtr &) {
        isHeard = true;
        prober.reset();
    });
    QTRY_VERIFY(isHeard);
    QVERIFY(other.isFinished());
}

DUODOCTOR_TEST_MAIN(TestProber)
#include "tst_prober.moc"
