#include "judge/agent_platform_judge.h"
#include "support/evidence_builder.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

using Kind = NetworkFailureKind;
using Stage = NetworkStage;
using Serving = GrpcHealth::Serving;

ExchangeBuilder secure()
{
    return ExchangeBuilder(u"https://aigw.example.com:50052/grpc.health.v1.Health/Check"_s).httpVersion(u"2"_s);
}

ExchangeBuilder plain()
{
    return ExchangeBuilder(u"http://aigw.example.com:50052/grpc.health.v1.Health/Check"_s).httpVersion(u"2"_s);
}

EvidencePtr serving()
{
    return secure().withTls(u"h2"_s).answers(200).grpc(0, Serving::Serving);
}

} // namespace

class TestAgentPlatformJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersAreToldApart_data();
    void answersAreToldApart();
    void aRefusedProtocolListMeansNoHttp2();
    void hostileAnswersAreSurvived();
};

void TestAgentPlatformJudge::answersAreToldApart_data()
{
    QTest::addColumn<EvidencePtr>("grpc");
    QTest::addColumn<EvidencePtr>("other");
    QTest::addColumn<QStringList>("connection");
    QTest::addColumn<QStringList>("tls");
    QTest::addColumn<QStringList>("health");
    const QStringList none;
    const QStringList away{u"agent-platform-unreachable"_s};
    const QStringList mismatch{u"agent-platform-tls-mismatch"_s};
    const QStringList noHttp2{u"agent-platform-no-http2"_s};
    const auto row = [](const char *name, const EvidencePtr &grpc, const EvidencePtr &other,
                        const QStringList &connection, const QStringList &tls, const QStringList &health) {
        QTest::newRow(name) << grpc << other << connection << tls << health;
    };
    row("serving", serving(), {}, none, none, none);
    row("serving in plain text", plain().answers(200).grpc(0, Serving::Serving), {}, none, none, none);
    row("UNIMPLEMENTED is an image before 18.10", secure().withTls(u"h2"_s).answers(200).grpc(12), {}, none, none,
        none);
    row("UNAUTHENTICATED is an answer", secure().withTls(u"h2"_s).answers(200).grpc(16), {}, none, none, none);
    row("not serving", secure().withTls(u"h2"_s).answers(200).grpc(0, Serving::NotServing), {}, none, none,
        {u"agent-platform-not-serving"_s});
    row("service unknown", secure().withTls(u"h2"_s).answers(200).grpc(0, Serving::ServiceUnknown), {}, none, none,
        {u"agent-platform-not-serving"_s});
    row("metadata too large",
        secure().withTls(u"h2"_s).answers(200).grpc(8, {}, u"received metadata size exceeds limit"_s), {}, none, none,
        {u"agent-platform-metadata-too-large"_s});
    row("unavailable behind a proxy", secure().withTls(u"h2"_s).answers(200).grpc(14), {}, none, none, away);
    row("502 of an HTTP/2 proxy", secure().withTls(u"h2"_s).html(502, "<html>").grpc(), {}, none, none, away);
    row("refused", plain().fails(Kind::Refused, Stage::Connect).grpc(), {}, away, none, away);
    row("dropped", plain().fails(Kind::TimedOut, Stage::Connect).grpc(), {}, away, none, away);
    row("unknown name", plain().fails(Kind::NameNotFound, Stage::Resolve).grpc(), {}, {u"dns-not-found"_s}, none, away);
    row("proxy wants a password",
        plain().through(u"proxy:3128"_s).fails(Kind::ProxyAuthRequired, Stage::ProxyAnswer).grpc(), {},
        {u"proxy-auth-required"_s}, none, away);
    row("TLS asked, plain text spoken", secure().fails(Kind::NotTls, Stage::Tls).grpc(),
        plain().answers(200).grpc(0, Serving::Serving), none, mismatch, away);
    row("TLS asked, closed, plain text works", secure().fails(Kind::ClosedByPeer, Stage::Tls).grpc(),
        plain().answers(200).grpc(12), none, mismatch, away);
    row("plain text asked, TLS spoken", plain().fails(Kind::ClosedByPeer, Stage::Response).grpc(), serving(), none,
        mismatch, away);
    row("plain text asked, a TLS alert came", plain().foreignBytes(QByteArray("\x15\x03\x01\0\2\2\x46", 7)).grpc(), {},
        none, mismatch, away);
    row("plain text asked, nginx on a TLS port",
        plain().httpVersion(u"1.1"_s).html(400, "The plain HTTP request was sent to HTTPS port").grpc(),
        secure().withTls(u"http/1.1"_s).httpVersion(u"1.1"_s).html(404, "").grpc(), none, mismatch, noHttp2);
    row("closed whatever was asked", plain().fails(Kind::ClosedByPeer, Stage::Response).grpc(),
        secure().fails(Kind::ClosedByPeer, Stage::Tls).grpc(), none, none, away);
    row("TLS proxy of HTTP/1.1", secure().withTls(u"http/1.1"_s).httpVersion(u"1.1"_s).html(400, "<html>").grpc(), {},
        none, noHttp2, noHttp2);
    row("TLS proxy without ALPN", secure().withTls(QString()).fails(Kind::NotHttp, Stage::Response).grpc(), {}, none,
        noHttp2, noHttp2);
    row("plain proxy of HTTP/1.1", plain().httpVersion(u"1.1"_s).html(400, "<html>").grpc(), {}, none, none, noHttp2);
    row("HTTP/1.1 bytes for HTTP/2", plain().foreignBytes("HTTP/1.1 400 Bad Request\r\n").grpc(), {}, none, none,
        noHttp2);
    row("certificate not trusted is not ours", secure().fails(Kind::CertificateNotTrusted, Stage::Tls).grpc(), {}, none,
        none, none);
}

void TestAgentPlatformJudge::answersAreToldApart()
{
    QFETCH(EvidencePtr, grpc);
    QFETCH(EvidencePtr, other);
    QFETCH(QStringList, connection);
    QFETCH(QStringList, tls);
    QFETCH(QStringList, health);
    const Deployment deployment = exampleDeployment();
    const JudgeInput input = judgeInput(deployment, {{role::kGrpc, grpc}, {role::kGrpcOther, other}});
    QCOMPARE(idsOf(judgeAgentPlatformConnection(input)), connection);
    QCOMPARE(idsOf(judgeAgentPlatformTls(input)), tls);
    QCOMPARE(idsOf(judgeAgentPlatformHealth(input)), health);
}

void TestAgentPlatformJudge::aRefusedProtocolListMeansNoHttp2()
{
    const Deployment deployment = exampleDeployment();
    Evidence evidence;
    GrpcHealth health;
    health.exchange = secure().fails(Kind::TlsOther, Stage::Tls).exchange();
    health.exchange.failure.detail = u"error:0A000460:SSL routines::reason(1120)"_s;
    evidence.payload = health;
    const JudgeInput input = judgeInput(deployment, {{role::kGrpc, std::make_shared<const Evidence>(evidence)}});
    QCOMPARE(idsOf(judgeAgentPlatformTls(input)), QStringList{u"agent-platform-no-http2"_s});
}

void TestAgentPlatformJudge::hostileAnswersAreSurvived()
{
    const Deployment deployment = exampleDeployment();
    for (const QByteArray &body : hostileBodies()) {
        const JudgeInput input = judgeInput(deployment, {{role::kGrpc, plain().foreignBytes(body).grpc()},
                                                         {role::kGrpcOther, secure().html(500, body).grpc()}});
        judgeAgentPlatformTls(input);
        QCOMPARE(judgeAgentPlatformHealth(input).size(), 1);
    }
}

DUODOCTOR_TEST_MAIN(TestAgentPlatformJudge)
#include "tst_agent_platform_judge.moc"
