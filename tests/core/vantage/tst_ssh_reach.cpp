#include "ssh_harness.h"

#include "support/test_main.h"

#include <QTcpServer>

using namespace duodoctor;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestSshReach : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void streamsInputAndStatusArrive()
    {
        SshServer server;
        QCOMPARE(server.start({}), QString());
        Reacher reacher(environmentFor(server));
        const QByteArray input = QByteArray("secret\0binary\n", 14).repeated(20'000);
        const Transcript transcript = runOnce(
            reacher, sshReach(server), commandOf({u"sh"_s, u"-c"_s, u"cat; echo trouble >&2; exit 37"_s}, input));
        QVERIFY2(transcript.hasRun(), describe(transcript).constData());
        QCOMPARE(transcript.output, input);
        QCOMPARE(transcript.errors, QByteArray("trouble\n"));
        QCOMPARE(transcript.exitStatus, 37);
        QCOMPARE(transcript.place, u"127.0.0.1"_s);
    }

    void oneConnectionServesAll()
    {
        SshServer server;
        QCOMPARE(server.start({}), QString());
        {
            Reacher reacher(environmentFor(server));
            QList<QFuture<Transcript>> futures;
            for (int i = 0; i < 5; ++i) {
                futures << reacher.run(sshReach(server), commandOf({u"echo"_s, QString::number(i)}));
            }
            for (int i = 0; i < futures.size(); ++i) {
                QTRY_VERIFY_WITH_TIMEOUT(futures.at(i).isFinished(), 20'000);
                QVERIFY2(futures.at(i).result().hasRun(), describe(futures.at(i).result()).constData());
                QCOMPARE(futures.at(i).result().output, QByteArray::number(i) + '\n');
            }
        }
        QCOMPARE(server.acceptedConnections(), 1);
        // It ends with the run.
        QTRY_COMPARE_WITH_TIMEOUT(processesWith(server.folder() + "/ssh_config"_L1), 0, 5'000);
    }

    void commandsRunWhereConnectionsMayNotBeShared()
    {
        SshServer server;
        SshServer::Setup setup;
        setup.lines = {u"MaxSessions 1"_s};
        QCOMPARE(server.start(setup), QString());
        Reacher reacher(environmentFor(server));
        QList<QFuture<Transcript>> futures;
        for (int i = 0; i < 3; ++i) {
            futures << reacher.run(sshReach(server), commandOf({u"cat"_s}, "in\n"));
        }
        for (const QFuture<Transcript> &future : futures) {
            QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 20'000);
            QVERIFY2(future.result().hasRun(), describe(future.result()).constData());
            QCOMPARE(future.result().output, QByteArray("in\n"));
            QCOMPARE(future.result().errors, QByteArray());
        }
        QCOMPARE(server.acceptedConnections(), 4);
    }

    void jumpHostOfTheUsersConfigurationIsUsed()
    {
        SshServer gate;
        SshServer server;
        QCOMPARE(gate.start({}), QString());
        QCOMPARE(server.start({}), QString());
        ReachEnvironment environment = environmentFor(server);
        environment.sshOptions = {u"-F"_s, server.configBehind(gate)};
        Reacher reacher(environment);
        Reach reach;
        reach.via = ReachVia::Ssh;
        reach.host = u"behind"_s;
        for (int i = 0; i < 2; ++i) {
            const Transcript transcript = runOnce(reacher, reach, commandOf({u"cat"_s}, "over the gate\n"));
            QVERIFY2(transcript.hasRun(), describe(transcript).constData());
            QCOMPARE(transcript.output, QByteArray("over the gate\n"));
        }
        QCOMPARE(gate.acceptedConnections(), 1);
        QCOMPARE(server.acceptedConnections(), 1);
    }

    void troubleAtTheJumpHostIsNamed()
    {
        SshServer gate;
        SshServer server;
        SshServer::Setup closed;
        closed.acceptsKey = false;
        QCOMPARE(gate.start(closed), QString());
        QCOMPARE(server.start({}), QString());
        ReachEnvironment environment = environmentFor(server);
        environment.sshOptions = {u"-F"_s, server.configBehind(gate)};
        Reacher reacher(environment);
        Reach reach;
        reach.via = ReachVia::Ssh;
        reach.host = u"behind"_s;
        const Transcript transcript = runOnce(reacher, reach, commandOf({u"true"_s}));
        QVERIFY2(transcript.failure == ReachFailure::AuthenticationFailed, describe(transcript).constData());
        QVERIFY(transcript.failureDetail.contains("Permission denied"_L1));
        QCOMPARE(server.acceptedConnections(), 0);
    }

    void noiseOfALoginShellIsLeftOut()
    {
        SshServer server;
        SshServer::Setup setup;
        setup.loginShell = u"/bin/bash --rcfile /dev/null"_s;
        QCOMPARE(server.start(setup), QString());
        QVERIFY(writeProgram(server.folder() + "/login"_L1,
                             "#!/bin/sh\necho Welcome\necho Beware >&2\nexec sh -c \"$SSH_ORIGINAL_COMMAND\"\n"));
        Reacher reacher(environmentFor(server));
        const Transcript transcript = runOnce(reacher, sshReach(server), commandOf({u"echo"_s, u"here"_s}));
        QCOMPARE(transcript.output, QByteArray("here\n"));
        QCOMPARE(transcript.errors, QByteArray());
    }

    void accountThatRunsNoCommandsSaysSo()
    {
        SshServer server;
        SshServer::Setup setup;
        setup.loginShell = u"/bin/sh"_s;
        QCOMPARE(server.start(setup), QString());
        QVERIFY(writeProgram(server.folder() + "/login"_L1, "#!/bin/sh\necho 'Welcome to GitLab, @ada!'\n"));
        Reacher reacher(environmentFor(server));
        const Transcript transcript = runOnce(reacher, sshReach(server), commandOf({u"true"_s}));
        QCOMPARE(transcript.failure, ReachFailure::Other);
        QCOMPARE(transcript.failureDetail, u"Welcome to GitLab, @ada!"_s);
    }

    void missingProgramsAreNamed()
    {
        SshServer server;
        QCOMPARE(server.start({}), QString());
        Reacher reacher(environmentFor(server));
        const Transcript rails = runOnce(reacher, sshReach(server), commandOf({u"gitlab-rails-no"_s}));
        QCOMPARE(rails.failure, ReachFailure::CommandMissing);
        QVERIFY(rails.failureDetail.contains("gitlab-rails-no"_L1));
        QCOMPARE(runOnce(reacher, sshReach(server), commandOf({u"/usr/no/python3"_s})).failure,
                 ReachFailure::InterpreterMissing);
    }

    void sshThatIsNotInstalledIsNamed()
    {
        SshServer server;
        QCOMPARE(server.start({}), QString());
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", "/nowhere");
        Reacher reacher(environmentFor(server));
        const Transcript transcript = runOnce(reacher, sshReach(server), commandOf({u"true"_s}));
        qputenv("PATH", path);
        QCOMPARE(transcript.failure, ReachFailure::ClientMissing);
        QVERIFY(transcript.failureDetail.contains("ssh"_L1));
    }

    void unreachableHostsAreToldApart()
    {
        SshServer server;
        QCOMPARE(server.start({}), QString());
        Reacher reacher(environmentFor(server));
        Reach refused = sshReach(server);
        refused.port = 1;
        QCOMPARE(runOnce(reacher, refused, commandOf({u"true"_s})).failure, ReachFailure::HostUnreachable);
        Reach nameless = sshReach(server);
        nameless.host = u"no-such-host.invalid"_s;
        QCOMPARE(runOnce(reacher, nameless, commandOf({u"true"_s})).failure, ReachFailure::HostNotFound);
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        Reach mute = sshReach(server);
        mute.port = silent.serverPort();
        Command quick = commandOf({u"true"_s});
        quick.limit = 1500ms;
        const Transcript transcript = runOnce(reacher, mute, quick);
        QCOMPARE(transcript.failure, ReachFailure::HostUnreachable);
        QVERIFY(transcript.elapsed < 3500ms);
    }

    void connectionThatBreaksIsMadeAgain()
    {
        SshServer server;
        QCOMPARE(server.start({}), QString());
        Reacher reacher(environmentFor(server));
        QVERIFY(runOnce(reacher, sshReach(server), commandOf({u"true"_s})).hasRun());
        // The server's own process of this connection goes away, as with a restart of its machine.
        QFuture<Transcript> broken =
            reacher.run(sshReach(server), commandOf({u"sh"_s, u"-c"_s,
                                                     u"p=$PPID; while [ \"$(cat /proc/$p/comm)\" != sshd ]; do "
                                                     "p=$(awk '{print $4}' /proc/$p/stat); done; kill -9 $p; "
                                                     "sleep 20"_s}));
        QTRY_VERIFY_WITH_TIMEOUT(broken.isFinished(), 20'000);
        QVERIFY2(broken.result().failure == ReachFailure::Lost, describe(broken.result()).constData());
        QTRY_VERIFY_WITH_TIMEOUT(runOnce(reacher, sshReach(server), commandOf({u"true"_s})).hasRun(), 10'000);
        QVERIFY(server.acceptedConnections() >= 2); // a try that came too early may have cost one more
    }

    void keyThatIsNotAcceptedIsNamed()
    {
        SshServer server;
        SshServer::Setup setup;
        setup.acceptsKey = false;
        QCOMPARE(server.start(setup), QString());
        Reacher reacher(environmentFor(server));
        const Transcript transcript = runOnce(reacher, sshReach(server), commandOf({u"true"_s}));
        QCOMPARE(transcript.failure, ReachFailure::AuthenticationFailed);
        QVERIFY(transcript.failureDetail.contains("Permission denied"_L1));
    }

    void namesThatAreOptionsAreRefused()
    {
        SshServer server;
        QCOMPARE(server.start({}), QString());
        Reacher reacher(environmentFor(server));
        for (const QString &name : {u"-oProxyCommand=touch /tmp/x"_s, u"a b"_s, u"a\nb"_s, QString()}) {
            Reach reach = sshReach(server);
            reach.host = name;
            QCOMPARE(runOnce(reacher, reach, commandOf({u"true"_s})).failure, ReachFailure::Other);
        }
        QCOMPARE(server.acceptedConnections(), 0);
    }

    void reachesWithoutAMachineAnswerAtOnce()
    {
        Reacher reacher(plainEnvironment());
        QCOMPARE(runOnce(reacher, Reach{}, commandOf({u"true"_s})).failure, ReachFailure::NotConfigured);
        Reach paste;
        paste.via = ReachVia::Paste;
        QCOMPARE(runOnce(reacher, paste, commandOf({u"true"_s})).failure, ReachFailure::ByHand);
        const Transcript local = runOnce(reacher, localReach(), commandOf({u"tr"_s, u"a"_s, u"b"_s}, "aa"));
        QVERIFY2(local.hasRun(), describe(local).constData());
        QCOMPARE(local.output, QByteArray("bb"));
    }
};

DUODOCTOR_REACH_TEST_MAIN(TestSshReach)
#include "tst_ssh_reach.moc"
