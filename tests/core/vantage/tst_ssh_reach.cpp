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

[[maybe_unused]] void writeProgram(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther);
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
};

int main(int argc, char *argv[])
{
    if (const std::optional<int> status = runAskpass(argc, argv)) {
        return *status;
    }
    prepareTestProcess();
    QCoreApplication application(argc, argv);
    TestSshReach test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_ssh_reach.moc"
