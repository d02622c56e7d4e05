#include "ssh_harness.h"

#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

const QString kPassword = u"open 'sesame' $x \"é\""_s;

SshServer::Setup passwordSetup(const QString &password = kPassword)
{
    SshServer::Setup setup;
    setup.acceptsKey = false;
    setup.account.name = u"duo-ada"_s;
    setup.account.password = password;
    return setup;
}

/// The files below a folder that hold these bytes.
QStringList filesWith(const QString &folder, const QByteArray &bytes)
{
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes)) {
            found << file.fileName();
        }
    }
    return found;
}

} // namespace

class TestSshPrompts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void passphraseIsAskedOnTheUsersScreen_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("hasPrompter");
        QTest::addColumn<bool>("hasAskpass");
        QTest::addColumn<ReachFailure>("failure");
        QTest::addRow("given") << kPassword.toUtf8() << true << true << ReachFailure::None;
        QTest::addRow("wrong") << QByteArray("no") << true << true << ReachFailure::AuthenticationFailed;
        QTest::addRow("declined") << QByteArray() << true << true << ReachFailure::PromptDeclined;
        QTest::addRow("nobody to ask") << QByteArray() << false << true << ReachFailure::PromptDeclined;
        QTest::addRow("no askpass") << QByteArray() << false << false << ReachFailure::AuthenticationFailed;
    }
    void passphraseIsAskedOnTheUsersScreen()
    {
        QFETCH(QByteArray, answer);
        QFETCH(bool, hasPrompter);
        QFETCH(bool, hasAskpass);
        QFETCH(ReachFailure, failure);
        SshServer server;
        SshServer::Setup setup;
        setup.passphrase = kPassword;
        QCOMPARE(server.start(setup), QString());
        const Answering user{answer};
        ReachEnvironment environment = environmentFor(server, hasPrompter ? user.prompter() : Prompter{});
        environment.askpassProgram = hasAskpass ? environment.askpassProgram : QString();
        Reacher reacher(environment);
        const Transcript transcript = runOnce(reacher, sshReach(server), commandOf({u"echo"_s, u"in"_s}));
        QVERIFY2(transcript.failure == failure, describe(transcript).constData());
        if (hasPrompter) {
            QVERIFY(!user.questions->isEmpty());
            QCOMPARE(user.questions->first().kind, PromptRequest::Kind::Passphrase);
            QVERIFY(user.questions->first().place.endsWith("client_key"_L1));
        }
        if (answer.isEmpty() && hasPrompter) {
            QCOMPARE(user.questions->size(), 1);
        }
        if (failure == ReachFailure::None) {
            QCOMPARE(runOnce(reacher, sshReach(server), commandOf({u"echo"_s, u"again"_s})).output,
                     QByteArray("again\n"));
            QCOMPARE(user.questions->size(), 1);
        }
    }

    void passwordIsAskedOnTheUsersScreen_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("isInteractive");
        QTest::addColumn<ReachFailure>("failure");
        QTest::addRow("given") << kPassword.toUtf8() << false << ReachFailure::None;
        QTest::addRow("given to the server's own question") << kPassword.toUtf8() << true << ReachFailure::None;
        QTest::addRow("wrong") << QByteArray("no") << false << ReachFailure::AuthenticationFailed;
        QTest::addRow("declined") << QByteArray() << false << ReachFailure::PromptDeclined;
    }
    void passwordIsAskedOnTheUsersScreen()
    {
        QFETCH(QByteArray, answer);
        QFETCH(bool, isInteractive);
        QFETCH(ReachFailure, failure);
        SshServer server;
        SshServer::Setup setup = passwordSetup();
        if (isInteractive) {
            setup.lines = {u"UsePAM yes"_s, u"KbdInteractiveAuthentication yes"_s, u"PasswordAuthentication no"_s};
        }
        QCOMPARE(server.start(setup), QString());
        const Answering user{answer};
        Reacher reacher(environmentFor(server, user.prompter()));
        const Transcript transcript = runOnce(reacher, sshReach(server), commandOf({u"whoami"_s}));
        QVERIFY2(transcript.failure == failure, describe(transcript).constData());
        QVERIFY(!user.questions->isEmpty());
        QCOMPARE(user.questions->first().kind, PromptRequest::Kind::Password);
        QCOMPARE(user.questions->first().place, u"duo-ada@127.0.0.1"_s);
        if (failure == ReachFailure::None) {
            QCOMPARE(transcript.output, QByteArray("duo-ada\n"));
            QCOMPARE(user.questions->size(), 1);
        }
    }

    void passwordIsAskedOnceWhereConnectionsMayNotBeShared()
    {
        SshServer server;
        SshServer::Setup setup = passwordSetup();
        setup.lines = {u"MaxSessions 1"_s};
        QCOMPARE(server.start(setup), QString());
        const Answering user{kPassword.toUtf8()};
        Reacher reacher(environmentFor(server, user.prompter()));
        for (int i = 0; i < 2; ++i) {
            const Transcript transcript = runOnce(reacher, sshReach(server), commandOf({u"whoami"_s}));
            QVERIFY2(transcript.hasRun(), describe(transcript).constData());
            QCOMPARE(transcript.output, QByteArray("duo-ada\n"));
        }
        QCOMPARE(user.questions->size(), 1);
        QCOMPARE(server.acceptedConnections(), 3);
    }

    void questionOfAJumpHostNamesTheJumpHost()
    {
        SshServer gate;
        SshServer server;
        QCOMPARE(gate.start(passwordSetup()), QString());
        QCOMPARE(server.start({}), QString());
        const Answering user{kPassword.toUtf8()};
        ReachEnvironment environment = environmentFor(server, user.prompter());
        environment.sshOptions = {u"-F"_s, server.configBehind(gate)};
        Reacher reacher(environment);
        Reach reach;
        reach.via = ReachVia::Ssh;
        reach.host = u"behind"_s;
        const Transcript transcript = runOnce(reacher, reach, commandOf({u"echo"_s, u"in"_s}));
        QVERIFY2(transcript.hasRun(), describe(transcript) + gate.log().toUtf8());
        QCOMPARE(user.questions->size(), 1);
        QCOMPARE(user.questions->first().place, u"duo-ada@127.0.0.1"_s);
        QCOMPARE(transcript.place, u"behind"_s);
    }

    void timeOfTheUserDoesNotCount()
    {
        SshServer server;
        SshServer::Setup setup;
        setup.passphrase = kPassword;
        QCOMPARE(server.start(setup), QString());
        const Prompter slow = [](const PromptRequest &, const PromptAnswer &reply) {
            QTimer::singleShot(6000, [reply] { reply(kPassword.toUtf8()); });
        };
        Reacher reacher(environmentFor(server, slow));
        Command command = commandOf({u"echo"_s, u"in"_s});
        command.limit = std::chrono::seconds(5);
        const Transcript transcript = runOnce(reacher, sshReach(server), command);
        QVERIFY2(transcript.hasRun(), describe(transcript).constData());
    }

    void whatIsTypedIsWrittenNowhere()
    {
        SshServer server;
        SshServer::Setup setup;
        setup.passphrase = u"duo-typed-5f2a"_s;
        QCOMPARE(server.start(setup), QString());
        const QByteArray secret = setup.passphrase.toUtf8();
        const Answering user{secret};
        QStringList shown;
        {
            Reacher reacher(environmentFor(server, user.prompter()));
            const QFuture<Transcript> future =
                reacher.run(sshReach(server), commandOf({u"sh"_s, u"-c"_s, u"sleep 1"_s}));
            while (!future.isFinished()) {
                shown += processesThatShow(secret);
                QTest::qWait(20);
            }
            QVERIFY2(future.result().hasRun(), describe(future.result()).constData());
            QCOMPARE(filesWith(server.folder(), secret), QStringList());
            QCOMPARE(filesWith(QDir::homePath(), secret), QStringList());
        }
        QCOMPARE(shown, QStringList());
        QCOMPARE(user.questions->size(), 1);
        // The next run asks again: nothing was kept.
        Reacher next(environmentFor(server, user.prompter()));
        QVERIFY(runOnce(next, sshReach(server), commandOf({u"true"_s})).hasRun());
        QCOMPARE(user.questions->size(), 2);
    }
};

DUODOCTOR_REACH_TEST_MAIN(TestSshPrompts)
#include "tst_ssh_prompts.moc"
