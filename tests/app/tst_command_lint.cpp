#include "app/program.h"
#include "report_shape.h"
#include "support/test_main.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

QString captured(const QString &name)
{
    return QStringLiteral(DUODOCTOR_TEST_DATA "/recognise/") + name;
}

} // namespace

class TestCommandLint : public QObject
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

    static test::ProgramRun lint(const QStringList &arguments)
    {
        return test::runProgram(QStringList{u"lint"_s} + arguments);
    }

private Q_SLOTS:
    void everyKindOfFileWithoutAMistakeEndsWithZero_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name :
             {"compose-good.yaml", "docker-run-good.sh", "helm-good.yaml", "nginx-good.conf", "gitlab-good.rb"}) {
            QTest::newRow(name) << QString::fromLatin1(name);
        }
    }

    void everyKindOfFileWithoutAMistakeEndsWithZero()
    {
        QFETCH(QString, name);
        const test::ProgramRun run = lint({captured(name)});
        QVERIFY2(run.status == 0, run.out.constData());
    }

    void everyKindOfFileWithAMistakeEndsWithOne_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("finding");
        QTest::newRow("compose") << u"compose-latest.yaml"_s << QByteArray("gateway-image-nightly");
        QTest::newRow("docker run") << u"docker-run-nightly.sh"_s << QByteArray("gateway-image-nightly");
        QTest::newRow("helm") << u"helm-placeholder.yaml"_s << QByteArray("config-placeholder-left");
        QTest::newRow("nginx") << u"nginx-grpc.conf"_s << QByteArray("agent-platform-no-http2");
        QTest::newRow("gitlab.rb") << u"gitlab-self-sign.rb"_s << QByteArray("gitlab-self-signs-tokens");
    }

    void everyKindOfFileWithAMistakeEndsWithOne()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, finding);
        const test::ProgramRun run = lint({captured(name)});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.out.contains('[' + finding + ']'), run.out.constData());
    }

    void aMistakeHasLineAndColumn()
    {
        const QString path = file(u"docker-compose.yaml"_s, "services:\n  a:\n    image: nginx\n\tports: []\n");
        const test::ProgramRun run = lint({path});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.out.contains("docker-compose.yaml:4:"), run.out.constData());
    }

    void anEnvironmentFileIsKnownByItsName()
    {
        const QString path =
            file(u"gateway.env"_s, "AIGW_AUTH__BYPASS_EXTERNAL=true\nAIGW_GITLAB_URL=https://<your_domain>\n");
        const test::ProgramRun run = lint({path});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.out.contains("gateway.env:2:"), run.out.constData());
    }

    void theReportHasTheContractsShapeAndATitle()
    {
        const test::ProgramRun run =
            lint({captured(u"compose-latest.yaml"_s), captured(u"nginx-good.conf"_s), u"--format"_s, u"json"_s});
        QCOMPARE(run.status, 1);
        const QJsonObject report = QJsonDocument::fromJson(run.out).object();
        const QStringList problems = test::shapeProblems(report, u"lint"_s);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
        for (const auto &check : report.value("checks"_L1).toArray()) {
            QVERIFY(check.toObject().value("title"_L1).toString() != check.toObject().value("id"_L1).toString());
        }
    }

    void anOrganisationsArticleIsUsed()
    {
        const QTemporaryDir overlay;
        QVERIFY(QDir(overlay.path()).mkdir(u"articles"_s));
        QFile article(overlay.filePath(u"articles/gateway-image-nightly.md"_s));
        QVERIFY(article.open(QIODevice::WriteOnly));
        article.write("---\ntitle: Ours\nmessage: \"Ask the image desk.\"\nbecause: \"The tag moves.\"\nversions: all\n"
                      "sources: [\"Our rules\"]\n---\n\n## Why\n\nIt moves.\n\n## Repair\n\n1. Call the desk.\n");
        article.close();
        const QStringList arguments{captured(u"compose-latest.yaml"_s), u"--overlay"_s, overlay.path()};
        const test::ProgramRun run = lint(arguments);
        QVERIFY2(run.out.contains("Ask the image desk."), run.out.constData());
        const test::ProgramRun none = lint({captured(u"compose-latest.yaml"_s)});
        QVERIFY2(!none.out.contains("image desk"), none.out.constData());
    }

    void unreadableInputEndsWithTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no such file") << QStringList{u"/nonexistent/compose.yaml"_s};
        QTest::newRow("unknown form") << QStringList{file(u"letter.txt"_s, "Dear all\n")};
        QTest::newRow("binary") << QStringList{file(u"x.yaml"_s, QByteArray(64, '\0'))};
        QTest::newRow("unknown kind") << QStringList{u"--as"_s, u"yaml"_s, captured(u"compose-good.yaml"_s)};
    }

    void unreadableInputEndsWithTwo()
    {
        QFETCH(QStringList, arguments);
        const test::ProgramRun run = lint(arguments);
        QCOMPARE(run.status, 2);
        QVERIFY(run.out.isEmpty());
        QVERIFY(!run.err.isEmpty());
    }

    void noCredentialComesOutAgain()
    {
        for (const char *name : {"gitlab.rb", "compose.yaml", "helm.yaml", "docker-run.sh", "nginx.conf"}) {
            const QString path = captured(u"planted/"_s + QString::fromLatin1(name));
            for (const QString &format : {u"text"_s, u"json"_s}) {
                const test::ProgramRun run = lint({path, u"--format"_s, format});
                QVERIFY2(!run.out.contains("P1anted") && !run.err.contains("P1anted"), name);
            }
        }
    }
};

DUODOCTOR_TEST_MAIN(TestCommandLint)
#include "tst_command_lint.moc"
