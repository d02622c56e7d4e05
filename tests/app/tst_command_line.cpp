#include "program.h"
#include "support/test_main.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace duodoctor;
using test::ProgramRun;
using test::runProgram;

class TestCommandLine : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString{};
    }
    /// A deployment whose gateway is a port of this machine.
    QString deployment(quint16 port) const { return write(u"deployment.json"_s, test::gatewayDeployment(port)); }
    static quint16 closedPort()
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        return server.serverPort();
    }
    static void compareOneLine(const ProgramRun &run)
    {
        QCOMPARE(run.out, QByteArray{});
        QVERIFY2(run.err.endsWith('\n') && run.err.count('\n') == 1, run.err.constData());
        QVERIFY2(run.err.startsWith("duo-doctor"), run.err.constData());
    }

private Q_SLOTS:
    void usageErrorsAreOneLineThatHelps_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("misspelt subcommand")
            << QStringList{u"chekc"_s, u"x.json"_s} << QByteArray("Did you mean check?");
        QTest::newRow("misspelt option") << QStringList{u"check"_s, u"--fromat"_s, u"json"_s, u"x.json"_s}
                                         << QByteArray("Did you mean --format?");
        QTest::newRow("unknown option of the wizard")
            << QStringList{u"--practise"_s} << QByteArray("Did you mean --practice?");
        QTest::newRow("missing file") << QStringList{u"check"_s} << QByteArray("DEPLOYMENT.json");
        QTest::newRow("missing value") << QStringList{u"check"_s, u"x.json"_s, u"--timeout"_s}
                                       << QByteArray("--timeout");
        QTest::newRow("one argument too many")
            << QStringList{u"check"_s, u"a.json"_s, u"b.json"_s} << QByteArray("b.json");
        QTest::newRow("unknown format") << QStringList{u"check"_s, u"a.json"_s, u"--format"_s, u"xml"_s}
                                        << QByteArray("text, json, html");
        QTest::newRow("no number") << QStringList{u"check"_s, u"a.json"_s, u"--timeout"_s, u"soon"_s}
                                   << QByteArray("--timeout soon");
        QTest::newRow("not a number") << QStringList{u"check"_s, u"a.json"_s, u"--timeout"_s, u"nan"_s}
                                      << QByteArray("--timeout nan");
        QTest::newRow("no version") << QStringList{u"check"_s, u"a.json"_s, u"--gitlab-version"_s, u"new"_s}
                                    << QByteArray("--gitlab-version new");
        QTest::newRow("contradiction") << QStringList{u"check"_s, u"a.json"_s, u"--quiet"_s, u"--verbose"_s}
                                       << QByteArray("--verbose");
        QTest::newRow("faults without practice") << QStringList{u"--fault"_s, u"x"_s} << QByteArray("--practice");
        QTest::newRow("terminal escape in an argument") << QStringList{u"\u001b[31mx"_s} << QByteArray("␛[31mx");
    }
    void usageErrorsAreOneLineThatHelps()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, says);
        const ProgramRun run = runProgram(arguments);
        QCOMPARE(run.status, 2);
        compareOneLine(run);
        QVERIFY2(run.err.contains(says), run.err.constData());
    }
    void helpExplainsItself_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("program") << QStringList{u"--help"_s};
        QTest::newRow("check") << QStringList{u"check"_s, u"--help"_s};
    }
    void helpExplainsItself()
    {
        QFETCH(QStringList, arguments);
        const ProgramRun run = runProgram(arguments);
        QCOMPARE(run.status, 0);
        QCOMPARE(run.err, QByteArray{});
        QVERIFY(run.out.contains("Usage:"));
        QVERIFY(run.out.contains("Examples:"));
        QVERIFY(run.out.contains("--help"));
    }
    void everyListedCommandHasHelp()
    {
        const QByteArray help = runProgram({u"--help"_s}).out;
        const qsizetype from = help.indexOf("Commands:\n") + 10;
        const QList<QByteArray> lines = help.sliced(from, help.indexOf("\n\n", from) - from).split('\n');
        QVERIFY(!lines.isEmpty());
        for (const QByteArray &line : lines) {
            const QString name = QString::fromUtf8(line.simplified().split(' ').first());
            const ProgramRun run = runProgram({name, u"--help"_s});
            QCOMPARE(run.status, 0);
            QVERIFY2(run.out.contains("Usage: duo-doctor " + name.toUtf8()), run.out.constData());
            QVERIFY2(run.out.contains("--format"), run.out.constData());
        }
    }
    void versionIsPrinted()
    {
        for (const QStringList &arguments : {QStringList{u"--version"_s}, QStringList{u"check"_s, u"--version"_s}}) {
            const ProgramRun run = runProgram(arguments);
            QCOMPARE(run.status, 0);
            QCOMPARE(run.out, QByteArray("duo-doctor " DUODOCTOR_VERSION "\n"));
        }
    }
    void withoutDisplayTheWizardSaysWhatToDo()
    {
        const ProgramRun run = runProgram({});
        QCOMPARE(run.status, 3);
        compareOneLine(run);
        QVERIFY(run.err.contains("duo-doctor check"));
    }
    void missingDeploymentFileIsNamed()
    {
        const ProgramRun run = runProgram({u"check"_s, path(u"none.json"_s)});
        QCOMPARE(run.status, 2);
        QVERIFY2(run.err.contains("none.json"), run.err.constData());
        QCOMPARE(run.out, QByteArray{});
    }
    void everyProblemOfADeploymentIsALine()
    {
        const QString file = write(u"bad.json"_s, test::mistakenDeployment());
        const ProgramRun run = runProgram({u"check"_s, file});
        QCOMPARE(run.status, 2);
        QVERIFY2(run.err.contains("gitlab.uri") && run.err.contains("ai_gateway.url"), run.err.constData());
        const QList<QByteArray> lines = run.err.trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        for (const QByteArray &line : lines) {
            QVERIFY2(line.startsWith(file.toUtf8()), line.constData());
        }
    }
    void misspeltCheckIsCorrected()
    {
        const ProgramRun run = runProgram({u"check"_s, deployment(closedPort()), u"--only"_s, u"gateway-helthz"_s});
        QCOMPARE(run.status, 2);
        compareOneLine(run);
        QVERIFY2(run.err.contains("Did you mean gateway-healthz?"), run.err.constData());
    }
    void nothingToLookAtIsSaid()
    {
        const QString file = write(u"empty.json"_s, test::emptyDeployment());
        const ProgramRun run = runProgram({u"check"_s, file});
        QCOMPARE(run.status, 3);
        QVERIFY2(run.err.contains("nothing"), run.err.constData());
    }
    void problemsGiveStatusOneAndAReportOnStandardOutputAlone()
    {
        const ProgramRun run = runProgram({u"check"_s, deployment(closedPort()), u"--format"_s, u"json"_s});
        QCOMPARE(run.status, 1);
        QCOMPARE(run.err, QByteArray{});
        const QJsonObject report = QJsonDocument::fromJson(run.out).object();
        QCOMPARE(report.value("schema"_L1).toString(), u"duo-doctor/report/1"_s);
        QCOMPARE(report.value("summary"_L1).toObject().value("status"_L1).toString(), u"broken"_s);
    }
    void pipedTextHasNoColourAndNoProgress()
    {
        const ProgramRun run = runProgram({u"check"_s, deployment(closedPort())});
        QCOMPARE(run.status, 1);
        QVERIFY(!run.out.contains('\033') && !run.out.contains('\r'));
        QCOMPARE(run.err, QByteArray{});
    }
    void commonOptionsMayStandBeforeTheCommand()
    {
        const QTemporaryDir overlay;
        const ProgramRun run = runProgram({u"--overlay"_s, overlay.path(), u"--format"_s, u"json"_s, u"--timeout"_s,
                                           u"5"_s, u"check"_s, deployment(closedPort())});
        QCOMPARE(run.status, 1);
        QVERIFY(run.out.startsWith('{'));
    }
    void givenVersionWinsOverTheFile()
    {
        const ProgramRun run = runProgram(
            {u"check"_s, deployment(closedPort()), u"--format"_s, u"json"_s, u"--gitlab-version"_s, u"18.4"_s});
        const QJsonObject gitlab =
            QJsonDocument::fromJson(run.out).object().value("deployment"_L1).toObject().value("gitlab"_L1).toObject();
        QCOMPARE(gitlab.value("version"_L1).toString(), u"18.4"_s);
    }
    void outputFileHoldsTheReportAndNothingIsPrinted()
    {
        const QString file = path(u"report.html"_s);
        const ProgramRun run =
            runProgram({u"check"_s, deployment(closedPort()), u"--format"_s, u"html"_s, u"--output"_s, file});
        QCOMPARE(run.status, 1);
        QCOMPARE(run.out, QByteArray{});
        QFile report(file);
        QVERIFY(report.open(QIODevice::ReadOnly));
        QVERIFY(report.readAll().startsWith("<!DOCTYPE html>"));
    }
    void outputThatCannotBeIsRefusedBeforeTheRun_data()
    {
        QTest::addColumn<QString>("output");
        QTest::newRow("a folder") << m_folder.path();
        QTest::newRow("in a folder that is not there") << path(u"none/report.json"_s);
    }
    void outputThatCannotBeIsRefusedBeforeTheRun()
    {
        QFETCH(QString, output);
        const ProgramRun run = runProgram({u"check"_s, deployment(closedPort()), u"--output"_s, output});
        QCOMPARE(run.status, 2);
        compareOneLine(run);
        QVERIFY2(run.err.contains("--output"), run.err.constData());
    }
    void failedRunLeavesTheOldOutputAlone()
    {
        const QString file = write(u"old.txt"_s, "old");
        QCOMPARE(runProgram({u"check"_s, path(u"none.json"_s), u"--output"_s, file}).status, 2);
        QFile old(file);
        QVERIFY(old.open(QIODevice::ReadOnly));
        QCOMPARE(old.readAll(), QByteArray("old"));
    }
    void devicesAreWrittenAndNotReplaced()
    {
        const ProgramRun run = runProgram({u"check"_s, deployment(closedPort()), u"--output"_s, u"/dev/null"_s});
        QCOMPARE(run.status, 1);
        QVERIFY(!QFileInfo(u"/dev/null"_s).isFile());
    }
    void fullDiskIsSaid()
    {
        const ProgramRun run = runProgram({u"check"_s, deployment(closedPort()), u"--output"_s, u"/dev/full"_s});
        QCOMPARE(run.status, 3);
        QVERIFY2(run.err.contains("--output /dev/full"), run.err.constData());
    }
    void closedPipeIsNoError()
    {
        QProcess shell;
        shell.setProcessEnvironment(test::programEnvironment());
        shell.start(u"/bin/sh"_s, {u"-c"_s, u"{ \"$0\" check \"$1\" --format html; echo status $? >&2; } | head -c 1"_s,
                                   QStringLiteral(DUODOCTOR_BINARY), deployment(closedPort())});
        QVERIFY(shell.waitForFinished(20'000));
        QCOMPARE(shell.readAllStandardError(), QByteArray("status 1\n"));
    }
    void interruptEndsTheRunAndPrintsWhatIsKnown()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        QProcess process;
        process.setProcessEnvironment(test::programEnvironment());
        process.start(QStringLiteral(DUODOCTOR_BINARY),
                      {u"check"_s, deployment(silent.serverPort()), u"--format"_s, u"json"_s, u"--timeout"_s, u"60"_s});
        // The run is under way once it has connected.
        QVERIFY(silent.waitForNewConnection(10'000));
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(10'000)); // of the 60 s that the server may take
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 3);
        QVERIFY(QJsonDocument::fromJson(process.readAllStandardOutput()).isObject());
        QVERIFY(process.readAllStandardError().contains("interrupted"));
    }
    void keyThatIsToBeTypedIsANoticeWithoutTerminal()
    {
        const QString file = write(u"prompt.json"_s, test::promptingDeployment(closedPort()));
        const ProgramRun run = runProgram({u"check"_s, file});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.err.contains("API key of model \"m\""), run.err.constData());
        QCOMPARE(runProgram({u"check"_s, file, u"--quiet"_s}).err, QByteArray{});
    }
};

DUODOCTOR_TEST_MAIN(TestCommandLine)
#include "tst_command_line.moc"
