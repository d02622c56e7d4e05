#include "evidence/evidence.h"
#include "evidence/redactor.h"
#include "practice/practice_deployment.h"
#include "probe/prober.h"
#include "support/test_main.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFutureWatcher>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSet>
#include <QSslConfiguration>
#include <QTcpSocket>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

class NoRedactor : public Redactor
{
public:
    Redaction redact(const QString &text) const override { return {text, 0}; }
};

qsizetype openDescriptors()
{
    return QDir(u"/proc/self/fd"_s).entryList(QDir::Files | QDir::System | QDir::NoDotAndDotDot).size();
}

} // namespace

class TestPracticeDeployment : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isReadyAtOnce()
    {
        PracticeDeployment practice;
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(practice.start(), QString{});
        QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed()))); // of a user's patience
        qInfo("ready after %lld ms", static_cast<long long>(timer.elapsed()));
    }

    void certificatesVerifyWithTheBundleOnly_data()
    {
        QTest::addColumn<bool>("hasBundle");
        QTest::newRow("with the bundle") << true;
        QTest::newRow("without it") << false;
    }
    void certificatesVerifyWithTheBundleOnly()
    {
        QFETCH(bool, hasBundle);
        PracticeDeployment practice;
        QCOMPARE(practice.start(), QString{});
        const QUrl gateway(practice.deployment().aiGateway.url);
        QFile bundle(practice.deployment().trust.caBundle);
        QVERIFY(bundle.open(QIODevice::ReadOnly));
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setCaCertificates(hasBundle ? QSslCertificate::fromDevice(&bundle) : QList<QSslCertificate>{});
        QNetworkRequest request(QUrl(u"https://127.0.0.1:%1/monitoring/healthz"_s.arg(gateway.port())));
        request.setSslConfiguration(tls);
        request.setPeerVerifyName(gateway.host());
        QNetworkAccessManager client;
        const std::unique_ptr<QNetworkReply> reply{client.get(request)};
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(reply->error(), hasBundle ? QNetworkReply::NoError : QNetworkReply::SslHandshakeFailedError);
        QCOMPARE(reply->readAll(), hasBundle ? QByteArray{"{}"} : QByteArray{});
    }

    void agentPlatformServes_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<int>("serving");
        QTest::newRow("healthy") << QString{} << static_cast<int>(GrpcHealth::Serving::Serving);
        QTest::newRow("not serving") << u"agent-platform-not-serving"_s
                                     << static_cast<int>(GrpcHealth::Serving::NotServing);
    }
    void agentPlatformServes()
    {
        QFETCH(QString, fault);
        QFETCH(int, serving);
        PracticeDeployment practice;
        QCOMPARE(practice.start(fault.isEmpty() ? QStringList{} : QStringList{fault}), QString{});
        const QStringList address = practice.deployment().aiGateway.agentPlatform->address.split(u':');
        ProbeEnvironment environment;
        environment.proxy.mode = ProxyMode::None;
        environment.redactor = std::make_shared<NoRedactor>();
        Prober prober(environment);
        const QFuture<EvidencePtr> future = prober.run(GrpcHealthRequest{address[0], address[1].toInt(), true, {}});
        QTRY_VERIFY(future.isFinished());
        const GrpcHealth *health = future.result()->grpcHealth();
        QVERIFY(health && health->grpcStatus && health->serving);
        QCOMPARE(*health->grpcStatus, 0);
        QCOMPARE(static_cast<int>(*health->serving), serving);
    }

    void faultsAreUniqueAndNameKnownFindings()
    {
        QFile file(QStringLiteral(DUODOCTOR_SOURCE_DIR "/resources/schemas/findings.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QSet<QString> findings;
        const QJsonArray rows = QJsonDocument::fromJson(file.readAll()).object()["findings"_L1].toArray();
        for (const QJsonValue &row : rows) {
            findings << row["id"_L1].toString();
        }
        QSet<QString> ids;
        for (const PracticeFault &fault : PracticeDeployment::faults()) {
            QVERIFY2(findings.contains(fault.finding), qPrintable(fault.id));
            QVERIFY2(!ids.contains(fault.id), qPrintable(fault.id));
            QVERIFY2(fault.title.endsWith(u'.'), qPrintable(fault.id));
            ids << fault.id;
        }
        QVERIFY(ids.size() >= 35);
    }

    void everyFaultStartsAndNamesItsPlaces()
    {
        PracticeDeployment practice;
        for (const PracticeFault &fault : PracticeDeployment::faults()) {
            const QString error = practice.start({fault.id});
            QVERIFY2(error.isEmpty(), qPrintable(fault.id + u": "_s + error));
            const Deployment deployment = practice.deployment();
            QVERIFY2(!deployment.aiGateway.url.contains(u'{') && !deployment.models[0].endpoint.contains(u'{'),
                     qPrintable(fault.id));
        }
    }

    void twoFaultsOfDifferentPartsCombine()
    {
        PracticeDeployment practice;
        QCOMPARE(practice.start({u"model-missing-v1"_s, u"gateway-image-nightly"_s}), QString{});
        QVERIFY(!practice.deployment().models[0].endpoint.endsWith("/v1"_L1));
        QVERIFY(practice.deployment().aiGateway.image.contains("nightly"_L1));
    }

    void faultsOfOnePartExcludeEachOtherByName()
    {
        PracticeDeployment practice;
        const QString error = practice.start({u"tls-expired"_s, u"tls-weak-key"_s});
        QVERIFY(error.contains("tls-expired"_L1) && error.contains("tls-weak-key"_L1));
        QVERIFY(practice.start({u"no-such-fault"_s}).contains("no-such-fault"_L1));
        QVERIFY(practice.deployment().aiGateway.url.isEmpty()); // nothing was started
    }

    void refusedStartLeavesARunningPracticeAlone()
    {
        PracticeDeployment practice;
        QCOMPARE(practice.start(), QString{});
        const QString url = practice.deployment().aiGateway.url;
        QVERIFY(!practice.start({u"no-such-fault"_s}).isEmpty());
        QCOMPARE(practice.deployment().aiGateway.url, url);
    }

    void stopClosesEveryPort()
    {
        PracticeDeployment practice;
        QCOMPARE(practice.start(), QString{});
        const int port = QUrl(practice.deployment().aiGateway.url).port();
        practice.stop();
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(port));
        QTRY_COMPARE(socket.error(), QAbstractSocket::ConnectionRefusedError);
    }

    void cyclesLeakNoDescriptors()
    {
        PracticeDeployment practice;
        QCOMPARE(practice.start({u"gateway-unanswered"_s}), QString{});
        practice.stop();
        const qsizetype before = openDescriptors();
        for (int cycle = 0; cycle < 20; ++cycle) {
            QCOMPARE(practice.start({cycle % 2 ? u"gateway-unanswered"_s : u"model-hangs"_s}), QString{});
            QTcpSocket socket; // left open while the practice stops
            socket.connectToHost(QHostAddress::LocalHost,
                                 static_cast<quint16>(QUrl(practice.deployment().models[0].endpoint).port()));
            QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
            practice.stop();
        }
        QVERIFY2(openDescriptors() <= before, qPrintable(u"%1, then %2"_s.arg(before).arg(openDescriptors())));
    }

    void keyStandsInTheEnvironmentOnlyWhileItIsNeeded()
    {
        const QByteArray variable = PracticeDeployment::keyVariable().toLatin1();
        PracticeDeployment practice;
        QCOMPARE(practice.start({u"model-key-rejected"_s}), QString{});
        QVERIFY(qEnvironmentVariableIsSet(variable.constData()));
        QCOMPARE(practice.deployment().models[0].apiKey.variable, PracticeDeployment::keyVariable());
        practice.stop();
        QVERIFY(!qEnvironmentVariableIsSet(variable.constData()));
    }
};

DUODOCTOR_TEST_MAIN(TestPracticeDeployment)
#include "tst_practice_deployment.moc"
