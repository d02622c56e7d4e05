#include "ssh_harness.h"

#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

/// Memory of this process, in KiB, from /proc/self/status.
qint64 memory()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        return 0;
    }
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("VmRSS:")) {
            return line.mid(6).simplified().split(' ').first().toLongLong();
        }
    }
    return 0;
}

} // namespace

class TestReachBounds : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QCOMPARE(m_server.start({}), QString()); }

    void outputIsBounded_data()
    {
        QTest::addColumn<bool>("isLocal");
        QTest::addRow("here") << true;
        QTest::addRow("over ssh") << false;
    }
    void outputIsBounded()
    {
        QFETCH(bool, isLocal);
        Reacher reacher(environmentFor(m_server));
        Command command =
            commandOf({u"sh"_s, u"-c"_s, u"head -c 3000000 /dev/zero; head -c 2000 /dev/zero >&2; exit 3"_s});
        command.maxOutputBytes = 1000;
        const Transcript transcript = runOnce(reacher, isLocal ? localReach() : sshReach(m_server), command);
        QVERIFY2(transcript.hasRun(), describe(transcript).constData());
        QCOMPARE(transcript.output, QByteArray(1000, '\0'));
        QCOMPARE(transcript.errors.size(), 1000);
        QVERIFY(transcript.isTruncated);
        QCOMPARE(transcript.exitStatus, 3);
    }

    void writerWithoutAnEndCostsNoMemory_data() { outputIsBounded_data(); }
    void writerWithoutAnEndCostsNoMemory()
    {
        QFETCH(bool, isLocal);
        Reacher reacher(environmentFor(m_server));
        const Reach reach = isLocal ? localReach() : sshReach(m_server);
        QVERIFY(runOnce(reacher, reach, commandOf({u"true"_s})).hasRun());
        const QString sign = u"duo-sign-yes-%1"_s.arg(QCoreApplication::applicationPid());
        Command command = commandOf({u"yes"_s, sign});
        command.maxOutputBytes = 64 * 1024;
        command.limit = 3s;
        const qint64 before = memory();
        qint64 most = before;
        const QFuture<Transcript> future = reacher.run(reach, command);
        while (!future.isFinished()) {
            QTest::qWait(50);
            most = qMax(most, memory());
        }
        QVERIFY2(future.result().failure == ReachFailure::TimedOut, describe(future.result()).constData());
        QCOMPARE(future.result().output.size(), 64 * 1024);
        QVERIFY(future.result().isTruncated);
        QVERIFY(future.result().elapsed < 5s);
        constexpr qint64 kMost = 16 * 1024;
        QVERIFY2(most - before < kMost, qPrintable(u"%1 KiB more"_s.arg(most - before)));
        QTRY_COMPARE_WITH_TIMEOUT(processesWith(sign), 0, 10'000);
    }

    void limitIsKept_data() { outputIsBounded_data(); }
    void limitIsKept()
    {
        QFETCH(bool, isLocal);
        Reacher reacher(environmentFor(m_server));
        const Reach reach = isLocal ? localReach() : sshReach(m_server);
        // The time for the connection counts as well, and is not what this is about.
        QVERIFY(runOnce(reacher, reach, commandOf({u"true"_s})).hasRun());
        Command command = commandOf({u"sleep"_s, u"50"_s});
        command.limit = 1500ms;
        const Transcript transcript = runOnce(reacher, reach, command);
        QCOMPARE(transcript.failure, ReachFailure::TimedOut);
        QVERIFY(transcript.elapsed >= 1400ms);
        QVERIFY(transcript.elapsed < 3500ms);
    }

    void inputIsShownNowhere_data() { outputIsBounded_data(); }
    void inputIsShownNowhere()
    {
        QFETCH(bool, isLocal);
        Reacher reacher(environmentFor(m_server));
        const QByteArray secret = "duo-secret-" + QByteArray::number(QCoreApplication::applicationPid());
        const Reach reach = isLocal ? localReach() : sshReach(m_server);
        const QFuture<Transcript> future = reacher.run(reach, commandOf({u"sh"_s, u"-c"_s, u"cat; sleep 1"_s}, secret));
        QStringList shown;
        while (!future.isFinished()) {
            shown += processesThatShow(secret);
            QTest::qWait(10);
        }
        QCOMPARE(future.result().output, secret);
        QVERIFY(!future.result().command.contains(QString::fromLatin1(secret)));
        QCOMPARE(shown, QStringList());
    }

    void lookIntoOthersProcessesSees()
    {
        // What the tests above stand on.
        const QByteArray sign = "duo-look-" + QByteArray::number(QCoreApplication::applicationPid());
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"DUO_LOOK"_s, QString::fromLatin1(sign));
        process.setProcessEnvironment(environment);
        process.start(u"sleep"_s, {u"5"_s});
        QVERIFY(process.waitForStarted());
        QTRY_COMPARE(processesThatShow(sign), QStringList{u"environ of sleep"_s});
        process.kill();
        process.waitForFinished();
    }

private:
    SshServer m_server;
};

DUODOCTOR_REACH_TEST_MAIN(TestReachBounds)
#include "tst_reach_bounds.moc"
