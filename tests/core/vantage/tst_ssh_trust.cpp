#include "ssh_harness.h"

#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestSshTrust : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void unknownHostKeyIsRefusedWithItsFingerprint()
    {
        SshServer server;
        SshServer::Setup setup;
        setup.knowsHostKey = false;
        QCOMPARE(server.start(setup), QString());
        const Answering user{"yes"};
        Reacher reacher(environmentFor(server, user.prompter()));
        const Transcript transcript = runOnce(reacher, sshReach(server), commandOf({u"true"_s}));
        QCOMPARE(transcript.failure, ReachFailure::HostKeyUnknown);
        QVERIFY2(transcript.failureDetail.contains("SHA256:"_L1), qPrintable(transcript.failureDetail));
        QVERIFY2(user.questions->isEmpty(), "to trust a host is not the program's question");
        QCOMPARE(contentsOf(server.folder() + "/known_hosts"_L1), QByteArray());
    }

    void unknownHostKeyIsRefusedWhereNobodyCanBeAsked()
    {
        SshServer server;
        SshServer::Setup setup;
        setup.knowsHostKey = false;
        QCOMPARE(server.start(setup), QString());
        ReachEnvironment environment = environmentFor(server);
        environment.askpassProgram.clear();
        Reacher reacher(environment);
        QCOMPARE(runOnce(reacher, sshReach(server), commandOf({u"true"_s})).failure, ReachFailure::HostKeyUnknown);
        QCOMPARE(server.acceptedConnections(), 0);
    }

    void changedHostKeyIsRefused_data()
    {
        QTest::addColumn<bool>("hasAskpass");
        QTest::addRow("with an askpass") << true;
        QTest::addRow("without") << false;
    }
    void changedHostKeyIsRefused()
    {
        QFETCH(bool, hasAskpass);
        SshServer server;
        QCOMPARE(server.start({}), QString());
        QCOMPARE(server.changeHostKey(), QString());
        ReachEnvironment environment = environmentFor(server);
        environment.askpassProgram = hasAskpass ? environment.askpassProgram : QString();
        Reacher reacher(environment);
        const Transcript transcript = runOnce(reacher, sshReach(server), commandOf({u"true"_s}));
        QCOMPARE(transcript.failure, ReachFailure::HostKeyChanged);
        QVERIFY2(transcript.failureDetail.contains("known_hosts"_L1), qPrintable(transcript.failureDetail));
    }

    void jumpHostsKeyCountsAsWell()
    {
        SshServer gate;
        SshServer server;
        SshServer::Setup unknown;
        unknown.knowsHostKey = false;
        QCOMPARE(gate.start(unknown), QString());
        QCOMPARE(server.start({}), QString());
        const Answering user{"yes"};
        ReachEnvironment environment = environmentFor(server, user.prompter());
        environment.sshOptions = {u"-F"_s, server.configBehind(gate)};
        Reacher reacher(environment);
        Reach reach;
        reach.via = ReachVia::Ssh;
        reach.host = u"behind"_s;
        const Transcript transcript = runOnce(reacher, reach, commandOf({u"true"_s}));
        QVERIFY2(transcript.failure == ReachFailure::HostKeyUnknown, describe(transcript).constData());
        QVERIFY2(transcript.failureDetail.contains(u"%1"_s.arg(gate.port())), qPrintable(transcript.failureDetail));
        QCOMPARE(gate.acceptedConnections(), 0);
    }
};

DUODOCTOR_REACH_TEST_MAIN(TestSshTrust)
#include "tst_ssh_trust.moc"
