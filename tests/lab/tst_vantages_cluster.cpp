#include "whole_deployment.h"

#include <QJsonArray>

using namespace duodoctor;
using namespace Qt::StringLiterals;

/// The built program against a gateway in a cluster: kubectl is a stand-in that serves recorded objects, and runs its
/// `exec` in a real container.
class TestVantagesCluster : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("PATH", DUODOCTOR_TEST_DATA "/kubectl:" + qgetenv("PATH"));
        QCOMPARE(m_lab.start(), QString());
        Situation situation;
        situation.deployment = [](QJsonObject &file) {
            QJsonObject gateway = file.value("ai_gateway"_L1).toObject();
            gateway.insert(u"reach"_s, QJsonObject{{u"via"_s, u"kubectl"_s},
                                                   {u"context"_s, u"ctx"_s},
                                                   {u"namespace"_s, u"gitlab"_s},
                                                   {u"selector"_s, u"app=ai-gateway"_s},
                                                   {u"container"_s, u"ai-gateway"_s}});
            file.insert(u"ai_gateway"_s, gateway);
        };
        QCOMPARE(m_lab.prepare(situation), QString());
        qputenv("KUBECTL_EXEC", "podman exec -i " + m_lab.containerName().toUtf8());
    }

    void theFaultIsNamedFirst_data()
    {
        QTest::addColumn<QByteArray>("objects");
        QTest::addColumn<QByteArray>("fault");
        QTest::addColumn<QString>("finding");
        const auto row = [](const char *name, const char *objects, const char *fault, const char *finding) {
            QTest::newRow(name) << QByteArray(objects) << QByteArray(fault) << QString::fromLatin1(finding);
        };
        row("healthy", "cluster-healthy", "", "");
        row("crashes", "cluster-crash", "", "pod-crash-loop");
        row("its image cannot be pulled", "cluster-pull", "", "pod-image-pull");
        row("the ingress names another service", "cluster-ingress", "", "ingress-not-routing");
        row("one may not run commands in pods", "cluster-healthy", "forbidden-exec", "");
    }

    void theFaultIsNamedFirst()
    {
        QFETCH(QByteArray, objects);
        QFETCH(QByteArray, fault);
        QFETCH(QString, finding);
        qputenv("KUBECTL_DATA", DUODOCTOR_TEST_DATA "/kubectl/" + objects);
        qputenv("KUBECTL_FAULT", fault);
        const ProgramWatch::Result run = m_lab.check();
        if (run.causes().value(0) != finding) {
            run.describe();
        }
        QCOMPARE(run.causes().value(0), finding);
        QCOMPARE(run.status, finding.isEmpty() ? 0 : 1);
    }

    void thePodIsAskedFromInside()
    {
        qputenv("KUBECTL_DATA", DUODOCTOR_TEST_DATA "/kubectl/cluster-healthy");
        qputenv("KUBECTL_FAULT", "");
        const ProgramWatch::Result run = m_lab.check();
        QCOMPARE(statusOf(run, u"gateway-healthz-inside"_s), u"passed"_s);
        QCOMPARE(statusOf(run, u"gateway-environment"_s), u"passed"_s);
    }

    void whatCannotBeAskedIsSkippedAndNotPassed()
    {
        qputenv("KUBECTL_DATA", DUODOCTOR_TEST_DATA "/kubectl/cluster-healthy");
        qputenv("KUBECTL_FAULT", "forbidden-exec");
        const ProgramWatch::Result run = m_lab.check();
        QCOMPARE(statusOf(run, u"gateway-container"_s), u"passed"_s);
        QCOMPARE(statusOf(run, u"gateway-healthz-inside"_s), u"skipped"_s);
        QCOMPARE(statusOf(run, u"gateway-environment"_s), u"skipped"_s);
    }

private:
    static QString statusOf(const ProgramWatch::Result &run, const QString &id)
    {
        for (const QJsonValue &value : run.report().value("checks"_L1).toArray()) {
            const QJsonObject check = value.toObject();
            if (check.value("id"_L1).toString() == id) {
                return check.value("status"_L1).toString();
            }
        }
        return {};
    }

    WholeDeployment m_lab;
};

DUODOCTOR_OWN_NETWORK_MAIN(TestVantagesCluster)
#include "tst_vantages_cluster.moc"
