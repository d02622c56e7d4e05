#include "deployment/deployment_file.h"
#include "support/test_main.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <sys/stat.h>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

/// A file with every key of the contract, once.
QByteArray fullDeployment()
{
    QFile file(QStringLiteral(DUODOCTOR_TEST_DATA "/deployment/full.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The smallest deployment with these members added.
QByteArray minimalWith(const QByteArray &members)
{
    const QByteArray separator = members.isEmpty() ? "" : ", ";
    return "{\"schema\": \"duo-doctor/deployment/1\"" + separator + members + "}";
}

} // namespace

class TestDeploymentFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsEveryKeyOfTheContract()
    {
        const DeploymentReading reading = DeploymentFile::parse(fullDeployment(), u"/desk"_s);
        QCOMPARE(reading.problems.size(), 0);
        const Deployment &deployment = *reading.deployment;
        QCOMPARE(deployment.gitlab.reach.port, 2222);
        QVERIFY(deployment.gitlab.reach.sudo);
        QCOMPARE(deployment.gitlab.version->toString(), u"18.2.1"_s);
        QVERIFY(deployment.gitlab.installation == GitLabInstallation::LinuxPackage);
        QVERIFY(deployment.aiGateway.installation == GatewayInstallation::Compose);
        QVERIFY(!deployment.aiGateway.agentPlatform->tls);
        QCOMPARE(deployment.aiGateway.reach.engine, ContainerEngine::Podman);
        QCOMPARE(deployment.aiGateway.reach.on->host, u"aigw.example.com"_s);
        QCOMPARE(deployment.models.first().apiKey.variable, u"MODEL_KEY"_s);
        QCOMPARE(deployment.proxy.noProxy, QStringList{u"example.com"_s});
        QVERIFY(deployment.offline);
        QCOMPARE(deployment.resolvedPath(deployment.trust.caBundle), u"/desk/corporate-ca.pem"_s);
    }

    void writesWhatItRead()
    {
        const Deployment deployment = *DeploymentFile::parse(fullDeployment(), u"/desk"_s).deployment;
        const QByteArray written = QJsonDocument(DeploymentFile::toJson(deployment)).toJson();
        const DeploymentReading again = DeploymentFile::parse(written, u"/desk"_s);
        QCOMPARE(again.problems.size(), 0);
        QVERIFY(*again.deployment == deployment);
    }

    void aSchemaAloneIsADeployment() { QVERIFY(DeploymentFile::parse(minimalWith(""), {}).deployment); }

    void readsPastAByteOrderMark() { QVERIFY(DeploymentFile::parse("\xEF\xBB\xBF" + minimalWith(""), {}).deployment); }

    void aMistakeIsAnsweredWithItsKeyAndARemedy_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("key");
        const auto row = [](const char *name, const QByteArray &more, const char *key) {
            QTest::newRow(name) << minimalWith(more) << QString::fromLatin1(key);
        };
        row("unknown key", R"("gitlap": {})", "gitlap");
        row("unknown nested key", R"("ai_gateway": {"agent_platform": {"address": "a:1", "tsl": true}})",
            "ai_gateway.agent_platform.tsl");
        row("wrong type", R"("offline": "yes")", "offline");
        row("number for text", R"("gitlab": {"url": 5})", "gitlab.url");
        row("unknown reach", R"("gitlab": {"reach": {"via": "telnet"}})", "gitlab.reach.via");
        row("ssh without host", R"("gitlab": {"reach": {"via": "ssh"}})", "gitlab.reach.host");
        row("port out of range", R"("gitlab": {"reach": {"via": "ssh", "host": "h", "port": 70000}})",
            "gitlab.reach.port");
        row("port as text", R"("gitlab": {"reach": {"via": "ssh", "host": "h", "port": "22"}})", "gitlab.reach.port");
        row("option as host", R"("gitlab": {"reach": {"via": "ssh", "host": "-oProxyCommand=x"}})",
            "gitlab.reach.host");
        row("container on no ssh",
            R"("ai_gateway": {"reach": {"via": "docker", "container": "c", "on": {"via": "local"}}})",
            "ai_gateway.reach.on.via");
        row("pod without a name", R"("ai_gateway": {"reach": {"via": "kubectl"}})", "ai_gateway.reach.pod");
        row("no version", R"("gitlab": {"version": "latest"})", "gitlab.version");
        row("model without name", "\"models\": [{\"endpoint\": \"http://m/v1\"}]", "models[0].name");
        row("unknown way of installing", R"("gitlab": {"installation": "omnibus"})", "gitlab.installation");
        row("the gateway's way for GitLab", R"("gitlab": {"installation": "compose"})", "gitlab.installation");
        row("GitLab's way for the gateway", R"("ai_gateway": {"installation": "linux-package"})",
            "ai_gateway.installation");
        row("way as a list", R"("ai_gateway": {"installation": ["helm"]})", "ai_gateway.installation");
        row("two models of one name", R"("models": [{"name": "a"}, {"name": "a"}])", "models[1].name");
        row("models as object", R"("models": {"name": "a"})", "models");
        row("a key in the file", R"("models": [{"name": "a", "api_key": "sk-1234567890"}])", "models[0].api_key");
        row("a key as variable name",
            R"("models": [{"name": "a", "api_key": {"from": "env", "variable": "sk-12 34"}}])",
            "models[0].api_key.variable");
        row("a password in a URL", "\"ai_gateway\": {\"url\": \"https://me:secret@aigw\"}", "ai_gateway.url");
        row("proxy without port", "\"proxy\": {\"mode\": \"manual\", \"url\": \"http://proxy\"}", "proxy.url");
        row("key that this way does not have", R"("gitlab": {"reach": {"via": "paste", "host": "h"}})",
            "gitlab.reach.host");
    }
    void aMistakeIsAnsweredWithItsKeyAndARemedy()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, key);
        const DeploymentReading reading = DeploymentFile::parse(json, {});
        QVERIFY(!reading.deployment);
        QCOMPARE(reading.problems.size(), 1);
        QCOMPARE(reading.problems.first().key, key);
        QVERIFY(!reading.problems.first().problem.isEmpty());
        QVERIFY(!reading.problems.first().remedy.isEmpty());
        QVERIFY(!reading.problems.first().toLine(u"f.json"_s).contains("secret"_L1));
    }

    void anUnknownWayOfInstallingIsAnsweredWithTheKnownOnes()
    {
        const DeploymentReading reading =
            DeploymentFile::parse(minimalWith(R"("gitlab": {"installation": "omnibus"})"), {});
        const QString line = reading.problems.first().toLine(u"f.json"_s);
        for (const GitLabInstallation way : allGitLabInstallations()) {
            QVERIFY2(line.contains(toWire(way)), qPrintable(line));
        }
    }

    void withoutAWayOfInstallingNoneIsWritten()
    {
        const DeploymentReading reading = DeploymentFile::parse(minimalWith(R"("gitlab": {"url": "x"})"), {});
        QVERIFY(!reading.deployment->gitlab.installation);
        const QByteArray written = QJsonDocument(DeploymentFile::toJson(*reading.deployment)).toJson();
        QVERIFY2(!written.contains("installation"), written.constData());
    }

    void aMisspeltKeyIsAnsweredWithTheNearest()
    {
        const DeploymentReading reading = DeploymentFile::parse(minimalWith(R"("gitlap": {})"), {});
        QVERIFY(reading.problems.first().remedy.contains("gitlab"_L1));
    }

    void allMistakesAreToldAtOnce()
    {
        const DeploymentReading reading =
            DeploymentFile::parse(minimalWith(R"("offline": 1, "nmae": "x", "models": [{"name": ""}])"), {});
        QCOMPARE(reading.problems.size(), 3);
    }

    void aSyntaxErrorNamesTheLine()
    {
        const DeploymentReading reading =
            DeploymentFile::parse("{\n  \"schema\": \"duo-doctor/deployment/1\",\n  oops\n}", {});
        QCOMPARE(reading.problems.size(), 1);
        QCOMPARE(reading.problems.first().line, 3);
    }

    void badInputIsAProblemAndNeverACrash_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("binary") << QByteArray("\x00\xFF\x01\x02", 4);
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("deep") << QByteArray(5000, '[');
        QTest::newRow("other schema") << QByteArray(R"({"schema": "duo-doctor/deployment/2"})");
        QTest::newRow("no schema") << QByteArray("{}");
        QTest::newRow("too large") << QByteArray(DeploymentFile::kMaxBytes + 1, ' ');
    }
    void badInputIsAProblemAndNeverACrash()
    {
        QFETCH(QByteArray, json);
        const DeploymentReading reading = DeploymentFile::parse(json, {});
        QVERIFY(!reading.deployment);
        QVERIFY(!reading.problems.isEmpty());
    }

    void aFileThatIsNotThereSaysSo()
    {
        const DeploymentReading reading = DeploymentFile::load(u"/nonexistent/deployment.json"_s);
        QCOMPARE(reading.problems.size(), 1);
        QVERIFY(reading.problems.first().remedy.contains("path"_L1));
    }

    void aPipeIsRefusedAndNotWaitedFor()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"pipe"_s);
        QCOMPARE(mkfifo(path.toLocal8Bit().constData(), 0600), 0);
        QCOMPARE(DeploymentFile::load(path).problems.size(), 1);
    }

    void savesAndLoads()
    {
        const QTemporaryDir folder;
        Deployment deployment = *DeploymentFile::parse(fullDeployment(), folder.path()).deployment;
        const QString path = folder.filePath(u"d.json"_s);
        QCOMPARE(DeploymentFile::save(deployment, path), QString());
        QVERIFY(*DeploymentFile::load(path).deployment == deployment);
        QVERIFY(!DeploymentFile::save(deployment, u"/nonexistent/d.json"_s).isEmpty());
    }
};

DUODOCTOR_TEST_MAIN(TestDeploymentFile)
#include "tst_deployment_file.moc"
