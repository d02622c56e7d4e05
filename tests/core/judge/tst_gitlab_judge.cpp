#include "judge/gitlab_judge.h"
#include "support/evidence_builder.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

const QString kBase = u"https://gitlab.example.com"_s;

ExchangeBuilder at(const QString &path)
{
    return ExchangeBuilder(kBase + path);
}

ExchangeBuilder version()
{
    return at(u"/api/v4/version"_s);
}

ExchangeBuilder discovery()
{
    return at(u"/.well-known/openid-configuration"_s);
}

ExchangeBuilder keys()
{
    return at(u"/oauth/discovery/keys"_s);
}

const QByteArray kDiscovery =
    R"({"issuer":"https://gitlab.example.com","jwks_uri":"https://gitlab.example.com/oauth/discovery/keys"})";

} // namespace

class TestGitlabJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersAreToldApart_data();
    void answersAreToldApart();
    void discoveryDocumentsAreJudged_data();
    void discoveryDocumentsAreJudged();
    void keysAreJudged_data();
    void keysAreJudged();
    void hostileAnswersAreSurvived();
};

void TestGitlabJudge::answersAreToldApart_data()
{
    QTest::addColumn<EvidencePtr>("answer");
    QTest::addColumn<EvidencePtr>("oidc");
    QTest::addColumn<QStringList>("expected");
    const EvidencePtr discovered = discovery().json(200, kDiscovery).evidence();
    const QStringList unhealthy{u"gitlab-unhealthy"_s};
    const auto row = [](const char *name, const ExchangeBuilder &answer, const EvidencePtr &oidc,
                        const QStringList &expected) { QTest::newRow(name) << answer.evidence() << oidc << expected; };
    row("401 without a token", version().json(401, R"({"message":"401 Unauthorized"})"), {}, {});
    row("200", version().json(200, R"({"version":"18.2.1-ee","revision":"4d8"})"), {}, {});
    row("404 of a GitLab", version().json(404, R"({"error":"404 Not Found"})"), {}, {});
    row("API closed by a proxy, GitLab behind it", version().html(403, "<html>403 Forbidden"), discovered, {});
    row("API closed, nothing known", version().html(403, "<html>403 Forbidden"), {}, unhealthy);
    row("starting up", version().html(502, "<title>GitLab is not responding (502)</title>"), {}, unhealthy);
    row("starting up, although discovery answers", version().html(502, "<html>"), discovered, unhealthy);
    row("not GitLab", version().json(404, R"({"detail":"Not Found"})"), {}, unhealthy);
    row("the AI Gateway", version().json(401, R"({"error":"No authorization header presented"})"), {}, unhealthy);
    row("a login page", version().html(200, "<html><input type=password>"), {}, unhealthy);
    row("redirect to https",
        ExchangeBuilder(u"http://gitlab.example.com/api/v4/version"_s)
            .html(301, "")
            .header("location", "https://gitlab.example.com/api/v4/version"),
        {}, {u"redirect-unexpected"_s});
    row("closed", version().fails(NetworkFailureKind::ClosedByPeer, NetworkStage::Response), {},
        {u"connection-closed"_s});
}

void TestGitlabJudge::answersAreToldApart()
{
    QFETCH(EvidencePtr, answer);
    QFETCH(EvidencePtr, oidc);
    QFETCH(QStringList, expected);
    const Deployment deployment = exampleDeployment();
    QCOMPARE(idsOf(judgeGitlabAnswers(judgeInput(deployment, {{role::kExchange, answer}, {role::kOidc, oidc}}))),
             expected);
}

void TestGitlabJudge::discoveryDocumentsAreJudged_data()
{
    QTest::addColumn<EvidencePtr>("oidc");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const ExchangeBuilder &oidc, const QStringList &expected) {
        QTest::newRow(name) << oidc.evidence() << expected;
    };
    row("in order", discovery().json(200, kDiscovery), {});
    row("another scheme in front of a load balancer",
        discovery().json(200, R"({"issuer":"http://gitlab.example.com:8080","jwks_uri":"x"})"), {});
    row("another host", discovery().json(200, R"({"issuer":"https://old.example.com","jwks_uri":"x"})"),
        {u"gitlab-unhealthy/warning"_s});
    row("issuer that is no URL", discovery().json(200, R"({"issuer":"gitlab","jwks_uri":"x"})"),
        {u"gitlab-unhealthy/warning"_s});
    row("not there", discovery().html(404, "<html>404"), {u"gateway-jwks-empty"_s});
    row("restricted", discovery().html(403, "<html>403"), {u"gateway-jwks-empty/warning"_s});
    row("a page", discovery().html(200, "<html>"), {u"gateway-jwks-empty"_s});
    row("redirect", discovery().html(302, "").header("location", "/login"), {u"redirect-unexpected"_s});
}

void TestGitlabJudge::discoveryDocumentsAreJudged()
{
    QFETCH(EvidencePtr, oidc);
    QFETCH(QStringList, expected);
    const Deployment deployment = exampleDeployment();
    QCOMPARE(idsOf(judgeGitlabOidc(judgeInput(deployment, {{role::kOidc, oidc}}))), expected);
}

void TestGitlabJudge::keysAreJudged_data()
{
    QTest::addColumn<EvidencePtr>("jwks");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const ExchangeBuilder &jwks, const QStringList &expected) {
        QTest::newRow(name) << jwks.evidence() << expected;
    };
    row("one key", keys().json(200, R"({"keys":[{"kty":"RSA","kid":"a"}]})"), {});
    row("no key", keys().json(200, R"({"keys":[]})"), {u"gateway-jwks-empty"_s});
    row("no list", keys().json(200, "{}"), {u"gateway-jwks-empty"_s});
    row("a page", keys().html(404, "<html>"), {u"gateway-jwks-empty"_s});
    row("no answer", keys().fails(NetworkFailureKind::Refused, NetworkStage::Connect), {});
}

void TestGitlabJudge::keysAreJudged()
{
    QFETCH(EvidencePtr, jwks);
    QFETCH(QStringList, expected);
    const Deployment deployment = exampleDeployment();
    QCOMPARE(idsOf(judgeGitlabJwks(judgeInput(deployment, {{role::kJwks, jwks}}))), expected);
}

void TestGitlabJudge::hostileAnswersAreSurvived()
{
    const Deployment deployment = exampleDeployment();
    for (const QByteArray &body : hostileBodies()) {
        for (const int status : {200, 401, 404, 502}) {
            const EvidencePtr evidence = version().answers(status, body, "application/json").evidence();
            const JudgeInput input =
                judgeInput(deployment, {{role::kExchange, evidence}, {role::kOidc, evidence}, {role::kJwks, evidence}});
            QVERIFY(!judgeGitlabAnswers(input).isEmpty());
            QVERIFY(!judgeGitlabOidc(input).isEmpty());
            QVERIFY(!judgeGitlabJwks(input).isEmpty());
        }
    }
}

DUODOCTOR_TEST_MAIN(TestGitlabJudge)
#include "tst_gitlab_judge.moc"
