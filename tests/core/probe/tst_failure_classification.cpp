#include "probe/failure_classification.h"

#include "support/test_main.h"

#include <curl/curl.h>

#include <cerrno>

using namespace duodoctor;
using namespace Qt::StringLiterals;

using Kind = NetworkFailureKind;
using Stage = NetworkStage;

Q_DECLARE_METATYPE(duodoctor::TransferFacts)

class TestFailureClassification : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void factsBecomeOneFailure_data();
    void factsBecomeOneFailure();
    void tlsRecordsAreKnownByTheirFirstBytes();
};

void TestFailureClassification::factsBecomeOneFailure_data()
{
    QTest::addColumn<TransferFacts>("facts");
    QTest::addColumn<NetworkFailureKind>("kind");
    QTest::addColumn<NetworkStage>("stage");
    const auto row = [](const char *name, auto change, Kind kind, Stage stage) {
        TransferFacts facts;
        change(facts);
        QTest::newRow(name) << facts << kind << stage;
    };
    const auto failedConnect = [](int error) {
        return [error](TransferFacts &f) {
            f.curlCode = CURLE_COULDNT_CONNECT;
            f.osError = error;
        };
    };
    row(
        "complete", [](TransferFacts &f) { f.status = 200; }, Kind::None, Stage::Done);
    row("refused", failedConnect(ECONNREFUSED), Kind::Refused, Stage::Connect);
    row("no route", failedConnect(EHOSTUNREACH), Kind::NetworkUnreachable, Stage::Connect);
    row("no network", failedConnect(ENETUNREACH), Kind::NetworkUnreachable, Stage::Connect);
    row("the system's own patience", failedConnect(ETIMEDOUT), Kind::TimedOut, Stage::Connect);
    row("an error nobody knows", failedConnect(EPROTO), Kind::Other, Stage::Connect);
    row(
        "full body",
        [](TransferFacts &f) {
            f.curlCode = CURLE_WRITE_ERROR;
            f.stop = TransferStop::BodyFull;
            f.status = 200;
        },
        Kind::None, Stage::Done);

    const auto alert = [](int code, bool isRequested) {
        return [code, isRequested](TransferFacts &f) {
            f.curlCode = CURLE_SSL_CONNECT_ERROR;
            f.isSecure = f.isConnected = f.tls.hasStarted = true;
            f.tls.firstBytes = QByteArray::fromHex("1503030002");
            f.tls.alertReceived = code;
            f.tls.handshake.clientCertificateRequested = isRequested;
        };
    };
    row("alert protocol_version", alert(70, false), Kind::TlsAlertProtocolVersion, Stage::Tls);
    row("alert handshake_failure", alert(40, false), Kind::TlsAlertHandshakeFailure, Stage::Tls);
    row("alert handshake_failure after a request for a certificate", alert(40, true), Kind::TlsAlertCertificateRequired,
        Stage::Tls);
    row("alert certificate_required", alert(116, true), Kind::TlsAlertCertificateRequired, Stage::Tls);
    row("alert bad_certificate", alert(42, true), Kind::TlsAlertCertificateRequired, Stage::Tls);
    row("alert unrecognized_name", alert(112, false), Kind::TlsOther, Stage::Tls);
    row(
        "alert by us",
        [](TransferFacts &f) {
            f.curlCode = CURLE_SSL_CONNECT_ERROR;
            f.isSecure = f.isConnected = f.tls.hasStarted = f.tls.hasAnswer = true;
            f.tls.alertSent = 70;
        },
        Kind::TlsUnsupportedProtocol, Stage::Tls);
    row(
        "certificate required after the handshake",
        [](TransferFacts &f) {
            f.curlCode = CURLE_RECV_ERROR;
            f.isSecure = f.isConnected = f.isRequestSent = f.tls.hasStarted = f.tls.hasAnswer = f.tls.isDone = true;
            f.tls.alertReceived = 116;
        },
        Kind::TlsAlertCertificateRequired, Stage::Tls);
    row(
        "no TLS, though we sent an alert",
        [](TransferFacts &f) {
            f.curlCode = CURLE_SSL_CONNECT_ERROR;
            f.isSecure = f.isConnected = f.tls.hasStarted = true;
            f.tls.firstBytes = "HTTP/";
            f.tls.alertSent = 70;
        },
        Kind::NotTls, Stage::Tls);
    row(
        "closed in the handshake",
        [](TransferFacts &f) {
            f.curlCode = CURLE_SSL_CONNECT_ERROR;
            f.isSecure = f.isConnected = f.tls.hasStarted = true;
        },
        Kind::ClosedByPeer, Stage::Tls);
    row(
        "untrusted",
        [](TransferFacts &f) {
            f.curlCode = CURLE_SSL_CONNECT_ERROR;
            f.isSecure = f.isConnected = f.tls.hasStarted = f.tls.hasAnswer = f.tls.isRefusedByUs = true;
            f.tls.alertSent = 48;
        },
        Kind::CertificateNotTrusted, Stage::Tls);

    row(
        "time ran out in the tunnel",
        [](TransferFacts &f) { f.hasRunOut = f.isSecure = f.usesProxy = f.usesTunnel = f.isConnected = true; },
        Kind::TimedOut, Stage::ProxyAnswer);
    row(
        "time ran out behind the tunnel",
        [](TransferFacts &f) {
            f.hasRunOut = f.isSecure = f.usesProxy = f.usesTunnel = f.isConnected = f.tls.hasStarted = true;
            f.tunnelStatus = 200;
        },
        Kind::TimedOut, Stage::Tls);
    row(
        "tunnel refused",
        [](TransferFacts &f) {
            f.curlCode = CURLE_RECV_ERROR;
            f.isSecure = f.usesProxy = f.usesTunnel = f.isConnected = true;
            f.tunnelStatus = 503;
        },
        Kind::ProxyRefusedTunnel, Stage::ProxyAnswer);
    row(
        "407 of a server is an answer", [](TransferFacts &f) { f.status = 407; }, Kind::None, Stage::Done);
    row(
        "HTTP/2 that is none",
        [](TransferFacts &f) {
            f.curlCode = CURLE_HTTP2;
            f.isConnected = f.isRequestSent = true;
        },
        Kind::NotHttp, Stage::Response);
    row(
        "a code of a later curl",
        [](TransferFacts &f) {
            f.curlCode = 9999;
            f.isConnected = f.isRequestSent = true;
        },
        Kind::Other, Stage::Response);
}

void TestFailureClassification::factsBecomeOneFailure()
{
    QFETCH(TransferFacts, facts);
    QFETCH(NetworkFailureKind, kind);
    QFETCH(NetworkStage, stage);
    const NetworkFailure failure = classify(facts);
    QCOMPARE(toWire(failure.kind), toWire(kind));
    QCOMPARE(toWire(failure.stage), toWire(stage));
}

void TestFailureClassification::tlsRecordsAreKnownByTheirFirstBytes()
{
    QVERIFY(isTlsRecord(QByteArray::fromHex("1603010200")));
    QVERIFY(isTlsRecord(QByteArray::fromHex("1503")));
    QVERIFY(!isTlsRecord("HTTP/1.1"));
    QVERIFY(!isTlsRecord(QByteArray::fromHex("0000120400")));
    QVERIFY(!isTlsRecord(QByteArray::fromHex("16")));
    QVERIFY(!isTlsRecord({}));
}

DUODOCTOR_TEST_MAIN(TestFailureClassification)
#include "tst_failure_classification.moc"
