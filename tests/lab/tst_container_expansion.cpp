#include "check/hand_commands.h"
#include "deployment/deployment.h"
#include "support/test_main.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace duodoctor;
using namespace Qt::StringLiterals;

/// `docker exec CONTAINER curl "$VARIABLE"` takes the variable of the host. A command of ours takes the container's.
class TestContainerExpansion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        // What is behind the container's name or `--` runs with the container's variables.
        for (const QString &name : {u"docker"_s, u"podman"_s, u"kubectl"_s}) {
            QFile engine(m_folder.filePath(name));
            QVERIFY(engine.open(QIODevice::WriteOnly));
            engine.write("#!/bin/sh\nwhile [ \"$1\" != sh ] && [ \"$1\" != curl ] && [ $# -gt 0 ]; do shift; done\n"
                         "AIGW_GITLAB_URL=inside exec \"$@\"\n");
            engine.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        }
        QFile curl(m_folder.filePath(u"curl"_s));
        QVERIFY(curl.open(QIODevice::WriteOnly));
        curl.write("#!/bin/sh\nprintf %s \"$1\"\n");
        curl.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    void theOfficialFormTakesTheHostsVariable()
    {
        QCOMPARE(typed(u"docker exec -it gitlab-aigw curl \"$AIGW_GITLAB_URL\""_s), QByteArray("outside"));
    }

    void oursTakesTheContainers_data()
    {
        QTest::addColumn<ReachVia>("via");
        QTest::addColumn<ContainerEngine>("engine");
        QTest::newRow("docker") << ReachVia::Docker << ContainerEngine::Docker;
        QTest::newRow("podman") << ReachVia::Docker << ContainerEngine::Podman;
        QTest::newRow("kubectl") << ReachVia::Kubectl << ContainerEngine::Docker;
        QTest::newRow("by hand") << ReachVia::Paste << ContainerEngine::Docker;
    }

    void oursTakesTheContainers()
    {
        QFETCH(ReachVia, via);
        QFETCH(ContainerEngine, engine);
        Deployment deployment;
        deployment.aiGateway.reach.via = via;
        deployment.aiGateway.reach.engine = engine;
        deployment.aiGateway.reach.container = u"gitlab-aigw"_s;
        deployment.aiGateway.reach.pod = u"ai-gateway-1"_s;
        const QString line = handcommands::inGateway(u"curl \"$AIGW_GITLAB_URL\""_s, deployment);
        QVERIFY2(typed(line) == "inside", qPrintable(line));
    }

private:
    /// What a shell of the host prints for this line.
    QByteArray typed(const QString &line) const
    {
        QProcess shell;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"AIGW_GITLAB_URL"_s, u"outside"_s);
        environment.insert(u"PATH"_s, m_folder.path() + u':' + environment.value(u"PATH"_s));
        shell.setProcessEnvironment(environment);
        shell.start(u"sh"_s, {u"-c"_s, line});
        shell.waitForFinished();
        return shell.readAllStandardOutput().trimmed();
    }

    QTemporaryDir m_folder;
};

DUODOCTOR_TEST_MAIN(TestContainerExpansion)
#include "tst_container_expansion.moc"
