#include "scripted_call.h"

#include "session/session.h"
#include "session/walkthrough.h"
#include "support/test_main.h"

#include <QSignalSpy>

#include <algorithm>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

const QString kReminder = u"Switch verbose logging off again"_s;

Deployment deploymentBy(const QString &version, GitLabInstallation gitlab, GatewayInstallation gateway)
{
    Deployment deployment;
    deployment.name = u"Call"_s;
    deployment.gitlab.url = u"https://gitlab.example.invalid"_s;
    deployment.gitlab.version = GitLabVersion::parse(version);
    deployment.gitlab.installation = gitlab;
    deployment.aiGateway.url = u"https://aigw.example.invalid"_s;
    deployment.aiGateway.installation = gateway;
    deployment.gitlab.reach.container = u"gitlab web"_s;
    deployment.aiGateway.reach.container = u"it's aigw"_s;
    return deployment;
}

QString textOf(const Session &session, const QString &node, const Deployment &deployment)
{
    const TreeNode *found = session.playbook().tree().node(node);
    return found ? session.playbook().nodeText(*found, deployment) : QString{};
}

} // namespace

/// The walk that follows one request through the logs.
class TestLogWalk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QString problem;
        m_calls = readCalls(QStringLiteral(DUODOCTOR_TEST_DATA "/calls"), problem);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        m_calls.removeIf([](const ScriptedCall &call) { return call.entry != u"follow-request"_s; });
        QVERIFY(m_calls.size() >= 4);
    }

    void everyEndRemindsOfTheSwitch_data()
    {
        QTest::addColumn<int>("index");
        for (qsizetype i = 0; i < m_calls.size(); ++i) {
            QTest::newRow(qPrintable(m_calls.at(i).name)) << static_cast<int>(i);
        }
    }
    void everyEndRemindsOfTheSwitch()
    {
        QFETCH(int, index);
        Session session;
        const PlayedCall played = play(session, m_calls.at(index));
        QVERIFY2(played.end == m_calls.at(index).end, qPrintable(played.story));
        const QString text = session.walkthrough().currentText();
        QVERIFY2(text.contains(kReminder), qPrintable(text));
        QVERIFY2(text.contains(u"prompts"_s), qPrintable(text));
    }

    void aWalkThatDidNotComeThroughTheLogsSaysNothingOfThem()
    {
        QString problem;
        const QList<ScriptedCall> calls = readCalls(QStringLiteral(DUODOCTOR_TEST_DATA "/calls"), problem);
        Session session;
        const PlayedCall played = play(session, calls.first());
        QVERIFY(!played.end.isEmpty());
        QVERIFY(!session.walkthrough().currentText().contains(kReminder));
    }

    void aTextThatIsGivenOnAnotherPageIsNotTheWalks()
    {
        ScriptedCall call = *std::ranges::find_if(
            m_calls, [](const ScriptedCall &one) { return one.texts.contains(u"log-gateway"_s); });
        const QByteArray text = call.texts.value(u"log-gateway"_s);
        Session session;
        Walkthrough &walk = session.walkthrough();
        bool wasElsewhere = false;
        connect(&walk, &Walkthrough::changed, this, [&] {
            if (!wasElsewhere && walk.current() && walk.current()->kind == TreeNodeKind::Evidence) {
                wasElsewhere = true;
                const QString node = walk.current()->id;
                const QSignalSpy read(&session, &Session::handRead);
                session.readLater({text, {}});
                QTRY_COMPARE_WITH_TIMEOUT(read.count(), 1, 10'000);
                QCOMPARE(walk.current()->id, node);
            }
        });
        const PlayedCall played = play(session, call);
        QVERIFY(wasElsewhere);
        QVERIFY2(played.end == call.end, qPrintable(played.story));
    }

    void theGatewaysLogIsSearchedForTheRequestOfGitlabsLines()
    {
        ScriptedCall call = *std::ranges::find_if(
            m_calls, [](const ScriptedCall &one) { return one.texts.contains(u"log-gateway"_s); });
        call.texts.remove(u"log-gateway"_s);
        call.texts.insert(u"log-watch"_s,
                          R"({"severity":"INFO","time":"2026-11-20T10:15:30.123Z","correlation_id":"01J5ZQ8G4K2M0R7",)"
                          R"("message":"Request to v2/chat/agent","class":"Gitlab::Duo::Chat::StepExecutor",)"
                          R"("ai_event_name":"performing_request","ai_component":"duo_chat"})"
                          "\n");
        Session session;
        Walkthrough &walk = session.walkthrough();
        QStringList texts;
        connect(&walk, &Walkthrough::changed, this, [&] {
            if (walk.current() && walk.current()->id == u"log-gateway"_s) {
                texts << walk.currentText();
            }
        });
        play(session, call);
        QVERIFY(!texts.isEmpty());
        QVERIFY2(texts.first().contains(u"grep 01J5ZQ8G4K2M0R7"_s), qPrintable(texts.first()));
        QVERIFY(!texts.first().contains(u"CORRELATION-ID"_s));
    }

    void anIdThatIsMoreThanAnIdStaysOutOfTheCommand()
    {
        ScriptedCall call = m_calls.first();
        call.texts.remove(u"verbose-logging"_s);
        call.texts.insert(u"log-watch"_s,
                          R"({"severity":"INFO","time":"2026-11-20T10:15:30.123Z","correlation_id":"x; rm -rf ~",)"
                          R"("message":"Request to v2/chat/agent","class":"Gitlab::Duo::Chat::StepExecutor",)"
                          R"("ai_event_name":"performing_request","ai_component":"duo_chat"})"
                          "\n");
        Session session;
        Walkthrough &walk = session.walkthrough();
        QStringList texts;
        connect(&walk, &Walkthrough::changed, this, [&] {
            if (walk.current() && walk.current()->id == u"log-gateway"_s) {
                texts << walk.currentText();
            }
        });
        play(session, call);
        QVERIFY(!texts.isEmpty());
        QVERIFY2(texts.first().contains(u"grep CORRELATION-ID"_s), qPrintable(texts.first()));
    }

    void theSwitchIsThatOfTheVersion_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("on");
        QTest::addColumn<QString>("off");
        QTest::addColumn<QString>("hidden");
        const QString flag = u"Feature.enable(:expanded_ai_logging)"_s;
        const QString flagOff = u"Feature.disable(:expanded_ai_logging)"_s;
        QTest::newRow("17.8") << u"17.8.2"_s << flag << flagOff << u"Enable AI logs"_s;
        QTest::newRow("17.9") << u"17.9.0"_s << u"Switch on **Enable AI logs**"_s << u"Switch off **Enable AI logs**"_s
                              << u"Feature."_s;
        QTest::newRow("18.8") << u"18.8.0"_s << u"Switch on **Enable AI logs**"_s << u"Switch off **Enable AI logs**"_s
                              << u"Collect usage data"_s;
        QTest::newRow("18.9") << u"18.9.0"_s << u"Switch on **Collect usage data**"_s
                              << u"Switch off **Collect usage data**"_s << u"Enable AI logs"_s;
    }
    void theSwitchIsThatOfTheVersion()
    {
        QFETCH(QString, version);
        QFETCH(QString, on);
        QFETCH(QString, off);
        QFETCH(QString, hidden);
        const Session session;
        const Deployment deployment =
            deploymentBy(version, GitLabInstallation::LinuxPackage, GatewayInstallation::Docker);
        const QString onText = textOf(session, u"log-on"_s, deployment);
        const QString offText = textOf(session, u"log-off"_s, deployment);
        QVERIFY2(onText.contains(on) && !onText.contains(hidden), qPrintable(onText));
        QVERIFY2(offText.contains(off) && !offText.contains(hidden), qPrintable(offText));
    }

    void theCommandsAreThoseOfTheInstallation()
    {
        const Session session;
        Deployment containers = deploymentBy(u"18.6.1"_s, GitLabInstallation::Docker, GatewayInstallation::Compose);
        containers.gitlab.reach.via = containers.aiGateway.reach.via = ReachVia::Docker;
        const QString watched = textOf(session, u"log-watch"_s, containers);
        QVERIFY2(watched.contains(u"docker exec 'gitlab web' tail"_s), qPrintable(watched));
        QVERIFY2(watched.contains(u"docker logs --follow --since 1s 'it'\\''s aigw' 2>&1"_s), qPrintable(watched));
        QVERIFY2(!watched.contains(u"kubectl"_s) && !watched.contains(u"sudo"_s), qPrintable(watched));

        Deployment cluster = deploymentBy(u"18.6.1"_s, GitLabInstallation::Helm, GatewayInstallation::Helm);
        const QString inCluster = textOf(session, u"log-watch"_s, cluster);
        QVERIFY2(inCluster.contains(u"--namespace <gitlab_namespace>"_s), qPrintable(inCluster));
        QVERIFY2(!inCluster.contains(u"docker"_s), qPrintable(inCluster));
    }

private:
    QList<ScriptedCall> m_calls;
};

DUODOCTOR_TEST_MAIN(TestLogWalk)
#include "tst_log_walk.moc"
