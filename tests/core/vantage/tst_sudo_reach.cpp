#include "ssh_harness.h"

#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

constexpr const char *kPassword = "right 'pass' $word";

Command asRoot(const QStringList &words, const QByteArray &input = {})
{
    Command command = commandOf(words, input);
    command.isElevated = true;
    return command;
}

Reach withSudo(const SshServer &server)
{
    Reach reach = sshReach(server);
    reach.sudo = true;
    return reach;
}

/// The account logs in with its key, and sudo is the real one.
SshServer::Setup setupWith(const QString &sudoers)
{
    SshServer::Setup setup;
    setup.account = {u"duo-ada"_s, QString::fromLatin1(kPassword), sudoers};
    return setup;
}

} // namespace

class TestSudoReach : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sudoBehaves_data()
    {
        QTest::addColumn<QByteArray>("sudo");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<ReachFailure>("failure");
        const QByteArray free = "[ \"$1\" = -n ] || exit 9; shift 2; IS_ROOT=yes exec \"$@\"";
        const QByteArray wants = "if [ \"$1\" = -n ]; then echo 'sudo: a password is required' >&2; exit 1; fi\n"
                                 "read -r p; [ \"$p\" = right ] || { echo 'Sorry, try again.' >&2; exit 1; }\n"
                                 "while [ \"$1\" != -- ]; do shift; done; shift; IS_ROOT=yes exec \"$@\"";
        const QByteArray refuses = "echo 'ada is not in the sudoers file.' >&2; exit 1";
        QTest::addRow("without a password") << free << QByteArray() << ReachFailure::None;
        QTest::addRow("with the password") << wants << QByteArray("right") << ReachFailure::None;
        QTest::addRow("with a wrong one") << wants << QByteArray("wrong") << ReachFailure::SudoPasswordNeeded;
        QTest::addRow("with none") << wants << QByteArray() << ReachFailure::SudoPasswordNeeded;
        QTest::addRow("not for this user") << refuses << QByteArray("right") << ReachFailure::SudoRefused;
    }
    void sudoBehaves()
    {
        QFETCH(QByteArray, sudo);
        QFETCH(QByteArray, answer);
        QFETCH(ReachFailure, failure);
        QTemporaryDir programs;
        QVERIFY(writeProgram(programs.filePath(u"sudo"_s), "#!/bin/sh\n" + sudo + "\n"));
        SshServer server;
        SshServer::Setup setup;
        setup.pathBefore = programs.path();
        QCOMPARE(server.start(setup), QString());
        const Answering user{answer};
        Reacher reacher(environmentFor(server, user.prompter()));
        Command command = asRoot({u"sh"_s, u"-c"_s, u"echo $IS_ROOT; cat"_s}, "input\n");
        const QFuture<Transcript> other = reacher.run(withSudo(server), command);
        const Transcript transcript = runOnce(reacher, withSudo(server), command);
        QVERIFY2(transcript.failure == failure, describe(transcript).constData());
        QTRY_VERIFY_WITH_TIMEOUT(other.isFinished(), 10'000);
        if (failure == ReachFailure::None) {
            QCOMPARE(transcript.output, QByteArray("yes\ninput\n"));
            QCOMPARE(other.result().output, QByteArray("yes\ninput\n"));
            QVERIFY(user.questions->size() <= 1);
        }
        command.isElevated = false;
        QCOMPARE(runOnce(reacher, withSudo(server), command).output, QByteArray("\ninput\n"));
    }

    void engineThatOnlyRootMayUseIsAskedAsRoot_data()
    {
        QTest::addColumn<QByteArray>("trouble");
        QTest::addColumn<bool>("mayUseSudo");
        QTest::addColumn<ReachFailure>("failure");
        const QByteArray socket = "permission denied while trying to connect to the Docker daemon socket";
        const QByteArray missing = "Error: no container with name or ID aigw found: no such container";
        QTest::addRow("the socket") << socket << true << ReachFailure::None;
        QTest::addRow("containers of another user") << missing << true << ReachFailure::None;
        QTest::addRow("the socket, without sudo") << socket << false << ReachFailure::EnginePermission;
        QTest::addRow("no container, without sudo") << missing << false << ReachFailure::ContainerMissing;
    }
    void engineThatOnlyRootMayUseIsAskedAsRoot()
    {
        QFETCH(QByteArray, trouble);
        QFETCH(bool, mayUseSudo);
        QFETCH(ReachFailure, failure);
        QTemporaryDir programs;
        QVERIFY(writeProgram(programs.filePath(u"sudo"_s), "#!/bin/sh\nshift 2; IS_ROOT=yes exec \"$@\"\n"));
        QVERIFY(writeProgram(programs.filePath(u"docker"_s), "#!/bin/sh\n[ \"$IS_ROOT\" ] || { echo '" + trouble +
                                                                 "' >&2; exit 1; }\nshift 3; exec \"$@\"\n"));
        SshServer server;
        SshServer::Setup setup;
        setup.pathBefore = programs.path();
        QCOMPARE(server.start(setup), QString());
        Reacher reacher(environmentFor(server));
        Reach host = sshReach(server);
        host.sudo = mayUseSudo;
        Reach reach;
        reach.via = ReachVia::Docker;
        reach.container = u"aigw"_s;
        reach.on = std::make_shared<const Reach>(host);
        const Transcript transcript = runOnce(reacher, reach, commandOf({u"cat"_s}, "input\n"));
        QVERIFY2(transcript.failure == failure, describe(transcript).constData());
        QCOMPARE(transcript.output, failure == ReachFailure::None ? QByteArray("input\n") : QByteArray());
    }

    void realSudoAsksForItsPasswordOnce()
    {
        SshServer server;
        QCOMPARE(server.start(setupWith(u"duo-ada ALL=(ALL) ALL"_s)), QString());
        const Answering user{kPassword};
        Reacher reacher(environmentFor(server, user.prompter()));
        QList<QFuture<Transcript>> futures;
        QStringList shown;
        for (int i = 0; i < 3; ++i) {
            futures << reacher.run(withSudo(server),
                                   asRoot({u"sh"_s, u"-c"_s, u"id -un; cat; sleep 1"_s}, "the input\n"));
        }
        for (const QFuture<Transcript> &future : futures) {
            while (!future.isFinished()) {
                shown += processesThatShow(kPassword);
                QTest::qWait(20);
            }
            QVERIFY2(future.result().hasRun(), describe(future.result()).constData());
            QCOMPARE(future.result().output, QByteArray("root\nthe input\n"));
            QCOMPARE(future.result().errors, QByteArray());
        }
        QCOMPARE(shown, QStringList());
        QCOMPARE(user.questions->size(), 1);
        QCOMPARE(user.questions->first().kind, PromptRequest::Kind::SudoPassword);
        QCOMPARE(user.questions->first().place, u"duo-ada@127.0.0.1"_s);
        // Without root there is no password in the way, and nobody becomes root.
        QCOMPARE(runOnce(reacher, withSudo(server), commandOf({u"id"_s, u"-un"_s})).output, QByteArray("duo-ada\n"));
    }

    void realSudoIsUnderstood_data()
    {
        QTest::addColumn<QString>("sudoers");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<ReachFailure>("failure");
        QTest::addColumn<int>("questions");
        const QString all = u"duo-ada ALL=(ALL) ALL"_s;
        QTest::addRow("free") << u"duo-ada ALL=(ALL) NOPASSWD: ALL"_s << QByteArray() << ReachFailure::None << 0;
        QTest::addRow("wrong password") << all << QByteArray("wrong") << ReachFailure::SudoPasswordNeeded << 2;
        QTest::addRow("declined") << all << QByteArray() << ReachFailure::SudoPasswordNeeded << 1;
        QTest::addRow("not in sudoers") << QString() << QByteArray(kPassword) << ReachFailure::SudoRefused << 1;
        QTest::addRow("another command only") << u"duo-ada ALL=(root) NOPASSWD: /usr/bin/gitlab-rails"_s
                                              << QByteArray(kPassword) << ReachFailure::SudoRefused << 1;
        QTest::addRow("needs a terminal") << u"Defaults requiretty\nduo-ada ALL=(ALL) NOPASSWD: ALL"_s << QByteArray()
                                          << ReachFailure::SudoRefused << 0;
    }
    void realSudoIsUnderstood()
    {
        QFETCH(QString, sudoers);
        QFETCH(QByteArray, answer);
        QFETCH(ReachFailure, failure);
        QFETCH(int, questions);
        SshServer server;
        QCOMPARE(server.start(setupWith(sudoers)), QString());
        const Answering user{answer};
        Reacher reacher(environmentFor(server, user.prompter()));
        const Transcript transcript = runOnce(reacher, withSudo(server), asRoot({u"id"_s, u"-un"_s}));
        QVERIFY2(transcript.failure == failure, describe(transcript).constData());
        QCOMPARE(user.questions->size(), questions);
        if (failure == ReachFailure::None) {
            QCOMPARE(transcript.output, QByteArray("root\n"));
        } else {
            QVERIFY(!transcript.failureDetail.isEmpty());
        }
    }
};

DUODOCTOR_REACH_TEST_MAIN(TestSudoReach)
#include "tst_sudo_reach.moc"
