#include "certificate/host_name.h"
#include "certificate/moment.h"

#include "support/test_main.h"

using namespace duodoctor;

class TestHostName : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void patternsCoverNames_data();
    void patternsCoverNames();
    void addressesAreRecognised();
    void momentsAreRead_data();
    void momentsAreRead();
};

void TestHostName::patternsCoverNames_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("covered");
    const auto row = [](const char *pattern, const char *host, bool covered) {
        QTest::addRow("%s for %s", pattern, host)
            << QString::fromLatin1(pattern) << QString::fromLatin1(host) << covered;
    };
    row("gitlab.example.test", "gitlab.example.test", true);
    row("GitLab.Example.test", "gitlab.example.test", true);
    row("*.example.test", "gitlab.example.test", true);
    row("*.example.test", "example.test", false);
    row("*.example.test", "a.b.example.test", false);
    row("*.example.test", ".example.test", false);
    row("g*.example.test", "gitlab.example.test", false);
    row("gitlab.*.test", "gitlab.example.test", false);
    row("*", "gitlab", false);
    row("*.com", "example.com", false);
    row("gitlab.example.test.", "gitlab.example.test", false);
    row("", "gitlab.example.test", false);
    row("my_host.example.test", "my_host.example.test", true);
}

void TestHostName::patternsCoverNames()
{
    QFETCH(QString, pattern);
    QFETCH(QString, host);
    QFETCH(bool, covered);
    QCOMPARE(dnsNameCovers(pattern.toStdString(), host.toStdString()), covered);
}

void TestHostName::addressesAreRecognised()
{
    QVERIFY(HostName::parse("192.0.2.1").isAddress());
    QVERIFY(HostName::parse("2001:db8::1").isAddress());
    QVERIFY(HostName::parse("[2001:db8::1]").isAddress());
    QVERIFY(!HostName::parse("192.0.2").isAddress());
    QVERIFY(!HostName::parse("gitlab.example.test").isAddress());
}

void TestHostName::momentsAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("microseconds");
    QTest::newRow("UTC") << QStringLiteral("1970-01-02T00:00:00Z") << qint64{86'400'000'000};
    QTest::newRow("fraction") << QStringLiteral("1970-01-01T00:00:00.999Z") << qint64{999'000};
    QTest::newRow("more digits than we keep") << QStringLiteral("1970-01-01T00:00:00.1234567Z") << qint64{123'456};
    QTest::newRow("offset") << QStringLiteral("1970-01-01T02:00:00+02:00") << qint64{0};
    QTest::newRow("no offset") << QStringLiteral("1970-01-01T02:00:00") << qint64{-1};
    QTest::newRow("no such day") << QStringLiteral("2026-02-30T00:00:00Z") << qint64{-1};
    QTest::newRow("words") << QStringLiteral("tomorrow") << qint64{-1};
}

void TestHostName::momentsAreRead()
{
    QFETCH(QString, text);
    QFETCH(qint64, microseconds);
    const auto moment = momentFromRfc3339(text.toStdString());
    QCOMPARE(moment ? qint64{moment->time_since_epoch().count()} : qint64{-1}, microseconds);
}

DUODOCTOR_TEST_MAIN(TestHostName)
#include "tst_host_name.moc"
