#include "program.h"
#include "support/test_main.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace duodoctor;
using test::ProgramRun;
using test::runProgram;

class TestCommandPractice : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void listNamesEveryFaultWithItsFinding()
    {
        const ProgramRun json = runProgram({u"practice"_s, u"--list"_s, u"--format"_s, u"json"_s});
        QCOMPARE(json.status, 0);
        const QJsonArray faults = QJsonDocument::fromJson(json.out).object()["faults"_L1].toArray();
        QVERIFY(faults.size() >= 35);
        const ProgramRun text = runProgram({u"practice"_s, u"--list"_s});
        QCOMPARE(text.out.count('\n'), faults.size());
        for (const QJsonValue &fault : faults) {
            QCOMPARE(fault.toObject().keys(), (QStringList{u"finding"_s, u"id"_s, u"title"_s}));
            QVERIFY(text.out.contains(fault["id"_L1].toString().toUtf8() + ' '));
        }
    }

    void mistakesAreOneLineAndStatusTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("misspelt fault") << QStringList{u"--fault"_s, u"tls-expird"_s, u"--check"_s}
                                        << QByteArray{"Did you mean tls-expired?"};
        QTest::newRow("faults of one part")
            << QStringList{u"--fault"_s, u"tls-expired"_s, u"--fault"_s, u"tls-weak-key"_s, u"--check"_s}
            << QByteArray{"\"tls-expired\" and \"tls-weak-key\" exclude each other"};
        QTest::newRow("two ways at once") << QStringList{u"--list"_s, u"--check"_s} << QByteArray{"choose one"};
        QTest::newRow("list as a page") << QStringList{u"--list"_s, u"--format"_s, u"html"_s}
                                        << QByteArray{"--format html"};
    }
    void mistakesAreOneLineAndStatusTwo()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, says);
        const ProgramRun run = runProgram(QStringList{u"practice"_s} + arguments);
        QCOMPARE(run.status, 2);
        QVERIFY2(run.err.count('\n') == 1 && run.err.contains(says), run.err.constData());
        QCOMPARE(run.out, QByteArray{});
    }

    void withoutADisplayItChecks()
    {
        const ProgramRun run = runProgram({u"practice"_s, u"--format"_s, u"json"_s});
        QCOMPARE(run.status, 0);
        const QJsonObject report = QJsonDocument::fromJson(run.out).object();
        QCOMPARE(report["command"_L1].toString(), u"practice"_s);
        QCOMPARE(report["summary"_L1]["status"_L1].toString(), u"healthy"_s);
    }

    void twoFaultsAreTwoRootCauses()
    {
        const ProgramRun run = runProgram({u"practice"_s, u"--check"_s, u"--fault"_s, u"model-missing-v1"_s,
                                           u"--fault"_s, u"gitlab-no-keys"_s, u"--format"_s, u"json"_s});
        QCOMPARE(run.status, 1);
        QStringList causes;
        const QJsonArray rows = QJsonDocument::fromJson(run.out).object()["root_causes"_L1].toArray();
        for (const QJsonValue &row : rows) {
            causes << row["finding"_L1].toString();
        }
        causes.sort();
        QCOMPARE(causes, (QStringList{u"gateway-jwks-empty"_s, u"model-endpoint-missing-v1"_s}));
    }

    void servedPracticeIsCheckedFromAnotherProcess()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"practice.json"_s);
        QProcess server;
        server.setProcessEnvironment(test::programEnvironment());
        server.start(QStringLiteral(DUODOCTOR_BINARY), {u"practice"_s, u"--serve"_s, u"--output"_s, path});
        QByteArray said;
        QTRY_VERIFY((said += server.readAllStandardError()).contains("Ctrl-C ends it."));
        QVERIFY(said.contains("aigw.practice.localhost"));
        QCOMPARE(runProgram({u"check"_s, path}).status, 0);
        server.terminate();
        QTRY_COMPARE(server.state(), QProcess::NotRunning);
        QCOMPARE(server.exitCode(), 0);
        QVERIFY(QFile::exists(path)); // it is the user's file
    }
};

DUODOCTOR_TEST_MAIN(TestCommandPractice)
#include "tst_command_practice.moc"
