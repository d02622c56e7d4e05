#include "probe/resolver.h"

#include "support/test_main.h"

#include <QThread>

#include <atomic>
#include <optional>
#include <semaphore>
#include <thread>

using namespace duodoctor;
using namespace Qt::StringLiterals;

class TestResolver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void literalsAndLocalhostNeedNoServer_data();
    void literalsAndLocalhostNeedNoServer();
    void otherNamesNeedAServer();
    void answerComesOnTheCallersThread();
    void overlappingLookupsShareOne();
    void answerAfterTheEndIsDropped();
    void systemKnowsLocalhostToo();
};

void TestResolver::literalsAndLocalhostNeedNoServer_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QStringList>("addresses");
    const QStringList loopback{u"127.0.0.1"_s, u"::1"_s};
    QTest::newRow("IPv4") << QByteArray("192.0.2.1") << QStringList{u"192.0.2.1"_s};
    QTest::newRow("IPv6") << QByteArray("2001:db8::1") << QStringList{u"2001:db8::1"_s};
    QTest::newRow("localhost") << QByteArray("localhost") << loopback;
    QTest::newRow("capitals and a dot") << QByteArray("LocalHost.") << loopback;
    QTest::newRow("below localhost") << QByteArray("gitlab.practice.localhost") << loopback;
}

void TestResolver::literalsAndLocalhostNeedNoServer()
{
    QFETCH(QByteArray, host);
    QFETCH(QStringList, addresses);
    const auto result = Resolver::withoutServer(host);
    QVERIFY(result);
    QCOMPARE(result->outcome, NameLookup::Outcome::Found);
    QCOMPARE(result->addresses, addresses);
}

void TestResolver::otherNamesNeedAServer()
{
    for (const char *host : {"gitlab.example.com", "notlocalhost", "localhost.example.com", "1.2.3", "::g", ""}) {
        QVERIFY2(!Resolver::withoutServer(host), host);
    }
}

void TestResolver::answerComesOnTheCallersThread()
{
    Resolver resolver([](const QByteArray &host) {
        return NameLookup{NameLookup::Outcome::Found, {QString::fromLatin1(host)}, {}};
    });
    QThread *thread = nullptr;
    QStringList addresses;
    resolver.resolve("a.example", [&](const NameLookup &result) {
        thread = QThread::currentThread();
        addresses = result.addresses;
    });
    QVERIFY(addresses.isEmpty()); // never from within the call
    QTRY_COMPARE(thread, QThread::currentThread());
    QCOMPARE(addresses, QStringList{u"a.example"_s});
}

void TestResolver::overlappingLookupsShareOne()
{
    auto calls = std::make_shared<std::atomic<int>>(0);
    Resolver resolver([calls](const QByteArray &) {
        ++*calls;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        return NameLookup{NameLookup::Outcome::NotFound, {}, {}};
    });
    int answers = 0;
    for (int i = 0; i < 5; ++i) {
        resolver.resolve("a.example", [&](const NameLookup &) { ++answers; });
    }
    QTRY_COMPARE(answers, 5);
    QCOMPARE(calls->load(), 1);
    resolver.resolve("a.example", [&](const NameLookup &) { ++answers; });
    QTRY_COMPARE(answers, 6);
    QCOMPARE(calls->load(), 2); // nothing is kept
}

void TestResolver::answerAfterTheEndIsDropped()
{
    struct Gate {
        std::binary_semaphore release{0};
        std::atomic<bool> isLeft{false};
    };
    auto gate = std::make_shared<Gate>();
    bool isAnswered = false;
    {
        Resolver resolver([gate](const QByteArray &) {
            gate->release.acquire();
            gate->isLeft = true;
            return NameLookup{};
        });
        resolver.resolve("a.example", [&](const NameLookup &) { isAnswered = true; });
    }
    gate->release.release();
    QTRY_VERIFY(gate->isLeft);
    QTest::qWait(20);
    QVERIFY(!isAnswered);
}

void TestResolver::systemKnowsLocalhostToo()
{
    Resolver resolver;
    std::optional<NameLookup> answer;
    resolver.resolve("localhost", [&](const NameLookup &result) { answer = result; }); // /etc/hosts, no name server
    QTRY_VERIFY(answer);
    QCOMPARE(answer->outcome, NameLookup::Outcome::Found);
    QVERIFY(!answer->addresses.isEmpty());
}

DUODOCTOR_TEST_MAIN(TestResolver)
#include "tst_resolver.moc"
