#include "app/program.h"
#include "report_shape.h"
#include "support/test_main.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

QString captured(const QString &name)
{
    return QStringLiteral(DUODOCTOR_TEST_DATA "/recognise/") + name;
}

QJsonObject jsonOf(const test::ProgramRun &run)
{
    return QJsonDocument::fromJson(run.out).object();
}

QStringList kindsOf(const QJsonObject &report)
{
    QStringList kinds;
    for (const auto &piece : report.value("evidence"_L1).toArray()) {
        kinds << piece.toObject().value("kind"_L1).toString();
    }
    return kinds;
}

QStringList causesOf(const QJsonObject &report)
{
    QStringList causes;
    for (const auto &cause : report.value("root_causes"_L1).toArray()) {
        causes << cause.toObject().value("finding"_L1).toString();
    }
    return causes;
}

} // namespace

class TestCommandRead : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString file(const QString &name, const QByteArray &bytes) const
    {
        QFile target(m_folder.filePath(name));
        if (!target.open(QIODevice::WriteOnly) || target.write(bytes) != bytes.size()) {
            qFatal("%s cannot be written", qPrintable(name));
        }
        return target.fileName();
    }

    static test::ProgramRun read(const QStringList &arguments)
    {
        return test::runProgram(QStringList{u"read"_s} + arguments);
    }

    static test::ProgramRun readJson(const QStringList &arguments)
    {
        return read(arguments + QStringList{u"--format"_s, u"json"_s});
    }

    /// With this file at standard input.
    static test::ProgramRun readInput(const QString &path, const QStringList &more)
    {
        QProcess process;
        process.setProcessEnvironment(test::programEnvironment());
        process.setStandardInputFile(path);
        process.start(QStringLiteral(DUODOCTOR_BINARY), QStringList{u"read"_s, u"-"_s} + more);
        test::ProgramRun run;
        if (process.waitForFinished(20'000)) {
            run.status = process.exitCode();
        }
        run.out = process.readAllStandardOutput();
        run.err = process.readAllStandardError();
        return run;
    }

private Q_SLOTS:
    void aHealthyTextEndsWithZero()
    {
        const test::ProgramRun run = read({captured(u"env-good.txt"_s)});
        QCOMPARE(run.status, 0);
    }

    void aProblemEndsWithOneAndIsNamed()
    {
        const test::ProgramRun run = read({captured(u"curl-refused.txt"_s)});
        QCOMPARE(run.status, 1);
        QVERIFY(run.out.contains("connect-refused"));
        QVERIFY(run.out.contains("aigw.example.com"));
    }

    void aWarningAloneEndsWithOne() { QCOMPARE(read({captured(u"env-bypass.txt"_s)}).status, 1); }

    void whatIsNotRecognisedEndsWithZeroAndSaysSo()
    {
        const QString path = file(u"letter.txt"_s, "Could you have a look at our server tomorrow?\n");
        const test::ProgramRun run = readJson({path});
        QCOMPARE(run.status, 0);
        QCOMPARE(kindsOf(jsonOf(run)), QStringList{u"unrecognised"_s});
        const QJsonObject summary = jsonOf(run).value("summary"_L1).toObject();
        QCOMPARE(summary.value("status"_L1).toString(), u"unknown"_s);
        QCOMPARE(summary.value("passed"_L1).toInt(), 0);
        QVERIFY(causesOf(jsonOf(run)).isEmpty());
        QVERIFY(run.err.contains("letter.txt"));
    }

    void standardInputIsReadLikeAFile()
    {
        const test::ProgramRun run = readInput(captured(u"rails-url-nil.txt"_s), {u"--format"_s, u"json"_s});
        QCOMPARE(run.status, 1);
        QCOMPARE(kindsOf(jsonOf(run)), QStringList{u"rails-output"_s});
        QCOMPARE(causesOf(jsonOf(run)).value(0), u"gateway-url-not-set"_s);
    }

    void theReportHasTheContractsShape_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"env-good.txt", "curl-refused.txt", "rake-no-models.txt", "compose-latest.yaml",
                                 "report-refused.json", "s_client-expired.txt", "pem-old-leaf.pem"}) {
            QTest::newRow(name) << QString::fromLatin1(name);
        }
    }

    void theReportHasTheContractsShape()
    {
        QFETCH(QString, name);
        const test::ProgramRun run = readJson({captured(name)});
        const QStringList problems = test::shapeProblems(jsonOf(run), u"read"_s);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    }

    void severalFilesGiveOneReport()
    {
        const test::ProgramRun run =
            readJson({captured(u"env-good.txt"_s), captured(u"curl-refused.txt"_s), captured(u"docker-ps-good.txt"_s)});
        QCOMPARE(run.status, 1);
        const QStringList kinds = kindsOf(jsonOf(run));
        QCOMPARE(QSet<QString>(kinds.begin(), kinds.end()),
                 (QSet<QString>{u"env"_s, u"curl-verbose"_s, u"docker-ps"_s}));
    }

    void theUserMaySayWhatItIs()
    {
        const QString path =
            file(u"list.txt"_s, "AIGW_AUTH__BYPASS_EXTERNAL=true\nAIGW_GITLAB_URL=https://gitlab.example.com\n");
        const test::ProgramRun run = readJson({u"--as"_s, u"env"_s, path});
        QCOMPARE(run.status, 1);
        QCOMPARE(kindsOf(jsonOf(run)), QStringList{u"env"_s});
    }

    void aKindThatDoesNotFitConcludesNothing()
    {
        const test::ProgramRun run = readJson({u"--as"_s, u"docker-ps"_s, captured(u"models-good.json"_s)});
        QCOMPARE(run.status, 0);
        QCOMPARE(kindsOf(jsonOf(run)), QStringList{u"unrecognised"_s});
    }

    void unreadableInputEndsWithTwoAndOneLine_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("named");
        QTest::newRow("no such file") << QStringList{u"/nonexistent/output.txt"_s}
                                      << QByteArray("/nonexistent/output.txt");
        QTest::newRow("a folder") << QStringList{m_folder.path()} << m_folder.path().toUtf8();
        QTest::newRow("empty") << QStringList{file(u"empty.txt"_s, " \n\n")} << QByteArray("empty.txt");
        QTest::newRow("binary") << QStringList{file(u"core.bin"_s, QByteArray("\x7f"
                                                                              "ELF\x02\x00\x00\x01",
                                                                              8)
                                                                       .repeated(64))}
                                << QByteArray("core.bin");
        QTest::newRow("unknown kind") << QStringList{u"--as"_s, u"docker-sp"_s, captured(u"env-good.txt"_s)}
                                      << QByteArray("docker-ps");
        QTest::newRow("unknown deployment")
            << QStringList{u"--deployment"_s, u"/nonexistent/d.json"_s, captured(u"env-good.txt"_s)}
            << QByteArray("/nonexistent/d.json");
    }

    void unreadableInputEndsWithTwoAndOneLine()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, named);
        const test::ProgramRun run = read(arguments);
        QCOMPARE(run.status, 2);
        QVERIFY(run.out.isEmpty());
        QVERIFY2(run.err.contains(named), run.err.constData());
        QCOMPARE(run.err.trimmed().count('\n'), 0);
    }

    void withoutAFileTheUsageIsWrong() { QCOMPARE(read({}).status, 2); }

    void noCredentialComesOutInAnyFormat_data()
    {
        QTest::addColumn<QString>("format");
        for (const char *format : {"text", "json", "html"}) {
            QTest::newRow(format) << QString::fromLatin1(format);
        }
    }

    void noCredentialComesOutInAnyFormat()
    {
        QFETCH(QString, format);
        for (const char *name : {"env.txt", "curl.txt", "gitlab.rb", "compose.yaml", "llm.log", "rake.txt"}) {
            const test::ProgramRun run =
                read({captured(u"planted/"_s + QString::fromLatin1(name)), u"--format"_s, format, u"--verbose"_s});
            QVERIFY2(run.status == 0 || run.status == 1, name);
            QVERIFY2(!run.out.contains("P1anted") && !run.err.contains("P1anted"), name);
        }
    }
};

DUODOCTOR_TEST_MAIN(TestCommandRead)
#include "tst_command_read.moc"
