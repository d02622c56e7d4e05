#include "reach_harness.h"

#include "support/test_main.h"
#include "vantage/reach_words.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

Reach podReach(const QString &pod)
{
    Reach reach;
    reach.via = ReachVia::Kubectl;
    reach.context = u"ctx"_s;
    reach.kubeNamespace = u"gitlab"_s;
    reach.pod = pod;
    return reach;
}

} // namespace

/// Against a stand-in for kubectl, whose pods run on this machine.
class TestPodReach : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        qputenv("PATH", DUODOCTOR_TEST_DATA "/kubectl:" + qgetenv("PATH"));
        qputenv("KUBECTL_DATA", DUODOCTOR_TEST_DATA "/kubectl");
    }

    void clientsThatAreNotInstalledAreNamed_data()
    {
        QTest::addColumn<Reach>("reach");
        QTest::addColumn<QString>("program");
        QTest::addColumn<ReachFailure>("failure");
        Reach docker = podmanReach(u"aigw"_s);
        docker.engine = ContainerEngine::Docker;
        QTest::addRow("docker") << docker << u"docker"_s << ReachFailure::EngineMissing;
        QTest::addRow("podman") << podmanReach(u"aigw"_s) << u"podman"_s << ReachFailure::EngineMissing;
        QTest::addRow("kubectl") << podReach(u"aigw-new"_s) << u"kubectl"_s << ReachFailure::ClientMissing;
        Reach selected = podReach({});
        selected.selector = u"app=aigw"_s;
        QTest::addRow("kubectl for the search") << selected << u"kubectl"_s << ReachFailure::ClientMissing;
    }
    void clientsThatAreNotInstalledAreNamed()
    {
        QFETCH(Reach, reach);
        QFETCH(QString, program);
        QFETCH(ReachFailure, failure);
        const QTemporaryDir programs;
        for (const QString &name : {u"sh"_s, u"cat"_s, u"head"_s, u"sleep"_s, u"setsid"_s}) {
            QVERIFY(QFile::link(QStandardPaths::findExecutable(name), programs.filePath(name)));
        }
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", programs.path().toUtf8());
        Reacher reacher(plainEnvironment());
        const Transcript transcript = runOnce(reacher, reach, commandOf({u"true"_s}));
        qputenv("PATH", path);
        QVERIFY2(transcript.failure == failure, describe(transcript).constData());
        QVERIFY2(transcript.failureDetail.contains(program), qPrintable(transcript.failureDetail));
    }

    void newestRunningPodIsChosen()
    {
        Reacher reacher(plainEnvironment());
        Reach reach = podReach({});
        reach.selector = u"app=aigw"_s;
        const Transcript transcript =
            runOnce(reacher, reach, commandOf({u"sh"_s, u"-c"_s, u"echo $POD_NAME; cat; exit 5"_s}, "in\n"));
        QVERIFY2(transcript.hasRun(), describe(transcript).constData());
        QCOMPARE(transcript.output, QByteArray("aigw-new\nin\n"));
        QCOMPARE(transcript.exitStatus, 5);
    }

    void troubleWithPodsIsToldApart_data()
    {
        QTest::addColumn<QByteArray>("fault");
        QTest::addColumn<QString>("context");
        QTest::addColumn<QString>("pod");
        QTest::addColumn<QString>("selector");
        QTest::addColumn<QString>("container");
        QTest::addColumn<ReachFailure>("failure");
        const QString pod = u"aigw-new"_s;
        QTest::addRow("refused") << QByteArray("refused") << u"ctx"_s << pod << QString() << QString()
                                 << ReachFailure::ClusterUnreachable;
        QTest::addRow("forbidden") << QByteArray("forbidden") << u"ctx"_s << QString() << u"app=aigw"_s << QString()
                                   << ReachFailure::ClusterForbidden;
        QTest::addRow("forbidden to exec") << QByteArray("forbidden-exec") << u"ctx"_s << pod << QString() << QString()
                                           << ReachFailure::ClusterForbidden;
        QTest::addRow("no context") << QByteArray() << u"other"_s << pod << QString() << QString()
                                    << ReachFailure::ContextMissing;
        QTest::addRow("no pod") << QByteArray() << u"ctx"_s << u"gone"_s << QString() << QString()
                                << ReachFailure::PodMissing;
        QTest::addRow("no pod of the selector")
            << QByteArray() << u"ctx"_s << QString() << u"app=nothing"_s << QString() << ReachFailure::PodMissing;
        QTest::addRow("no container") << QByteArray() << u"ctx"_s << pod << QString() << u"sidecar"_s
                                      << ReachFailure::ContainerNotRunning;
        QTest::addRow("an option for a pod")
            << QByteArray() << u"ctx"_s << u"-it"_s << QString() << QString() << ReachFailure::Other;
    }
    void troubleWithPodsIsToldApart()
    {
        QFETCH(QByteArray, fault);
        QFETCH(QString, context);
        QFETCH(QString, pod);
        QFETCH(QString, selector);
        QFETCH(QString, container);
        QFETCH(ReachFailure, failure);
        qputenv("KUBECTL_FAULT", fault);
        Reacher reacher(plainEnvironment());
        Reach reach = podReach(pod);
        reach.context = context;
        reach.selector = selector;
        reach.container = container;
        const Transcript transcript = runOnce(reacher, reach, commandOf({u"true"_s}));
        qunsetenv("KUBECTL_FAULT");
        QVERIFY2(transcript.failure == failure, describe(transcript).constData());
        QVERIFY(!transcript.failureDetail.isEmpty());
    }
};

DUODOCTOR_TEST_MAIN(TestPodReach)
#include "tst_pod_reach.moc"
