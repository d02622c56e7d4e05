#include "program.h"

#include "support/test_main.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace duodoctor::test;
using namespace Qt::StringLiterals;

namespace
{

QJsonObject deployment()
{
    return QJsonObject{
        {u"schema"_s, u"duo-doctor/deployment/1"_s},
        {u"name"_s, u"Test"_s},
        {u"gitlab"_s, QJsonObject{{u"url"_s, u"https://gitlab.example.com"_s}, {u"version"_s, u"18.9.1"_s}}},
        {u"ai_gateway"_s, QJsonObject{{u"url"_s, u"https://aigw.example.com"_s},
                                      {u"agent_platform"_s,
                                       QJsonObject{{u"address"_s, u"aigw.example.com:8443"_s}, {u"tls"_s, true}}}}}};
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestCommandGenerate : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    QString m_file;

    ProgramRun run(const QStringList &arguments, const QString &file = {}) const
    {
        QStringList all{u"generate"_s, arguments.first(), file.isEmpty() ? m_file : file};
        return runProgram(all + arguments.mid(1));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_file = m_folder.filePath(u"deployment.json"_s);
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(deployment()).toJson()) > 0);
    }

    void everyKindIsWrittenAndPassesTheLint_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("docker-run") << u"run.sh"_s;
        QTest::newRow("compose") << u"docker-compose.yml"_s;
        QTest::newRow("nginx") << u"nginx.conf"_s;
        QTest::newRow("nginx-grpc") << u"nginx-grpc.conf"_s;
        QTest::newRow("helm-values") << u"values.yaml"_s;
        QTest::newRow("gitlab-rb") << u"gitlab.rb"_s;
    }
    void everyKindIsWrittenAndPassesTheLint()
    {
        QFETCH(QString, file);
        const QString path = m_folder.filePath(file);
        const ProgramRun made = run({QString::fromUtf8(QTest::currentDataTag()), u"--output"_s, path});
        QVERIFY2(made.status == 0, made.err.constData());
        QVERIFY(made.out.isEmpty());
        const ProgramRun lint = runProgram({u"lint"_s, path, u"--deployment"_s, m_file});
        QVERIFY2(lint.status == 0, lint.out + lint.err);
    }

    void aFileThatExistsIsKept()
    {
        const QString path = m_folder.filePath(u"mine.yml"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("mine") == 4);
        file.close();
        const ProgramRun refused = run({u"compose"_s, u"--output"_s, path});
        QCOMPARE(refused.status, 2);
        QVERIFY2(refused.err.contains("--force"), refused.err.constData());
        QCOMPARE(contentOf(path), QByteArray("mine"));
        QCOMPARE(run({u"compose"_s, u"--output"_s, path, u"--force"_s}).status, 0);
        QVERIFY(contentOf(path).contains("services:"));
    }

    void whatIsMissingIsNamedInOneLine()
    {
        const ProgramRun missing = run({u"prometheus"_s});
        QCOMPARE(missing.status, 2);
        QVERIFY(missing.out.isEmpty());
        QCOMPARE(missing.err.count('\n'), 1);
        QVERIFY2(missing.err.contains("deployment.json: ai_gateway.metrics: "), missing.err.constData());
        const QString output = m_folder.filePath(u"none.yml"_s);
        QCOMPARE(run({u"prometheus"_s, u"--output"_s, output}).status, 2);
        QVERIFY(!QFile::exists(output));
    }

    void wrongUsageIsToldInOneLine_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("no such kind") << QStringList{u"ngnix"_s} << QByteArray("Did you mean nginx?");
        QTest::newRow("an option of another kind")
            << QStringList{u"nginx"_s, u"--add"_s, u"x.pem"_s} << QByteArray("--add: it means nothing for nginx");
        QTest::newRow("no such engine") << QStringList{u"compose"_s, u"--engine"_s, u"lxc"_s} << QByteArray("--engine");
        QTest::newRow("no such upstream")
            << QStringList{u"nginx"_s, u"--upstream"_s, u"a;b"_s} << QByteArray("generate: --upstream: ");
        QTest::newRow("no such format") << QStringList{u"nginx"_s, u"--format"_s, u"json"_s} << QByteArray("--format");
    }
    void wrongUsageIsToldInOneLine()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, said);
        const ProgramRun wrong = run(arguments);
        QCOMPARE(wrong.status, 2);
        QVERIFY2(wrong.err.contains(said), wrong.err.constData());
        QCOMPARE(wrong.err.count('\n'), 1);
    }

    void theVersionOfTheCommandLineWins()
    {
        const ProgramRun old = run({u"gitlab-rb"_s, u"--gitlab-version"_s, u"17.5"_s});
        QCOMPARE(old.status, 0);
        QVERIFY(old.out.contains("'AI_GATEWAY_URL' => 'https://aigw.example.com'"));
        QVERIFY2(old.err.contains("18.4"), old.err.constData());
        QVERIFY(!run({u"gitlab-rb"_s}).out.contains("AI_GATEWAY_URL"));
    }

    void keysAreMadeOnRequestAndNeverShown()
    {
        const QString keys = m_folder.filePath(u"keys"_s);
        QCOMPARE(run({u"docker-run"_s}).status, 0);
        QVERIFY(!QFile::exists(keys));
        const ProgramRun first = run({u"docker-run"_s, u"--make-signing-keys"_s, keys});
        QVERIFY2(first.status == 0, first.err.constData());
        const QByteArray key = contentOf(keys + u"/aigw_signing.key"_s);
        QVERIFY(key.startsWith("-----BEGIN PRIVATE KEY-----"));
        QVERIFY(!(first.out + first.err).contains(key.mid(40, 20)));
        QVERIFY(first.out.contains("cat " + keys.toUtf8() + "/aigw_signing.key"));
        const ProgramRun second = run({u"docker-run"_s, u"--make-signing-keys"_s, keys});
        QCOMPARE(second.status, 0);
        QVERIFY(second.err.contains("kept"));
        QCOMPARE(contentOf(keys + u"/aigw_signing.key"_s), key);
        // No half of the work where the other half cannot be done.
        const QString others = m_folder.filePath(u"others"_s);
        QCOMPARE(run({u"docker-run"_s, u"--make-signing-keys"_s, others, u"--platform"_s, u"a b"_s}).status, 2);
        QVERIFY(!QFile::exists(others));
    }

    void faultsOfTheDeploymentAreToldBesideTheText()
    {
        QJsonObject wrong = deployment();
        QJsonObject gateway = wrong.value(u"ai_gateway"_s).toObject();
        gateway.insert(u"image"_s, u"model-gateway:latest"_s);
        wrong.insert(u"ai_gateway"_s, gateway);
        const QString path = m_folder.filePath(u"wrong.json"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(wrong).toJson()) > 0);
        file.close();
        const ProgramRun told = run({u"docker-run"_s}, path);
        QCOMPARE(told.status, 0);
        QVERIFY(told.out.contains("model-gateway:latest"));
        QVERIFY2(told.err.contains("latest"), told.err.constData());
    }
};

DUODOCTOR_TEST_MAIN(TestCommandGenerate)
#include "tst_command_generate.moc"
