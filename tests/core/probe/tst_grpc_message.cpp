#include "probe/grpc_message.h"

#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

class TestGrpcMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answerIsRead_data();
    void answerIsRead();
    void hostileAnswerIsNoHealth_data();
    void hostileAnswerIsNoHealth();
    void statusAndMessageAreRead();
};

namespace
{

HttpExchange answerOf(const QByteArray &bodyHex)
{
    HttpExchange exchange;
    exchange.status = 200;
    exchange.headers = {{"content-type", "application/grpc+proto"}, {"grpc-status", "0"}};
    exchange.body = QByteArray::fromHex(bodyHex);
    return exchange;
}

} // namespace

void TestGrpcMessage::answerIsRead_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<GrpcHealth::Serving>("serving");
    QTest::newRow("serving") << QByteArray("00000000020801") << GrpcHealth::Serving::Serving;
    QTest::newRow("not serving") << QByteArray("00000000020802") << GrpcHealth::Serving::NotServing;
    QTest::newRow("left out") << QByteArray("0000000000") << GrpcHealth::Serving::Unknown;
    QTest::newRow("value of a later version") << QByteArray("00000000020807") << GrpcHealth::Serving::Unknown;
    QTest::newRow("behind other fields") << QByteArray("000000000812026869180508011a00").left(26)
                                         << GrpcHealth::Serving::Serving;
}

void TestGrpcMessage::answerIsRead()
{
    QFETCH(QByteArray, body);
    QFETCH(GrpcHealth::Serving, serving);
    const GrpcHealth health = grpcHealthFrom(answerOf(body));
    QCOMPARE(health.grpcStatus, 0);
    QCOMPARE(health.serving, serving);
}

void TestGrpcMessage::hostileAnswerIsNoHealth_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut prefix") << QByteArray("000000");
    QTest::newRow("cut message") << QByteArray("000000000508");
    QTest::newRow("huge length") << QByteArray("00ffffffff0801");
    QTest::newRow("compressed") << QByteArray("01000000020801");
    QTest::newRow("endless varint") << QByteArray("000000000c08ffffffffffffffffffffff");
    QTest::newRow("field longer than the message") << QByteArray("000000000a12ffffffffffffffff7f");
    QTest::newRow("group") << QByteArray("00000000020b0b");
}

void TestGrpcMessage::hostileAnswerIsNoHealth()
{
    QFETCH(QByteArray, body);
    QVERIFY(!grpcHealthFrom(answerOf(body)).serving);
}

void TestGrpcMessage::statusAndMessageAreRead()
{
    HttpExchange exchange;
    exchange.status = 200;
    exchange.headers = {{"content-type", "application/grpc"}, {"grpc-status", "14"}, {"grpc-message", "no%20backend"}};
    const GrpcHealth health = grpcHealthFrom(exchange);
    QCOMPARE(health.grpcStatus, 14);
    QCOMPARE(health.grpcMessage, u"no backend"_s);

    exchange.headers = {{"content-type", "text/html"}, {"grpc-status", "many"}};
    exchange.body = QByteArray::fromHex("00000000020801");
    QVERIFY(!grpcHealthFrom(exchange).grpcStatus);
    QVERIFY(!grpcHealthFrom(exchange).serving);
    QCOMPARE(grpcHealthRequestBody(), QByteArray(5, '\0'));
}

DUODOCTOR_TEST_MAIN(TestGrpcMessage)
#include "tst_grpc_message.moc"
