#include "judge/url_form.h"
#include "judge/url_judge.h"
#include "support/evidence_builder.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

class TestUrlJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gatewayUrlsAreJudgedByTheirForm_data();
    void gatewayUrlsAreJudgedByTheirForm();
    void aUrlIsRepairedWhereTheRepairIsPlain();
    void aPortOfAnotherServiceIsNamedOnlyWhenSomethingElseAnswers();
    void aPathThatAReverseProxyServesIsOnlyRemarked();
    void aRelativeUrlRootOfGitlabIsInOrder();
    void agentPlatformAddressesAreJudged_data();
    void agentPlatformAddressesAreJudged();
    void longAndBinaryTextIsRefusedQuickly();
};

void TestUrlJudge::gatewayUrlsAreJudgedByTheirForm_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const QString &url, const QStringList &expected) {
        QTest::newRow(name) << url << expected;
    };
    row("in order", u"https://aigw.example.com"_s, {});
    row("trailing slash", u"http://aigw.example.com:5052/"_s, {});
    row("address", u"http://10.0.0.7:5052"_s, {});
    row("IPv6 address", u"http://[2001:db8::7]:5052"_s, {});
    row("name below localhost", u"http://aigw.practice.localhost:5052"_s, {});
    row("umlaut", u"https://m\u00fcller.example.com"_s, {});
    row("space inside", u"http://aigw example.com:5052"_s, {u"url-invalid"_s});
    row("space around", u" https://aigw.example.com"_s, {u"url-invalid"_s});
    row("line break", u"https://aigw.example.com\n"_s, {u"url-invalid"_s});
    row("nothing", QString(), {u"url-invalid"_s});
    row("no scheme", u"aigw.example.com:5052"_s, {u"url-invalid"_s});
    row("no scheme and no port", u"aigw.example.com"_s, {u"url-invalid"_s});
    row("unknown scheme", u"ftp://aigw.example.com"_s, {u"url-invalid"_s});
    row("grpc scheme", u"grpc://aigw.example.com:50052"_s, {u"url-invalid"_s});
    row("port out of range", u"http://aigw.example.com:99999"_s, {u"url-invalid"_s});
    row("port zero", u"http://aigw.example.com:0"_s, {u"url-invalid"_s});
    row("port of letters", u"http://aigw.example.com:http"_s, {u"url-invalid"_s});
    row("empty port", u"http://aigw.example.com:"_s, {u"url-invalid"_s});
    row("one slash", u"http:/aigw.example.com"_s, {u"url-invalid"_s});
    row("no host", u"https://"_s, {u"url-invalid"_s});
    row("placeholder", u"https://<your_ai_gateway>"_s, {u"url-invalid"_s});
    row("two dots", u"https://aigw..example.com"_s, {u"url-invalid"_s});
    row("localhost", u"http://localhost:5052"_s, {u"url-localhost"_s});
    row("LOCALHOST", u"http://LOCALHOST:5052"_s, {u"url-localhost"_s});
    row("127.1.2.3", u"http://127.1.2.3:5052"_s, {u"url-localhost"_s});
    row("::1", u"http://[::1]:5052"_s, {u"url-localhost"_s});
    row("0.0.0.0", u"http://0.0.0.0:5052"_s, {u"url-localhost"_s});
    row("path /v1", u"https://aigw.example.com/v1"_s, {u"url-has-path"_s});
    row("health path", u"https://aigw.example.com/monitoring/healthz"_s, {u"url-has-path"_s});
    row("query", u"https://aigw.example.com/?a=b"_s, {u"url-has-path"_s});
    row("fragment", u"https://aigw.example.com/#top"_s, {u"url-has-path"_s});
    row("gRPC port of the deployment", u"http://aigw.example.com:50052"_s, {u"url-wrong-port"_s});
    row("metrics port of the deployment", u"http://AIGW.example.com:8082"_s, {u"url-wrong-port"_s});
    row("gRPC port of another host", u"http://other.example.com:50052"_s, {});
}

void TestUrlJudge::gatewayUrlsAreJudgedByTheirForm()
{
    QFETCH(QString, url);
    QFETCH(QStringList, expected);
    Deployment deployment = exampleDeployment();
    deployment.aiGateway.url = url;
    QCOMPARE(idsOf(judgeGatewayUrl(judgeInput(deployment, {}))), expected);
}

void TestUrlJudge::aUrlIsRepairedWhereTheRepairIsPlain()
{
    QCOMPARE(readUrl(u"aigw.example.com:5052"_s).suggestion, u"https://aigw.example.com:5052"_s);
    QCOMPARE(readUrl(u" https://aigw.example.com "_s).suggestion, u"https://aigw.example.com"_s);
    QCOMPARE(readUrl(u"http:/aigw.example.com"_s).suggestion, u"http://aigw.example.com"_s);
    QCOMPARE(readUrl(u"http://aigw example.com"_s).suggestion, QString());
}

void TestUrlJudge::aPortOfAnotherServiceIsNamedOnlyWhenSomethingElseAnswers()
{
    Deployment deployment = exampleDeployment();
    deployment.aiGateway.url = u"https://aigw.example.com:50052"_s;
    const QString url = u"https://aigw.example.com:50052/monitoring/healthz"_s;
    const auto judged = [&](const ExchangeBuilder &builder) {
        return idsOf(judgeGatewayUrl(judgeInput(deployment, {{role::kExchange, builder.evidence()}})));
    };
    QCOMPARE(judged(ExchangeBuilder(url).json(200, "{}")), QStringList());
    QCOMPARE(judged(ExchangeBuilder(url).fails(NetworkFailureKind::Refused, NetworkStage::Connect)), QStringList());
    QCOMPARE(judged(ExchangeBuilder(url).foreignBytes(QByteArray("\0\0\x12\4\0", 5))),
             QStringList{u"url-wrong-port"_s});
    QCOMPARE(judged(ExchangeBuilder(url).through(u"proxy:3128"_s).html(503, "x").header("x-squid-error", "ERR 0")),
             QStringList());
}

void TestUrlJudge::aPathThatAReverseProxyServesIsOnlyRemarked()
{
    Deployment deployment = exampleDeployment();
    deployment.aiGateway.url = u"https://www.example.com/ai-gateway/"_s;
    const QString url = u"https://www.example.com/ai-gateway/monitoring/healthz"_s;
    const EvidencePtr healthy = ExchangeBuilder(url).json(200, "{}").evidence();
    QCOMPARE(idsOf(judgeGatewayUrl(judgeInput(deployment, {{role::kExchange, healthy}}))),
             QStringList{u"url-has-path/info"_s});
    const EvidencePtr refused =
        ExchangeBuilder(url).json(401, R"({"error":"No authorization header presented"})").evidence();
    QCOMPARE(idsOf(judgeGatewayUrl(judgeInput(deployment, {{role::kExchange, refused}}))),
             QStringList{u"url-has-path"_s});
}

void TestUrlJudge::aRelativeUrlRootOfGitlabIsInOrder()
{
    Deployment deployment = exampleDeployment();
    QCOMPARE(idsOf(judgeGitlabUrl(judgeInput(deployment, {}))), QStringList());
    deployment.gitlab.url = u"https://www.example.com/gitlab"_s;
    const EvidencePtr version = ExchangeBuilder(u"https://www.example.com/gitlab/api/v4/version"_s)
                                    .json(401, R"({"message":"401 Unauthorized"})")
                                    .evidence();
    QCOMPARE(idsOf(judgeGitlabUrl(judgeInput(deployment, {{role::kExchange, version}}))), QStringList());
    QCOMPARE(idsOf(judgeGitlabUrl(judgeInput(deployment, {}))), QStringList{u"url-has-path"_s});
    deployment.gitlab.url = u"http://localhost"_s;
    QCOMPARE(idsOf(judgeGitlabUrl(judgeInput(deployment, {}))), QStringList{u"url-localhost"_s});
    deployment.gitlab.url = u"gitlab.example.com"_s;
    QCOMPARE(idsOf(judgeGitlabUrl(judgeInput(deployment, {}))), QStringList{u"url-invalid"_s});
}

void TestUrlJudge::agentPlatformAddressesAreJudged_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("in order") << u"aigw.example.com:50052"_s << QStringList();
    QTest::newRow("IPv6") << u"[2001:db8::7]:50052"_s << QStringList();
    QTest::newRow("https") << u"https://aigw.example.com:50052"_s << QStringList{u"agent-platform-url-scheme"_s};
    QTest::newRow("grpc") << u"grpc://aigw.example.com:50052"_s << QStringList{u"agent-platform-url-scheme"_s};
    QTest::newRow("no port") << u"aigw.example.com"_s << QStringList{u"url-invalid"_s};
    QTest::newRow("path") << u"aigw.example.com:50052/x"_s << QStringList{u"url-invalid"_s};
    QTest::newRow("blank") << u"aigw example.com:50052"_s << QStringList{u"url-invalid"_s};
    QTest::newRow("port of letters") << u"aigw.example.com:grpc"_s << QStringList{u"url-invalid"_s};
    QTest::newRow("localhost") << u"localhost:50052"_s << QStringList{u"url-localhost"_s};
}

void TestUrlJudge::agentPlatformAddressesAreJudged()
{
    QFETCH(QString, address);
    QFETCH(QStringList, expected);
    Deployment deployment = exampleDeployment();
    deployment.aiGateway.agentPlatform->address = address;
    QCOMPARE(idsOf(judgeAgentPlatformAddress(judgeInput(deployment, {}))), expected);
}

void TestUrlJudge::longAndBinaryTextIsRefusedQuickly()
{
    QVERIFY(!readUrl(QString(1'000'000, u'a')).isValid());
    QVERIFY(!readUrl(u"http://"_s + QString(1'000'000, u'a')).isValid());
    for (const QByteArray &body : hostileBodies()) {
        QVERIFY(!readUrl(QString::fromLatin1(body)).isValid());
        QVERIFY(!readHostAndPort(QString::fromLatin1(body)));
    }
}

DUODOCTOR_TEST_MAIN(TestUrlJudge)
#include "tst_url_judge.moc"
