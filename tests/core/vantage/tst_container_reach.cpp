#include "reach_harness.h"

#include "support/podman_container.h"
#include "support/ssh_server.h"
#include "support/test_main.h"
#include "vantage/reach_words.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

ReachEnvironment plainEnvironment()
{
    ReachEnvironment environment;
    environment.redactor = std::make_shared<KeepsEverything>();
    return environment;
}

Reach podmanReach(const QString &container)
{
    Reach reach;
    reach.via = ReachVia::Docker;
    reach.engine = ContainerEngine::Podman;
    reach.container = container;
    return reach;
}

Reach podReach(const QString &pod)
{
    Reach reach;
    reach.via = ReachVia::Kubectl;
    reach.context = u"ctx"_s;
    reach.kubeNamespace = u"gitlab"_s;
    reach.pod = pod;
    return reach;
}

} // namespace

class TestContainerReach : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        qputenv("PATH", DUODOCTOR_TEST_DATA "/kubectl:" + qgetenv("PATH"));
        qputenv("KUBECTL_DATA", DUODOCTOR_TEST_DATA "/kubectl");
        QCOMPARE(m_container.start({}), QString());
    }

    void commandRunsInTheContainer()
    {
        Reacher reacher(plainEnvironment());
        const Reach reach = podmanReach(m_container.name());
        const QStringList words = {u"sh"_s, u"-c"_s, u"cat; echo \"$1\"; echo no >&2; exit 9"_s, u"x"_s,
                                   u"a 'b' $(c)\n€"_s};
        const Transcript transcript = runOnce(reacher, reach, commandOf(words, "in\n"));
        QVERIFY2(transcript.hasRun(), describe(transcript).constData());
        QCOMPARE(QString::fromUtf8(transcript.output), u"in\na 'b' $(c)\n€\n"_s);
        QCOMPARE(transcript.errors, QByteArray("no\n"));
        QCOMPARE(transcript.exitStatus, 9);
        QCOMPARE(runOnce(reacher, reach, commandOf({u"python3"_s})).failure, ReachFailure::InterpreterMissing);
        QCOMPARE(runOnce(reacher, reach, commandOf({u"poetry"_s})).failure, ReachFailure::CommandMissing);
    }

    void commandRunsInAContainerOnAnotherHost()
    {
        SshServer server;
        QCOMPARE(server.start({}), QString());
        ReachEnvironment environment = plainEnvironment();
        environment.sshOptions = server.clientOptions();
        Reacher reacher(environment);
        Reach host;
        host.via = ReachVia::Ssh;
        host.host = u"127.0.0.1"_s;
        host.port = server.port();
        Reach reach = podmanReach(m_container.name());
        reach.on = std::make_shared<const Reach>(host);
        const Transcript transcript = runOnce(reacher, reach, commandOf({u"sh"_s, u"-c"_s, u"cat; exit 4"_s}, "a'b\n"));
        QVERIFY2(transcript.hasRun(), describe(transcript).constData());
        QCOMPARE(transcript.output, QByteArray("a'b\n"));
        QCOMPARE(transcript.exitStatus, 4);
        QCOMPARE(transcript.place, u"the container %1 on 127.0.0.1"_s.arg(m_container.name()));
        Command beside =
            commandOf({u"podman"_s, u"inspect"_s, u"--format"_s, u"{{.State.Running}}"_s, m_container.name()});
        beside.standing = Standing::Beside;
        QCOMPARE(runOnce(reacher, reach, beside).output, QByteArray("true\n"));
        QCOMPARE(server.acceptedConnections(), 1);
    }

    void troubleWithContainersIsToldApart()
    {
        Reacher reacher(plainEnvironment());
        QCOMPARE(runOnce(reacher, podmanReach(u"duodoctor-none"_s), commandOf({u"true"_s})).failure,
                 ReachFailure::ContainerMissing);
        QCOMPARE(runOnce(reacher, podmanReach(u"--privileged"_s), commandOf({u"true"_s})).failure, ReachFailure::Other);
        QCOMPARE(runOnce(reacher, podmanReach(u"$(reboot)"_s), commandOf({u"true"_s})).failure,
                 ReachFailure::ContainerMissing);
        PodmanContainer exited;
        QCOMPARE(exited.start({}), QString());
        QCOMPARE(exited.stop(), QString());
        const Transcript transcript = runOnce(reacher, podmanReach(exited.name()), commandOf({u"true"_s}));
        QVERIFY2(transcript.failure == ReachFailure::ContainerNotRunning, describe(transcript).constData());
    }

    void hungCommandEndsInTheContainer()
    {
        Reacher reacher(plainEnvironment());
        const QString sign = u"duo-sign-inside-%1"_s.arg(QCoreApplication::applicationPid());
        Command command = commandOf({u"sh"_s, u"-c"_s, u"trap '' TERM; while :; do sleep 1; done"_s, sign});
        command.limit = 2s;
        const Transcript transcript = runOnce(reacher, podmanReach(m_container.name()), command);
        QCOMPARE(transcript.failure, ReachFailure::TimedOut);
        QTRY_COMPARE_WITH_TIMEOUT(processesWith(sign), 0, 10'000);
        // No zombies either: this container has nobody who would bury them.
        const Transcript left = runOnce(reacher, podmanReach(m_container.name()),
                                        commandOf({u"sh"_s, u"-c"_s, u"ps -o stat,comm | grep ^Z | grep -vc ps"_s}));
        qInfo("zombies: %s", left.output.trimmed().constData());
    }

    void pythonRunsInTheOtherImage()
    {
        PodmanContainer container;
        PodmanContainer::Setup setup;
        setup.contents = PodmanContainer::Contents::Python;
        setup.environment = {u"AIGW_X=1"_s};
        QCOMPARE(container.start(setup), QString());
        Reacher reacher(plainEnvironment());
        const Transcript transcript =
            runOnce(reacher, podmanReach(container.name()),
                    commandOf({u"python3"_s, u"-"_s}, "import os, ssl, json\nprint(os.environ['AIGW_X'])\n"));
        QVERIFY2(transcript.hasRun(), describe(transcript).constData());
        QCOMPARE(transcript.output, QByteArray("1\n"));
    }

    void newestRunningPodIsChosen()
    {
        Reacher reacher(plainEnvironment());
        Reach reach = podReach({});
        reach.selector = u"app=aigw"_s;
        const Transcript transcript =
            runOnce(reacher, reach, commandOf({u"sh"_s, u"-c"_s, u"echo $POD_NAME; cat; exit 5"_s}, "in\n"));
        QVERIFY2(transcript.hasRun(), describe(transcript).constData());
        QCOMPARE(transcript.output, QByteArray("aigw-new\nin\n"));
        QCOMPARE(transcript.exitStatus, 5);
    }

    void troubleWithPodsIsToldApart_data()
    {
        QTest::addColumn<QByteArray>("fault");
        QTest::addColumn<QString>("context");
        QTest::addColumn<QString>("pod");
        QTest::addColumn<QString>("selector");
        QTest::addColumn<QString>("container");
        QTest::addColumn<ReachFailure>("failure");
        const QString pod = u"aigw-new"_s;
        QTest::addRow("refused") << QByteArray("refused") << u"ctx"_s << pod << QString() << QString()
                                 << ReachFailure::ClusterUnreachable;
        QTest::addRow("forbidden") << QByteArray("forbidden") << u"ctx"_s << QString() << u"app=aigw"_s << QString()
                                   << ReachFailure::ClusterForbidden;
        QTest::addRow("forbidden to exec") << QByteArray("forbidden-exec") << u"ctx"_s << pod << QString() << QString()
                                           << ReachFailure::ClusterForbidden;
        QTest::addRow("no context") << QByteArray() << u"other"_s << pod << QString() << QString()
                                    << ReachFailure::ContextMissing;
        QTest::addRow("no pod") << QByteArray() << u"ctx"_s << u"gone"_s << QString() << QString()
                                << ReachFailure::PodMissing;
        QTest::addRow("no pod of the selector")
            << QByteArray() << u"ctx"_s << QString() << u"app=nothing"_s << QString() << ReachFailure::PodMissing;
        QTest::addRow("no container") << QByteArray() << u"ctx"_s << pod << QString() << u"sidecar"_s
                                      << ReachFailure::ContainerNotRunning;
        QTest::addRow("an option for a pod")
            << QByteArray() << u"ctx"_s << u"-it"_s << QString() << QString() << ReachFailure::Other;
    }
    void troubleWithPodsIsToldApart()
    {
        QFETCH(QByteArray, fault);
        QFETCH(QString, context);
        QFETCH(QString, pod);
        QFETCH(QString, selector);
        QFETCH(QString, container);
        QFETCH(ReachFailure, failure);
        qputenv("KUBECTL_FAULT", fault);
        Reacher reacher(plainEnvironment());
        Reach reach = podReach(pod);
        reach.context = context;
        reach.selector = selector;
        reach.container = container;
        const Transcript transcript = runOnce(reacher, reach, commandOf({u"true"_s}));
        qunsetenv("KUBECTL_FAULT");
        QVERIFY2(transcript.failure == failure, describe(transcript).constData());
        QVERIFY(!transcript.failureDetail.isEmpty());
    }

private:
    PodmanContainer m_container;
};

DUODOCTOR_TEST_MAIN(TestContainerReach)
#include "tst_container_reach.moc"
