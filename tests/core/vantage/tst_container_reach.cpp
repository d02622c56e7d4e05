#include "ssh_harness.h"

#include "support/podman_container.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestContainerReach : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QCOMPARE(m_container.start({}), QString()); }

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

private:
    PodmanContainer m_container;
};

DUODOCTOR_TEST_MAIN(TestContainerReach)
#include "tst_container_reach.moc"
