#include "agent_harness.h"

#include "support/scripted_server.h"
#include "support/test_main.h"

#include <QElapsedTimer>

using namespace duodoctor;
using namespace Qt::StringLiterals;

class TestSurveyor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersComeInTheOrderOfTheRequests();
    void placeThatCannotBeReachedAnswersEverything();
    void hostWithoutGitlabSaysSo();
    void cancellingEverythingEndsTheSession();
    void endingTheSurveyorEndsTheFutures();
};

void TestSurveyor::answersComeInTheOrderOfTheRequests()
{
    ScriptedServer server({.answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"});
    HttpRequest http;
    http.url = QUrl(server.url());
    const auto answers = surveyed(localDeployment(), Vantage::Gateway,
                                  {EnvironmentRequest{}, http, ContainerRequest{}, FolderAccessRequest{{u"/tmp"_s}}});
    QCOMPARE(answers.size(), 4);
    QVERIFY(answers[0]->as<EnvironmentListing>());
    QVERIFY(answers[1]->httpExchange());
    QCOMPARE(answers[1]->httpExchange()->status, 200);
    QVERIFY(answers[2]->as<Transcript>()); // this machine is no container
    QVERIFY(answers[3]->as<FolderAccess>());
    for (const EvidencePtr &answer : answers) {
        QVERIFY(answer->vantage == Vantage::Gateway);
        QVERIFY(answer->takenAt.isValid());
    }
    QVERIFY2(answers[1]->command.startsWith("curl"_L1), qPrintable(answers[1]->command));
}

void TestSurveyor::placeThatCannotBeReachedAnswersEverything()
{
    Deployment deployment = localDeployment();
    deployment.gitlab.reach.via = ReachVia::Paste;
    const auto answers = surveyed(deployment, Vantage::GitLab,
                                  {HttpRequest{}, RailsRequest{}, RakeRequest{}, LogRequest{}, ContainerRequest{}});
    QCOMPARE(answers.size(), 5);
    for (const EvidencePtr &answer : answers) {
        const auto *transcript = answer->as<Transcript>();
        QVERIFY(transcript);
        QVERIFY(transcript->failure == ReachFailure::ByHand);
    }
}

void TestSurveyor::hostWithoutGitlabSaysSo()
{
    const auto answers = surveyed(localDeployment(), Vantage::GitLab, {RailsRequest{}, RakeRequest{}});
    QCOMPARE(answers.size(), 2);
    for (const EvidencePtr &answer : answers) {
        const auto *transcript = answer->as<Transcript>();
        QVERIFY(transcript);
        QVERIFY2(transcript->failure == ReachFailure::CommandMissing, toWire(transcript->failure).data());
    }
}

void TestSurveyor::cancellingEverythingEndsTheSession()
{
    ScriptedServer silent(ScriptedServer::Script{});
    HttpRequest http;
    http.url = QUrl(silent.url());
    Surveyor surveyor(localDeployment(), bareSurvey(std::chrono::seconds(60)));
    auto futures = surveyor.run(Vantage::Gateway, {http});
    QTRY_VERIFY_WITH_TIMEOUT(silent.connections() > 0, 10'000);
    futures.first().cancel();
    QTRY_VERIFY_WITH_TIMEOUT(silent.closedByPeer() > 0, 10'000); // the far side is gone too
    QTRY_VERIFY_WITH_TIMEOUT(futures.first().isFinished(), 10'000);
}

void TestSurveyor::endingTheSurveyorEndsTheFutures()
{
    ScriptedServer silent(ScriptedServer::Script{});
    HttpRequest http;
    http.url = QUrl(silent.url());
    QList<QFuture<EvidencePtr>> futures;
    {
        Surveyor surveyor(localDeployment(), bareSurvey(std::chrono::seconds(60)));
        futures = surveyor.run(Vantage::Gateway, {http});
        QTRY_VERIFY_WITH_TIMEOUT(silent.connections() > 0, 10'000);
    }
    QVERIFY(futures.first().isFinished());
}

DUODOCTOR_TEST_MAIN(TestSurveyor)
#include "tst_surveyor.moc"
