#include "judge/environment_judge.h"
#include "support/evidence_builder.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

class TestEnvironmentJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aVariableIsJudged_data();
    void aVariableIsJudged();
    void anAgentPlatformThatIsAskedForNeedsItsKey();
};

void TestEnvironmentJudge::aVariableIsJudged_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value"); // null: taken away
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *title, const QString &name, const QString &value, const QStringList &expected) {
        QTest::newRow(title) << name << value << expected;
    };
    row("in order", u"HOME"_s, u"/home/aigateway"_s, {});
    row("bypass", u"AIGW_AUTH__BYPASS_EXTERNAL"_s, u"true\r"_s, {u"gateway-auth-bypassed"_s});
    row("no bypass", u"AIGW_AUTH__BYPASS_EXTERNAL"_s, u"false"_s, {});
    row("models off", u"AIGW_CUSTOM_MODELS__ENABLED"_s, u"false"_s, {u"gateway-custom-models-disabled"_s});
    row("models True", u"AIGW_CUSTOM_MODELS__ENABLED"_s, u"True"_s, {u"gateway-custom-models-disabled/info"_s});
    row("no GitLab", u"AIGW_GITLAB_URL"_s, {}, {u"gateway-gitlab-url-missing"_s});
    row("no scheme", u"AIGW_GITLAB_URL"_s, u"gitlab.example.com"_s, {u"gateway-oidc-provider-url-invalid"_s});
    row("other GitLab", u"AIGW_GITLAB_URL"_s, u"https://gitlab.com"_s, {u"gateway-gitlab-url-wrong"_s});
    row("slash, case, port", u"AIGW_GITLAB_URL"_s, u"https://GitLab.example.com:443/"_s, {});
    row("localhost", u"AIGW_GITLAB_URL"_s, u"http://localhost"_s, {u"url-localhost"_s});
    row("no /api/v4", u"AIGW_GITLAB_API_URL"_s, u"https://gitlab.example.com"_s, {u"gateway-gitlab-api-url-wrong"_s});
    row("metrics clash", u"AIGW_FASTAPI__METRICS_PORT"_s, u"8083"_s, {u"gateway-port-conflict"_s});
}

void TestEnvironmentJudge::aVariableIsJudged()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    EnvironmentListing listing;
    listing.values = {{u"AIGW_CUSTOM_MODELS__ENABLED"_s, u"true"_s},
                      {u"AIGW_GITLAB_URL"_s, u"https://gitlab.example.com"_s},
                      {u"AIGW_GITLAB_API_URL"_s, u"https://gitlab.example.com/api/v4/"_s},
                      {u"AIGW_FASTAPI__METRICS_PORT"_s, u"8082"_s},
                      {u"PROMETHEUS_METRICS__ADDR"_s, u"0.0.0.0"_s},
                      {u"PROMETHEUS_METRICS__PORT"_s, u"8083"_s},
                      {u"ENABLE_DUO_WORKFLOW_SERVICE"_s, u"true"_s}};
    listing.keys.insert(u"DUO_WORKFLOW_SELF_SIGNED_JWT__SIGNING_KEY"_s, KeyShape::Pem);
    listing.values.insert(name, value);
    if (value.isNull()) {
        listing.values.remove(name);
    }
    Evidence evidence;
    evidence.payload = listing;
    const Deployment deployment = exampleDeployment();
    const JudgeInput input = judgeInput(deployment, {{role::kEnvironment, std::make_shared<const Evidence>(evidence)}});
    QTEST(idsOf(judgeGatewayEnvironment(input)), "expected");
}

void TestEnvironmentJudge::anAgentPlatformThatIsAskedForNeedsItsKey()
{
    Deployment deployment = exampleDeployment();
    deployment.gitlab.version = GitLabVersion{18, 2, 1};
    deployment.aiGateway.agentPlatform = AgentPlatform{u"aigw.example.com:50052"_s, true};
    EnvironmentListing listing;
    listing.values = {{u"AIGW_CUSTOM_MODELS__ENABLED"_s, u"true"_s},
                      {u"AIGW_GITLAB_URL"_s, u"https://gitlab.example.com"_s},
                      {u"AIGW_GITLAB_API_URL"_s, u"https://gitlab.example.com/api/v4/"_s},
                      {u"HOME"_s, u"/home/aigateway"_s},
                      {u"PATH"_s, u"/usr/bin"_s}};
    const auto ids = [&] {
        Evidence evidence;
        evidence.payload = listing;
        return idsOf(judgeGatewayEnvironment(
            judgeInput(deployment, {{role::kEnvironment, std::make_shared<const Evidence>(evidence)}})));
    };
    QVERIFY(!ids().contains(u"gateway-signing-key-missing/warning"_s)); // before 18.4 it does not start by itself
    listing.values.insert(u"ENABLE_DUO_WORKFLOW_SERVICE"_s, u"true"_s);
    QVERIFY(ids().contains(u"gateway-signing-key-missing/warning"_s));
}

DUODOCTOR_TEST_MAIN(TestEnvironmentJudge)
#include "tst_environment_judge.moc"
