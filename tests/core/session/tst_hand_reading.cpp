#include "session/hand_reading.h"
#include "session/session.h"
#include "support/session_run.h"
#include "support/test_main.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <sys/stat.h>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

CheckKey container()
{
    return {CheckId{"gateway-container"}, Vantage::Gateway, {}};
}

QByteArray stoppedContainer()
{
    QFile file(QStringLiteral(DUODOCTOR_TEST_DATA "/docker/ps_stopped.txt"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
}

Deployment byHand()
{
    Deployment deployment;
    deployment.name = u"By hand"_s;
    deployment.aiGateway.url = u"http://127.0.0.1:1"_s;
    deployment.gitlab.reach.via = ReachVia::Paste;
    deployment.aiGateway.reach.via = ReachVia::Paste;
    return deployment;
}

QString write(const QTemporaryDir &folder, const QString &name, const QByteArray &bytes)
{
    QFile file(folder.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString{};
}

HandReading readingOf(Session &session, const CapturedInput &input, const std::optional<CheckKey> &asked = {})
{
    QSignalSpy read(&session, &Session::handRead);
    session.readLater(input, asked);
    return read.wait(20'000) ? read.first().first().value<HandReading>() : HandReading{};
}

} // namespace

class TestHandReading : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anAnswerIsJudgedAsTheCheckThatAskedForIt()
    {
        Session session;
        session.setDeployment(byHand());
        const HandReading reading = readingOf(session, {stoppedContainer(), {}}, container());
        QVERIFY2(reading.isAnswer, qPrintable(reading.notice));
        QVERIFY(reading.asked == container());
        QVERIFY(reading.judged.contains(container()));
        QVERIFY2(reading.notice.contains(u"The list of containers"_s), qPrintable(reading.notice));
        const CheckResult *result = session.result(container());
        QVERIFY(result && isBroughtByHand(*result));
    }

    void aTextThatNobodyKnowsIsSaidAndLeavesNoRowWhenItWasOfferedAsAnAnswer()
    {
        Session session;
        session.setDeployment(byHand());
        const HandReading answer = readingOf(session, {"lorem ipsum", {}}, container());
        QVERIFY(!answer.isRecognised());
        QVERIFY(answer.notice.contains(u"not recognised"_s));
        QVERIFY(session.results().isEmpty());
        const HandReading captured = readingOf(session, {"lorem ipsum", {}});
        QVERIFY(!captured.isRecognised());
        QCOMPARE(session.results().size(), 1);
    }

    void anOutputThatIsNoAnswerIsReadForItself()
    {
        Session session;
        session.setDeployment(byHand());
        const QByteArray curl = "curl: (60) SSL certificate problem: unable to get local issuer certificate\n";
        const HandReading reading = readingOf(session, {curl, {}}, container());
        QVERIFY(!reading.isAnswer);
        QVERIFY2(reading.isRecognised(), qPrintable(reading.notice));
        QVERIFY(reading.notice.contains(u"does not answer"_s));
        QVERIFY(!session.result(container()));
        QVERIFY(session.result(reading.judged.first()));
    }

    void twoTextsOfOneKindStayApart()
    {
        Session session;
        session.setDeployment(byHand());
        const HandReading first = readingOf(session, {stoppedContainer(), {}});
        const HandReading second = readingOf(session, {stoppedContainer(), {}});
        QVERIFY(first.isRecognised() && second.isRecognised());
        QVERIFY(first.judged.first() != second.judged.first());
        QCOMPARE(session.results().size(), 2);
        QVERIFY(session.result(second.judged.first()));
    }

    void whatWasBroughtOutlivesARunThatCannotLookThere()
    {
        Session session;
        session.setDeployment(byHand());
        QVERIFY(readingOf(session, {stoppedContainer(), {}}, container()).isAnswer);
        const QStringList before = findingsAboveInfo(session);
        QVERIFY(!before.isEmpty());
        QVERIFY(checkEverything(session));
        const CheckResult *result = session.result(container());
        QVERIFY(result && isBroughtByHand(*result));
        QVERIFY(result->status != CheckStatus::Skipped);
        Deployment other = byHand();
        other.name = u"Another"_s;
        session.setDeployment(other);
        QVERIFY(session.results().isEmpty());
    }

    void aTextForAFormerDeploymentIsDropped()
    {
        Session session;
        session.setDeployment(byHand());
        const QSignalSpy read(&session, &Session::handRead);
        session.readLater({stoppedContainer(), {}}, container());
        session.setDeployment(Deployment{});
        QTest::qWait(500);
        QCOMPARE(read.count(), 0);
        QVERIFY(session.results().isEmpty());
    }

    void aFileThatIsNoTextIsRefusedWithTheReason_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("reason");
        QTest::newRow("folder") << u"."_s << u"is a folder"_s;
        QTest::newRow("missing") << u"nothing.log"_s << u"cannot be read"_s;
        QTest::newRow("empty") << u"empty.log"_s << u"is empty"_s;
        QTest::newRow("binary") << u"picture.png"_s << u"is no text"_s;
        QTest::newRow("a pipe that nobody writes to") << u"pipe"_s << u"as a whole"_s;
    }
    void aFileThatIsNoTextIsRefusedWithTheReason()
    {
        QFETCH(QString, name);
        QFETCH(QString, reason);
        const QTemporaryDir folder;
        write(folder, u"empty.log"_s, {});
        write(folder, u"picture.png"_s, QByteArray::fromHex("89504e470d0a1a0a0000000d49484452"));
        QCOMPARE(mkfifo(folder.filePath(u"pipe"_s).toUtf8().constData(), 0600), 0);
        Session session;
        session.setDeployment(byHand());
        QElapsedTimer clock;
        clock.start();
        const HandReading reading = readingOf(session, {{}, folder.filePath(name)});
        QVERIFY(clock.elapsed() < 20'000);
        QVERIFY(!reading.isRecognised());
        QVERIFY2(reading.notice.contains(reason), qPrintable(reading.notice));
        QVERIFY(session.results().isEmpty());
    }

    void aFileIsReadAsAPasteIs()
    {
        const QTemporaryDir folder;
        const QString path = write(folder, u"ps.txt"_s, stoppedContainer());
        QVERIFY(!path.isEmpty());
        Session session;
        session.setDeployment(byHand());
        const HandReading reading = readingOf(session, {{}, path}, container());
        QVERIFY2(reading.isAnswer, qPrintable(reading.notice));
        QCOMPARE(reading.evidence.first()->source, EvidenceSource::File);
    }

    void utf16IsText()
    {
        const QTemporaryDir folder;
        const QString path = write(folder, u"u.txt"_s, QByteArray::fromHex("fffe") + QByteArray("c\0u\0r\0l\0", 8));
        QString error;
        QVERIFY(!loadCaptured(path, error).bytes.isEmpty());
        QCOMPARE(error, QString());
    }

    void theEventLoopComesRoundWhileAHugeFileIsRead()
    {
        const QTemporaryDir folder;
        QByteArray huge;
        while (huge.size() < 6 * 1024 * 1024) {
            huge += "{\"severity\":\"INFO\",\"time\":\"2026-11-21T10:00:00.000Z\",\"message\":\"fine\"}\n";
        }
        const QString path = write(folder, u"llm.log"_s, huge);
        Session session;
        session.setDeployment(byHand());
        const QSignalSpy read(&session, &Session::handRead);
        QElapsedTimer clock;
        clock.start();
        session.readLater({{}, path});
        QVERIFY2(clock.elapsed() < 1000, qPrintable(QString::number(clock.elapsed())));
        QTRY_COMPARE_WITH_TIMEOUT(read.count(), 1, 60'000);
    }

    void aDeploymentFileIsTold()
    {
        const QTemporaryDir folder;
        QVERIFY(isDeploymentFile(write(folder, u"d.json"_s, R"({"schema": "duo-doctor/deployment/1"})")));
        QVERIFY(!isDeploymentFile(write(folder, u"r.json"_s, R"({"schema": "duo-doctor/report/1"})")));
        QVERIFY(!isDeploymentFile(folder.path()));
    }
};

DUODOCTOR_TEST_MAIN(TestHandReading)
#include "tst_hand_reading.moc"
