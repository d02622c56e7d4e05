#include "probe/prober.h"

#include "support/probe_harness.h"
#include "support/scripted_server.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestProber : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answerIsRecorded();
};

void TestProber::answerIsRecorded()
{
    ScriptedServer server({.answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Gitlab: yes\r\n\r\n{}"});
    Prober prober(bareEnvironment());
    const EvidencePtr evidence = probeOnce(prober, getRequest(server.url(u"/monitoring/healthz"_s)));
    QVERIFY(evidence);
    const HttpExchange exchange = *evidence->httpExchange();
    QVERIFY2(!exchange.failure, qPrintable(exchange.failure.detail));
    qInfo() << excerptOf(*evidence).text << evidence->command;
    QCOMPARE(exchange.status, 200);
    QCOMPARE(exchange.httpVersion, u"1.1"_s);
    QCOMPARE(exchange.body, "{}"_ba);
    QCOMPARE(exchange.header("x-gitlab"), "yes"_ba);
    QVERIFY(exchange.isComplete());
}

DUODOCTOR_TEST_MAIN(TestProber)
#include "tst_prober.moc"
