#include "deployment/deployment.h"
#include "practice/practice_deployment.h"
#include "session/session.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

/// Every fault of the practice deployment through the whole program: probes, judges and diagnosis.
class TestPracticeFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void healthyPracticeGivesNoFindingAboveInfo();
    void faultIsNamedFirst_data();
    void faultIsNamedFirst();

private:
    static void run(Session &session);
    static QString summary(const Session &session);
};

void TestPracticeFaults::run(Session &session)
{
    QSignalSpy finished(&session, &Session::runFinished);
    session.startChecks();
    QVERIFY(finished.wait(20'000));
}

QString TestPracticeFaults::summary(const Session &session)
{
    QStringList lines;
    for (const RootCause &cause : session.diagnosis().rootCauses) {
        lines << u"cause "_s + cause.finding.id.toString();
    }
    for (const CheckResult &result : session.results()) {
        for (const Finding &finding : result.findings) {
            lines << result.key.check.toString() + u' ' + result.key.subject + u": "_s + finding.id.toString() + u' ' +
                         QString{toWire(finding.severity)};
        }
    }
    return lines.join(u'\n');
}

void TestPracticeFaults::healthyPracticeGivesNoFindingAboveInfo()
{
    Session session;
    QCOMPARE(session.startPractice({}), QString{});
    run(session);
    QVERIFY2(session.diagnosis().rootCauses.isEmpty(), qPrintable(summary(session)));
    int passed = 0;
    for (const CheckResult &result : session.results()) {
        passed += result.status == CheckStatus::Passed ? 1 : 0;
        for (const Finding &finding : result.findings) {
            QVERIFY2(finding.severity == Severity::Info, qPrintable(summary(session)));
        }
    }
    QVERIFY(passed > 25);
}

void TestPracticeFaults::faultIsNamedFirst_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("finding");
    QTest::addColumn<int>("limitMs");
    for (const PracticeFault &fault : PracticeDeployment::faults()) {
        const int limitMs = fault.probeLimit.count() > 0 ? static_cast<int>(fault.probeLimit.count()) : 10'000;
        QTest::newRow(qPrintable(fault.id)) << fault.id << fault.finding << limitMs;
    }
}

void TestPracticeFaults::faultIsNamedFirst()
{
    QFETCH(QString, fault);
    QFETCH(QString, finding);
    QFETCH(int, limitMs);
    Session session;
    QCOMPARE(session.startPractice({fault}), QString{});
    SessionOptions options;
    options.probeLimit = std::chrono::milliseconds{limitMs};
    session.setOptions(options);
    run(session);
    const QList<RootCause> &causes = session.diagnosis().rootCauses;
    QVERIFY2(!causes.isEmpty(), qPrintable(summary(session)));
    QVERIFY2(causes.first().finding.id.toString() == finding, qPrintable(summary(session)));
}

DUODOCTOR_TEST_MAIN(TestPracticeFaults)
#include "tst_practice_faults.moc"
