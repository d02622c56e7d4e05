#include "judge/finding_ids.h"
#include "session/session.h"
#include "support/nginx_server.h"
#include "support/session_run.h"
#include "support/test_main.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>

#include <sys/stat.h>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

/// A deployment whose every address accepts connections and says nothing.
Deployment silentDeployment(int port, int models)
{
    Deployment deployment;
    deployment.name = u"Silent"_s;
    const QString base = u"http://silent.practice.localhost:%1"_s.arg(port);
    deployment.gitlab.url = base + u""_s;
    deployment.aiGateway.url = base;
    for (int i = 0; i < models; ++i) {
        Model model;
        model.name = u"model-%1"_s.arg(i);
        model.endpoint = base + u"/%1/v1"_s.arg(i);
        model.identifier = u"custom_openai/m"_s;
        model.provider = u"vllm"_s;
        deployment.models << model;
    }
    return deployment;
}

ForeignText captured(const QByteArray &bytes)
{
    ForeignText text;
    text.bytes = bytes;
    return text;
}

} // namespace

class TestSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aHealthyPracticeDeploymentHasNothingAboveInfo()
    {
        Session session;
        QCOMPARE(session.startPractice({}), QString());
        QVERIFY(checkEverything(session));
        QVERIFY2(findingsAboveInfo(session).isEmpty(), qPrintable(describeResults(session)));
        QCOMPARE(session.diagnosis().summary.status, HealthStatus::Healthy);
        QVERIFY(session.diagnosis().summary.passed > 20);
    }

    void whatCannotBeKnownIsBlockedByWhatFailedBeforeIt()
    {
        Session session;
        QCOMPARE(session.startPractice({u"gateway-refused"_s}), QString());
        QVERIFY(checkEverything(session));
        const auto of = [&](const char *id) { return session.result({CheckId(id), Vantage::Workstation, QString()}); };
        const CheckKey connection{CheckId("gateway-connection"), Vantage::Workstation, QString()};
        QCOMPARE(of("gateway-connection")->status, CheckStatus::Failed);
        QCOMPARE(of("gateway-tls")->status, CheckStatus::Blocked);
        QVERIFY(of("gateway-tls")->blockedBy.contains(connection));
        QCOMPARE(of("gateway-healthz")->status, CheckStatus::Blocked);
        QCOMPARE(of("gateway-identity")->status, CheckStatus::Blocked);
        QVERIFY(of("gateway-identity")->findings.isEmpty());
        QCOMPARE(rootCauseIds(session), QStringList{u"connect-refused"_s});
    }

    void whatOnlyAnOldLogTellsIsShownAsTheSummaryCountsIt()
    {
        Session session;
        QCOMPARE(session.startPractice({}), QString());
        QVERIFY(checkEverything(session));
        QFile log(QStringLiteral(DUODOCTOR_TEST_DATA "/logs/gwlog-chat-200-failed.log"));
        QVERIFY(log.open(QIODevice::ReadOnly));
        const HandReading reading = session.readCaptured({captured(log.readAll())});
        QCOMPARE(reading.judged.size(), 1);
        const CheckResult *shown = session.result(reading.judged.first());
        QVERIFY(shown);
        QCOMPARE(shown->status, CheckStatus::Warning);
        QCOMPARE(shown->findings.first().id, finding::kModelNotServed);
        QCOMPARE(shown->findings.first().severity, Severity::Warning);
        const auto isFailed = [](const CheckResult &each) { return each.status == CheckStatus::Failed; };
        QCOMPARE(session.diagnosis().summary.failed, 0);
        QVERIFY(std::ranges::none_of(session.results(), isFailed));
    }

    void whatIsNotRecognisedIsSaidAndConcludesNothing()
    {
        Session session;
        const HandReading reading = session.readCaptured({captured("good morning, the thing is broken again")});
        QVERIFY(reading.judged.isEmpty());
        QVERIFY2(reading.notice.contains("not recognised"_L1), qPrintable(reading.notice));
        QVERIFY(session.diagnosis().rootCauses.isEmpty());
    }

    void resultsStandInTheOrderOfThePlan()
    {
        Session session;
        session.startPractice({});
        QVERIFY(checkEverything(session));
        const QList<CheckKey> plan = session.plannedChecks();
        QCOMPARE(session.results().size(), plan.size());
        for (qsizetype i = 0; i < plan.size(); ++i) {
            QVERIFY(session.results().at(i).key == plan.at(i));
        }
    }

    void aCheckThatIsRunAgainTakesItsFindingBack()
    {
        Session session;
        session.startPractice({u"model-missing-v1"_s});
        QVERIFY(checkEverything(session));
        QVERIFY(!session.diagnosis().rootCauses.isEmpty());
        const CheckKey failed = session.diagnosis().rootCauses.first().check;
        Deployment mended = session.deployment();
        for (Model &model : mended.models) {
            if (!model.endpoint.endsWith("/v1"_L1)) {
                model.endpoint += u"/v1"_s;
            }
        }
        session.setDeployment(mended);
        QSignalSpy finished(&session, &Session::runFinished);
        session.startChecks({failed});
        QVERIFY(finished.wait(10000));
        QCOMPARE(session.result(failed)->status, CheckStatus::Passed);
    }

    void stopEndsARunAgainstSilentServersWithinASecond()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        Session session;
        session.setDeployment(silentDeployment(silent.serverPort(), 10));
        session.startChecks();
        QTest::qWait(300);
        QVERIFY(session.isRunning());
        QElapsedTimer clock;
        clock.start();
        session.cancelChecks();
        QVERIFY(!session.isRunning());
        QCOMPARE_LT(clock.elapsed(), 5000);
        QCOMPARE(session.results().size(), session.plannedChecks().size());
    }

    void theLimitEndsARunAgainstSilentServers()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        Session session;
        session.setOptions({true, std::chrono::milliseconds(600)});
        session.setDeployment(silentDeployment(silent.serverPort(), 2));
        QElapsedTimer clock;
        clock.start();
        QVERIFY(checkEverything(session));
        QCOMPARE_LT(clock.elapsed(), 8000);
        QVERIFY2(rootCauseIds(session).contains(u"response-timeout"_s), qPrintable(describeResults(session)));
    }

    void startingAgainWhileARunIsUnderWayGivesOneWholeRun()
    {
        Session session;
        session.startPractice({});
        QSignalSpy finished(&session, &Session::runFinished);
        session.startChecks();
        session.startChecks();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, 10000);
        QCOMPARE(finished.at(0).at(0).toBool(), true);
        QCOMPARE(finished.at(1).at(0).toBool(), false);
        QCOMPARE(session.results().size(), session.plannedChecks().size());
    }

    void leavingOutCompletionsSkipsThemWithTheReason()
    {
        Session session;
        session.startPractice({});
        session.setOptions({false, std::chrono::seconds(5)});
        QVERIFY(checkEverything(session));
        int skipped = 0;
        for (const CheckResult &result : session.results()) {
            skipped += result.skipReason == SkipReason::CompletionDisabled ? 1 : 0;
        }
        QVERIFY(skipped > 0);
        QVERIFY(!session.skipReasonText(SkipReason::CompletionDisabled).isEmpty());
    }

    void aKeyFromTheEnvironmentIsUsedAndStandsInNoReport()
    {
        Session session;
        QCOMPARE(session.startPractice({u"model-key-rejected"_s}), QString());
        qputenv("DUODOCTOR_TEST_KEY", "sk-planted-0123456789abcdef");
        Deployment deployment = session.deployment();
        for (Model &model : deployment.models) {
            model.apiKey = {ApiKeySource::Environment, u"DUODOCTOR_TEST_KEY"_s};
        }
        session.setDeployment(deployment);
        QVERIFY(checkEverything(session));
        const Report report = session.report();
        for (const QByteArray &written :
             {writeJsonReport(report), writeHtmlReport(report), writeTextReport(report, {false, true, false, 100})}) {
            QVERIFY(!written.contains("planted"));
        }
        QVERIFY2(rootCauseIds(session).contains(u"model-key-rejected"_s), qPrintable(describeResults(session)));
        qunsetenv("DUODOCTOR_TEST_KEY");
    }

    void aFileWithMistakesChangesNothing()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"bad.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"schema\": \"duo-doctor/deployment/1\", \"nope\": 1}");
        file.close();
        Session session;
        Deployment deployment;
        deployment.name = u"Kept"_s;
        session.setDeployment(deployment);
        QCOMPARE(session.openDeployment(file.fileName()).size(), 1);
        QCOMPARE(session.deployment().name, u"Kept"_s);
    }

    void aPipeAsTrustFileEndsARunAndIsNamed()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"pipe.pem"_s);
        QCOMPARE(mkfifo(path.toLocal8Bit().constData(), 0600), 0);
        Session session;
        Deployment deployment;
        deployment.trust.caBundle = path;
        session.setDeployment(deployment);
        QVERIFY(checkEverything(session, std::chrono::seconds(5)));
        QCOMPARE(rootCauseIds(session), QStringList{u"ca-bundle-path-missing"_s});
    }

    void anotherKeyReferenceDropsTheKeyOfTheFormer()
    {
        Session session;
        Deployment deployment;
        Model model;
        model.name = u"m"_s;
        deployment.models << model;
        session.setDeployment(deployment);
        session.setModelKey(u"m"_s, SecretText("k"), KeyKeeping::ThisSession);
        QVERIFY(session.hasModelKey(u"m"_s));
        deployment.gitlab.url = u"http://elsewhere.example"_s;
        session.setDeployment(deployment);
        QVERIFY(session.hasModelKey(u"m"_s));
        deployment.models.first().apiKey = {ApiKeySource::Environment, u"OTHER"_s};
        session.setDeployment(deployment);
        QVERIFY(!session.hasModelKey(u"m"_s));
    }

    void anEmptyDeploymentIsAllSkippedAndEndsAtOnce()
    {
        Session session;
        session.setDeployment({});
        QVERIFY(checkEverything(session, std::chrono::seconds(2)));
        for (const CheckResult &result : session.results()) {
            QCOMPARE(result.status, CheckStatus::Skipped);
            QVERIFY(result.skipReason != SkipReason::None);
        }
        QCOMPARE(session.diagnosis().summary.status, HealthStatus::Unknown);
    }

    void aReportThatCannotBeWrittenSaysWhy()
    {
        Session session;
        QVERIFY(session.exportReport(u"/nonexistent/report.html"_s, ReportFormat::Html).contains("report.html"_L1));
    }
};

DUODOCTOR_TEST_MAIN(TestSession)
#include "tst_session.moc"
