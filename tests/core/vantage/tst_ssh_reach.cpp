#include "reach_harness.h"

#include "app/askpass_client.h"
#include "support/ssh_server.h"
#include "support/test_main.h"

#include <QTcpServer>

#include <csignal>

using namespace duodoctor;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

Reach sshReach(const SshServer &server)
{
    Reach reach;
    reach.via = ReachVia::Ssh;
    reach.host = u"127.0.0.1"_s;
    reach.user = server.user();
    reach.port = server.port();
    return reach;
}

ReachEnvironment environmentFor(const SshServer &server, Prompter prompter = {})
{
    ReachEnvironment environment;
    environment.redactor = std::make_shared<KeepsEverything>();
    environment.sshOptions = server.clientOptions();
    environment.prompter = std::move(prompter);
    environment.askpassProgram = QCoreApplication::applicationFilePath();
    return environment;
}

void writeProgram(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther);
}

/// Answers every question with the same words, and counts them.
struct Answering {
    QByteArray answer;
    std::shared_ptr<QList<PromptRequest>> questions = std::make_shared<QList<PromptRequest>>();

    Prompter prompter() const
    {
        return [answer = answer, questions = questions](const PromptRequest &request, const PromptAnswer &reply) {
            questions->append(request);
            QTimer::singleShot(50, [answer, reply] { reply(answer); });
        };
    }
};

/// Runs commands until it is killed; see killedInTheMiddleNothingStays.
int beVictim(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList words = application.arguments();
    ReachEnvironment environment;
    environment.redactor = std::make_shared<KeepsEverything>();
    environment.sshOptions = QStringList{u"-F"_s, words.at(2)};
    Reach far;
    far.via = ReachVia::Ssh;
    far.host = u"127.0.0.1"_s;
    far.port = words.at(3).toInt();
    Reacher reacher(environment);
    Command command = commandOf({u"sh"_s, u"-c"_s, u"trap '' TERM; while :; do sleep 1; done"_s, words.at(4)});
    command.limit = 100s;
    const auto first = reacher.run(far, command);
    const auto second = reacher.run(localReach(), command);
    return QCoreApplication::exec();
}

} // namespace

class TestSshReach : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wordsArriveAsTheyWereGiven_data()
    {
        QTest::addColumn<QString>("shell");
        for (const QString &shell : {u"/bin/sh"_s, u"/bin/bash"_s, u"/bin/dash"_s}) {
            QTest::addRow("%s", qPrintable(shell)) << shell;
        }
    }
    void wordsArriveAsTheyWereGiven()
    {
        QFETCH(QString, shell);
        SshServer server;
        SshServer::Setup setup;
        setup.loginShell = shell;
        QCOMPARE(server.start(setup), QString());
        Reacher reacher(environmentFor(server));
        const QStringList hostile = {u"a b"_s,        u"'"_s,       u"\""_s,        u"a\nb\n"_s, u"$(touch /tmp/x)"_s,
                                     u"`id`"_s,       u"${HOME}"_s, u"*"_s,         u"~"_s,      u"ü€ 漢字"_s,
                                     u"-n"_s,         u"--"_s,      u"\\"_s,        u"\\n"_s,    u"!!"_s,
                                     u"; rm -rf x"_s, QString(),    u"a\tb"_s,      u"#x"_s,     u"'\\''"_s,
                                     u"|cat"_s,       u"&"_s,       u">/tmp/duo"_s, u"%s"_s,     u"\r"_s};
        // A zero byte after each word: the one thing that no word can hold.
        const QByteArray printer = "for w in \"$@\"; do printf '%s\\000' \"$w\"; done";
        const Transcript transcript =
            runOnce(reacher, sshReach(server),
                    commandOf(QStringList{u"sh"_s, u"-c"_s, QString::fromLatin1(printer), u"printer"_s} + hostile));
        QVERIFY2(transcript.hasRun(), describe(transcript).constData());
        QCOMPARE(QString::fromUtf8(transcript.output).split(QChar(QChar::Null)), hostile + QStringList{QString()});
        QCOMPARE(transcript.exitStatus, 0);
    }

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
            for (const QFuture<Transcript> &future : futures) {
                QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 20'000);
                QVERIFY2(future.result().hasRun(), describe(future.result()).constData());
            }
        }
        QCOMPARE(server.acceptedConnections(), 1);
    }

    void noiseOfALoginShellIsLeftOut()
    {
        SshServer server;
        SshServer::Setup setup;
        setup.loginShell = u"/bin/bash --rcfile /dev/null"_s;
        QCOMPARE(server.start(setup), QString());
        writeProgram(server.folder() + "/login"_L1,
                     "#!/bin/sh\necho Welcome\necho Beware >&2\nexec sh -c \"$SSH_ORIGINAL_COMMAND\"\n");
        Reacher reacher(environmentFor(server));
        const Transcript transcript = runOnce(reacher, sshReach(server), commandOf({u"echo"_s, u"here"_s}));
        QCOMPARE(transcript.output, QByteArray("here\n"));
        QCOMPARE(transcript.errors, QByteArray());
    }

    void missingProgramsAreNamed()
    {
        SshServer server;
        QCOMPARE(server.start({}), QString());
        Reacher reacher(environmentFor(server));
        QCOMPARE(runOnce(reacher, sshReach(server), commandOf({u"gitlab-rails-no"_s})).failure,
                 ReachFailure::CommandMissing);
        QCOMPARE(runOnce(reacher, sshReach(server), commandOf({u"/usr/no/python3"_s})).failure,
                 ReachFailure::InterpreterMissing);
    }

    void unknownHostKeyIsRefusedWithItsFingerprint()
    {
        SshServer server;
        SshServer::Setup setup;
        setup.knowsHostKey = false;
        QCOMPARE(server.start(setup), QString());
        Answering user{"yes"};
        Reacher reacher(environmentFor(server, user.prompter()));
        const Transcript transcript = runOnce(reacher, sshReach(server), commandOf({u"true"_s}));
        QCOMPARE(transcript.failure, ReachFailure::HostKeyUnknown);
        QVERIFY2(transcript.failureDetail.contains("SHA256:"_L1), qPrintable(transcript.failureDetail));
        QVERIFY2(user.questions->isEmpty(), "to trust a host is not the program's question");
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

    void passphraseIsAskedOnTheUsersScreen_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("hasPrompter");
        QTest::addColumn<bool>("hasAskpass");
        QTest::addColumn<ReachFailure>("failure");
        QTest::addRow("given") << QByteArray("open 'sesame' $x") << true << true << ReachFailure::None;
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
        setup.passphrase = u"open 'sesame' $x"_s;
        QCOMPARE(server.start(setup), QString());
        Answering user{answer};
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
        writeProgram(programs.filePath(u"sudo"_s), "#!/bin/sh\n" + sudo + "\n");
        SshServer server;
        SshServer::Setup setup;
        setup.pathBefore = programs.path();
        QCOMPARE(server.start(setup), QString());
        Answering user{answer};
        Reacher reacher(environmentFor(server, user.prompter()));
        Reach reach = sshReach(server);
        reach.sudo = true;
        Command command = commandOf({u"sh"_s, u"-c"_s, u"echo $IS_ROOT; cat"_s}, "input\n");
        command.isElevated = true;
        const QFuture<Transcript> other = reacher.run(reach, command);
        const Transcript transcript = runOnce(reacher, reach, command);
        QVERIFY2(transcript.failure == failure, describe(transcript).constData());
        QTRY_VERIFY_WITH_TIMEOUT(other.isFinished(), 10'000);
        if (failure == ReachFailure::None) {
            QCOMPARE(transcript.output, QByteArray("yes\ninput\n"));
            QCOMPARE(other.result().output, QByteArray("yes\ninput\n"));
            QVERIFY(user.questions->size() <= 1);
        }
        command.isElevated = false;
        QCOMPARE(runOnce(reacher, reach, command).output, QByteArray("\ninput\n"));
    }

    void hungCommandEndsAlsoOnTheFarSide()
    {
        SshServer server;
        QCOMPARE(server.start({}), QString());
        Reacher reacher(environmentFor(server));
        const QString sign = u"duo-sign-hung-%1"_s.arg(QCoreApplication::applicationPid());
        Command command =
            commandOf({u"sh"_s, u"-c"_s, u"echo started; trap '' TERM; while :; do sleep 1; done"_s, sign});
        command.limit = 2s;
        const Transcript transcript = runOnce(reacher, sshReach(server), command);
        QCOMPARE(transcript.failure, ReachFailure::TimedOut);
        QCOMPARE(transcript.output, QByteArray("started\n"));
        QVERIFY(transcript.elapsed < 4s);
        QTRY_COMPARE_WITH_TIMEOUT(processesWith(sign), 0, 10'000);
    }

    void cancellingEndsWithinASecond()
    {
        SshServer server;
        QCOMPARE(server.start({}), QString());
        Reacher reacher(environmentFor(server));
        const QString sign = u"duo-sign-cancel-%1"_s.arg(QCoreApplication::applicationPid());
        QFuture<Transcript> future =
            reacher.run(sshReach(server), commandOf({u"sh"_s, u"-c"_s, u"sleep 60; true"_s, sign}));
        QTRY_VERIFY_WITH_TIMEOUT(processesWith(sign) > 1, 10'000);
        future.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 1000);
        QTRY_COMPARE_WITH_TIMEOUT(processesWith(sign), 0, 10'000);
    }

    void outputIsBounded()
    {
        SshServer server;
        QCOMPARE(server.start({}), QString());
        Reacher reacher(environmentFor(server));
        Command command = commandOf({u"sh"_s, u"-c"_s, u"head -c 3000000 /dev/zero; echo end >&2; exit 3"_s});
        command.maxOutputBytes = 1000;
        const Transcript transcript = runOnce(reacher, sshReach(server), command);
        QVERIFY2(transcript.hasRun(), describe(transcript).constData());
        QCOMPARE(transcript.output.size(), 1000);
        QVERIFY(transcript.isTruncated);
        QCOMPARE(transcript.exitStatus, 3);
    }

    void nothingSecretStandsInAnArgument()
    {
        SshServer server;
        QCOMPARE(server.start({}), QString());
        Reacher reacher(environmentFor(server));
        const QString secret = u"duo-secret-%1"_s.arg(QCoreApplication::applicationPid());
        const QFuture<Transcript> future =
            reacher.run(sshReach(server), commandOf({u"sh"_s, u"-c"_s, u"cat; sleep 2"_s}, secret.toLatin1()));
        QTest::qWait(1200);
        QCOMPARE(processesWith(secret), 0);
        QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 10'000);
        QCOMPARE(future.result().output, secret.toLatin1());
    }

    void killedInTheMiddleNothingStays()
    {
        SshServer server;
        QCOMPARE(server.start({}), QString());
        const QString sign = u"duo-sign-victim-%1"_s.arg(QCoreApplication::applicationPid());
        QProcess victim;
        victim.start(QCoreApplication::applicationFilePath(),
                     {u"--victim"_s, server.clientOptions().at(1), QString::number(server.port()), sign});
        QVERIFY(victim.waitForStarted());
        // Here and there: each a supervisor of two and its command, and the clients.
        QTRY_VERIFY_WITH_TIMEOUT(processesWith(u"done "_s + sign) + processesWith(u"done' "_s + sign) >= 4, 15'000);
        ::kill(static_cast<pid_t>(victim.processId()), SIGKILL);
        QVERIFY(victim.waitForFinished());
        QTRY_COMPARE_WITH_TIMEOUT(processesWith(sign), 0, 10'000);
        QTRY_COMPARE_WITH_TIMEOUT(processesWith(server.folder() + "/ssh_config"_L1), 0, 10'000);
    }

    void localCommandsRunHere()
    {
        ReachEnvironment environment;
        environment.redactor = std::make_shared<KeepsEverything>();
        Reacher reacher(environment);
        const Transcript transcript = runOnce(reacher, localReach(), commandOf({u"tr"_s, u"a"_s, u"b"_s}, "aa"));
        QVERIFY2(transcript.hasRun(), describe(transcript).constData());
        QCOMPARE(transcript.output, QByteArray("bb"));
        QCOMPARE(runOnce(reacher, Reach{}, commandOf({u"true"_s})).failure, ReachFailure::NotConfigured);
        Reach paste;
        paste.via = ReachVia::Paste;
        QCOMPARE(runOnce(reacher, paste, commandOf({u"true"_s})).failure, ReachFailure::ByHand);
    }
};

int main(int argc, char *argv[])
{
    if (const std::optional<int> status = runAskpass(argc, argv)) {
        return *status;
    }
    if (argc > 1 && qstrcmp(argv[1], "--victim") == 0) {
        return beVictim(argc, argv);
    }
    prepareTestProcess();
    QCoreApplication application(argc, argv);
    TestSshReach test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_ssh_reach.moc"
