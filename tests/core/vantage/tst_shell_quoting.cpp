#include "ssh_harness.h"

#include "support/test_main.h"
#include "vantage/shell_quoting.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

const QString kHarm = u"/tmp/duo-harm"_s;

/// A shell of this machine, as words before a command line.
void addShells()
{
    QTest::addColumn<QStringList>("shell");
    QTest::addRow("sh") << QStringList{u"/bin/sh"_s};
    QTest::addRow("bash") << QStringList{u"/bin/bash"_s};
    QTest::addRow("dash") << QStringList{u"/bin/dash"_s};
    QTest::addRow("bash as sh") << QStringList{u"/bin/bash"_s, u"--posix"_s};
    QTest::addRow("busybox") << QStringList{u"/bin/busybox"_s, u"sh"_s};
}

QStringList printedWords(const QByteArray &output)
{
    QStringList words = QString::fromUtf8(output).split(QChar(QChar::Null));
    words.removeLast();
    return words;
}

} // namespace

class TestShellQuoting : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QFile::remove(kHarm); }
    void cleanup() { QVERIFY2(!QFile::exists(kHarm), "a shell has run what was a word"); }

    void plainWordsStayReadable()
    {
        QCOMPARE(shellQuoted(u"gitlab-rails"_s), u"gitlab-rails"_s);
        QCOMPARE(shellQuoted(u"/etc/gitlab/gitlab.rb"_s), u"/etc/gitlab/gitlab.rb"_s);
        QCOMPARE(shellQuoted(u"admin@host:22"_s), u"admin@host:22"_s);
        QCOMPARE(shellQuoted(u"it's"_s), u"'it'\\''s'"_s);
        QCOMPARE(shellQuoted(QString()), u"''"_s);
        QCOMPARE(shellQuoted(u"~"_s), u"'~'"_s);
        QCOMPARE(shellCommandLine({u"a"_s, u"b c"_s, QString()}), u"a 'b c' ''"_s);
        QCOMPARE(shellCommandLine({}), QString());
    }

    void assignmentsAreNoCommands()
    {
        // `A=b` as the first word of a line would set a variable; reaches never have one there.
        QCOMPARE(shellCommandLine({u"env"_s, u"A=b c"_s}), u"env 'A=b c'"_s);
    }

    void shellsReadTheWordsThatWereGiven_data() { addShells(); }
    void shellsReadTheWordsThatWereGiven()
    {
        QFETCH(QStringList, shell);
        QProcess process;
        process.start(shell.first(),
                      shell.mid(1) + QStringList{u"-c"_s, shellCommandLine(printerWords() + hostileWords())});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.readAllStandardError(), QByteArray());
        QCOMPARE(printedWords(process.readAllStandardOutput()), hostileWords());
    }

    void quotedTwiceIsReadTwice_data() { addShells(); }
    void quotedTwiceIsReadTwice()
    {
        // As in: ssh HOST "docker exec NAME sh -c '...'"
        QFETCH(QStringList, shell);
        const QString inner = shellCommandLine(printerWords() + hostileWords());
        QProcess process;
        process.start(shell.first(), shell.mid(1) + QStringList{u"-c"_s, shellCommandLine({u"sh"_s, u"-c"_s, inner})});
        QVERIFY(process.waitForFinished());
        QCOMPARE(printedWords(process.readAllStandardOutput()), hostileWords());
    }

    void localReachKeepsWords()
    {
        Reacher reacher(plainEnvironment());
        const Transcript transcript = runOnce(reacher, localReach(), commandOf(printerWords() + hostileWords()));
        QVERIFY2(transcript.hasRun(), describe(transcript).constData());
        QCOMPARE(printedWords(transcript.output), hostileWords());
    }

    void sshKeepsWords_data() { addShells(); }
    void sshKeepsWords()
    {
        QFETCH(QStringList, shell);
        SshServer server;
        SshServer::Setup setup;
        setup.loginShell = shell.join(u' ');
        QCOMPARE(server.start(setup), QString());
        Reacher reacher(environmentFor(server));
        const Transcript transcript = runOnce(reacher, sshReach(server), commandOf(printerWords() + hostileWords()));
        QVERIFY2(transcript.hasRun(), describe(transcript).constData());
        QCOMPARE(printedWords(transcript.output), hostileWords());
        QCOMPARE(transcript.errors, QByteArray());
    }

    void namesOfContainersAreNeverRun_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : hostileWords()) {
            QTest::addRow("%s", qPrintable(QString::fromLatin1(name.toUtf8().toPercentEncoding()))) << name;
        }
    }
    void namesOfContainersAreNeverRun()
    {
        QFETCH(QString, name);
        // A stand-in that shows what it was asked for.
        const QTemporaryDir programs;
        QVERIFY(writeProgram(programs.filePath(u"docker"_s), "#!/bin/sh\n[ \"$1 $2\" = 'exec -i' ] || exit 9\n"
                                                             "printf 'name=%s' \"$3\" >&2; exit 1\n"));
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", programs.path().toUtf8() + ":" + path);
        Reach reach;
        reach.via = ReachVia::Docker;
        reach.container = name;
        Reacher reacher(plainEnvironment());
        const Transcript transcript = runOnce(reacher, reach, commandOf({u"true"_s}));
        qputenv("PATH", path);
        QCOMPARE(transcript.failure, ReachFailure::Other);
        const bool isHandedOn = transcript.failureDetail == "name="_L1 + name;
        const bool isRefused = transcript.failureDetail.startsWith("the container"_L1) ||
                               transcript.failureDetail == "the reach names no container"_L1;
        QVERIFY2(isHandedOn || isRefused, describe(transcript).constData());
        QCOMPARE(isRefused,
                 name.isEmpty() || name.startsWith(u'-') || name.contains(QRegularExpression(u"[\\s\\x00-\\x1f]"_s)));
    }
};

DUODOCTOR_REACH_TEST_MAIN(TestShellQuoting)
#include "tst_shell_quoting.moc"
