#include "recognise/readers.h"
#include "support/test_main.h"

#include <QFile>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

QString sample(const QString &name)
{
    QFile file(QStringLiteral(DUODOCTOR_TEST_DATA) + "/kubectl/"_L1 + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString{};
}

} // namespace

class TestReaderKubectl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void documentsOneAfterAnotherAreRead();
    void theTableOfPodsIsRead();
    void aDescriptionIsRead();
    void halfADescriptionIsRead();
    void otherTextIsNoCluster();
};

void TestReaderKubectl::documentsOneAfterAnotherAreRead()
{
    const auto cluster = readers::kubectlGet(sample(u"healthy.json"_s));
    QVERIFY(cluster);
    QCOMPARE(cluster->pods.size(), 1);
    QCOMPARE(cluster->pods.first().readyContainers, 1);
    QCOMPARE(cluster->ingresses.first().backends, QStringList{u"ai-gateway:80"_s});
    QCOMPARE(cluster->ingresses.first().addresses, QStringList{u"10.0.0.1"_s});
    QCOMPARE(cluster->services.first().readyEndpoints, 1);
    QCOMPARE(cluster->secrets, QStringList{u"tls-aigw"_s});
}

void TestReaderKubectl::theTableOfPodsIsRead()
{
    const auto healthy = readers::kubectlGet(sample(u"pods.txt"_s));
    QVERIFY(healthy);
    QCOMPARE(healthy->pods.first().status, u"Running"_s);
    const auto crash = readers::kubectlGet(sample(u"pods_crash.txt"_s));
    QVERIFY(crash);
    QCOMPARE(crash->pods.first().name, u"ai-gateway-55d697ff9d-j9pc6"_s);
    QCOMPARE(crash->pods.first().status, u"CrashLoopBackOff"_s);
    QCOMPARE(crash->pods.first().containers.first().restarts, 12);
}

void TestReaderKubectl::aDescriptionIsRead()
{
    const auto cluster = readers::kubectlDescribe(sample(u"describe_pull.txt"_s));
    QVERIFY(cluster);
    QCOMPARE(cluster->pods.first().containers.first().waitingReason, u"ErrImagePull"_s);
    QVERIFY(cluster->events.first().message.contains("manifest unknown"_L1));
}

void TestReaderKubectl::halfADescriptionIsRead()
{
    const auto cluster = readers::kubectlDescribe(sample(u"describe_crash.txt"_s));
    QVERIFY(cluster);
    const PodContainer &container = cluster->pods.first().containers.first();
    QCOMPARE(container.waitingReason, u"CrashLoopBackOff"_s);
    QCOMPARE(container.lastReason, u"OOMKilled"_s);
    QCOMPARE(container.lastExitCode, 137);
    QCOMPARE(container.memoryLimit, u"256Mi"_s);
}

void TestReaderKubectl::otherTextIsNoCluster()
{
    for (const QString &text : {QString{}, u"AIGW_GITLAB_URL=x"_s, QString(200000, u'{'), u"{\"data\":[]}"_s}) {
        QVERIFY(!readers::kubectlGet(text));
        QVERIFY(!readers::kubectlDescribe(text));
    }
}

DUODOCTOR_TEST_MAIN(TestReaderKubectl)
#include "tst_reader_kubectl.moc"
