#include "recognise/readers.h"
#include "support/test_main.h"

#include <QFile>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

QString sample(const QString &name)
{
    QFile file(QStringLiteral(DUODOCTOR_TEST_DATA) + "/docker/"_L1 + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString{};
}

} // namespace

class TestReaderDocker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theGatewaysRowIsRead_data();
    void theGatewaysRowIsRead();
    void anInspectionIsReadWithItsEnvironment();
    void wordsOfTheEngineAreRead_data();
    void wordsOfTheEngineAreRead();
    void otherTextIsNoListing_data();
    void otherTextIsNoListing();
};

void TestReaderDocker::theGatewaysRowIsRead_data()
{
    using Status = ContainerState::Status;
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QList<int>>("published");
    QTest::addColumn<bool>("isPartial");
    QTest::newRow("table") << u"ps.txt"_s << int(Status::Running) << -1 << QList<int>{5052, 50052, 5052} << false;
    QTest::newRow("stopped") << u"ps_stopped.txt"_s << int(Status::Exited) << 137 << QList<int>{} << false;
    QTest::newRow("tabs") << u"ps_tabs.txt"_s << int(Status::Restarting) << 1 << QList<int>{} << true;
    QTest::newRow("json lines") << u"ps_json.txt"_s << int(Status::Running) << -1 << QList<int>{8082, 8083, 0} << false;
    QTest::newRow("podman") << u"podman_ps.json"_s << int(Status::Exited) << 1 << QList<int>{5052} << false;
}

void TestReaderDocker::theGatewaysRowIsRead()
{
    QFETCH(QString, file);
    const auto listing = readers::dockerPs(sample(file));
    QVERIFY(listing);
    QVERIFY(!listing->containers.isEmpty());
    const ContainerState &state = listing->containers.first();
    QCOMPARE(state.name, u"gitlab-aigw"_s);
    QVERIFY(state.image.endsWith("self-hosted-v18.2.1-ee"_L1));
    QTEST(int(state.status), "status");
    QTEST(state.exitCode.value_or(-1), "exitCode");
    QList<int> published;
    for (const PublishedPort &port : state.ports.value_or(QList<PublishedPort>{})) {
        published << port.hostPort;
    }
    QTEST(published, "published");
    QTEST(listing->isPartial, "isPartial");
}

void TestReaderDocker::anInspectionIsReadWithItsEnvironment()
{
    const auto listing = readers::dockerInspect(sample(u"inspect.json"_s));
    QVERIFY(listing);
    const ContainerState &state = listing->containers.first();
    QCOMPARE(state.name, u"gitlab-aigw"_s);
    QCOMPARE(state.status, ContainerState::Status::Exited);
    QCOMPARE(state.exitCode, 137);
    QCOMPARE(state.wasKilledForMemory, true);
    QCOMPARE(state.memoryLimitBytes, 268435456);
    QCOMPARE(state.cpuLimit, 1.5);
    QCOMPARE(state.networkMode, u"bridge"_s);
    QCOMPARE(state.writableMounts, QStringList{u"/tmp"_s});
    QCOMPARE(state.ports->size(), 2);
    QCOMPARE(state.environment->keys.value(u"DUO_WORKFLOW_SELF_SIGNED_JWT__SIGNING_KEY"_s), KeyShape::Pem);
    QCOMPARE(state.environment->keys.value(u"AIGW_SELF_SIGNED_JWT__SIGNING_KEY"_s), KeyShape::Empty);
    QVERIFY(!readers::dockerInspect(sample(u"inspect.json"_s).left(400)));
    QVERIFY(!readers::dockerPs(sample(u"inspect.json"_s)));
}

void TestReaderDocker::wordsOfTheEngineAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("status");
    using Status = ContainerState::Status;
    QTest::newRow("docker") << u"Error response from daemon: No such container: gitlab-aigw"_s << int(Status::Missing);
    QTest::newRow("podman") << u"Error: no container with name or ID \"gitlab-aigw\" found: no such container"_s
                            << int(Status::Missing);
    QTest::newRow("port")
        << u"docker: Error response from daemon: Bind for 0.0.0.0:5052 failed: port is already allocated."_s
        << int(Status::Created);
}

void TestReaderDocker::wordsOfTheEngineAreRead()
{
    QFETCH(QString, text);
    const auto listing = readers::dockerPs(text);
    QVERIFY(listing);
    QTEST(int(listing->containers.first().status), "status");
}

void TestReaderDocker::otherTextIsNoListing_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString{};
    QTest::newRow("pods")
        << u"NAME  READY   STATUS    RESTARTS   AGE\nai-gateway-1   1/1     Running   0          25h"_s;
    QTest::newRow("prose") << u"The gateway\nUp to now it worked.\nWhat next?"_s;
    QTest::newRow("brackets") << QString(200000, u'[');
    QTest::newRow("json") << u"{\"data\": [{\"id\": \"mistral\"}]}"_s;
}

void TestReaderDocker::otherTextIsNoListing()
{
    QFETCH(QString, text);
    QVERIFY(!readers::dockerPs(text));
    QVERIFY(!readers::dockerInspect(text));
}

DUODOCTOR_TEST_MAIN(TestReaderDocker)
#include "tst_reader_docker.moc"
