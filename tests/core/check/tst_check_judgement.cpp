#include "check/check_judgement.h"
#include "recognise/readers.h"
#include "support/evidence_builder.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

EvidencePtr holding(Evidence::Payload payload)
{
    auto evidence = std::make_shared<Evidence>();
    evidence->payload = std::move(payload);
    return evidence;
}

/// What a row of the catalogue finds in this, as a run from there would ask it.
Findings foundBy(const char *check, const Deployment &deployment, QLatin1StringView role, const EvidencePtr &evidence)
{
    return judgedFindings(*checkDefinition(CheckId{check}), judgeInput(deployment, {{role, evidence}}));
}

ConfiguredModel recordOf(const Model &model)
{
    ConfiguredModel record;
    record.name = model.name;
    record.family = model.family;
    record.endpoint = model.endpoint;
    record.identifier = model.identifier;
    record.hasKey = true;
    return record;
}

} // namespace

/// Rows with the input that a run gives them: no subject where the row has none.
class TestCheckJudgement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyModelIsComparedWithGitlabsRecord();
    void anotherNameMayBeRightAndNoProviderIsNot();
    void keysAtTheGatewaysOwnAddressAreNoKeys();
    void keysThatNeverComeAreNoKeys();
    void wordsOfAnExampleAreNamedAsSuch();
    void aPodWithoutAPlaceIsNotReady();
    void whoNamesNoInstanceIsNotGitlab_data();
    void whoNamesNoInstanceIsNotGitlab();
};

void TestCheckJudgement::everyModelIsComparedWithGitlabsRecord()
{
    Deployment deployment = exampleDeployment();
    Model second = deployment.models.first();
    second.name = u"second"_s;
    second.endpoint = u"http://other.example.com:8000/v1"_s;
    deployment.models << second;
    RailsAnswers rails;
    rails.models = {recordOf(deployment.models.first()), recordOf(second)};
    QVERIFY(foundBy("configured-models", deployment, role::kRails, holding(rails)).isEmpty());

    rails.models->last().endpoint = u"http://other.example.com:8000"_s;
    const Findings findings = foundBy("configured-models", deployment, role::kRails, holding(rails));
    QCOMPARE(idsOf(findings), QStringList{u"model-endpoint-missing-v1"_s});
    QCOMPARE(findings.first().arguments.value(Argument::Model), u"second"_s);
}

void TestCheckJudgement::anotherNameMayBeRightAndNoProviderIsNot()
{
    const Deployment deployment = exampleDeployment();
    RailsAnswers rails;
    rails.models = {recordOf(deployment.models.first())};
    const auto found = [&](const QString &identifier) {
        rails.models->first().identifier = identifier;
        return idsOf(foundBy("configured-models", deployment, role::kRails, holding(rails)));
    };
    QCOMPARE(found(u"custom_openai/another"_s), QStringList{u"model-identifier-prefix/warning"_s});
    QCOMPARE(found(u"mistralai/Mistral-7B-Instruct-v0.3"_s), QStringList{u"model-identifier-prefix"_s});
}

void TestCheckJudgement::keysAtTheGatewaysOwnAddressAreNoKeys()
{
    const Deployment deployment = exampleDeployment();
    const auto found = [&](const QByteArray &keys) {
        const QByteArray body = R"({"issuer": "https://gitlab.example.com", "jwks_uri": ")" + keys + R"("})";
        const auto seen = ExchangeBuilder(u"https://gitlab.example.com/.well-known/openid-configuration"_s);
        return idsOf(foundBy("gitlab-oidc", deployment, role::kOidc, ExchangeBuilder(seen).json(200, body).evidence()));
    };
    QCOMPARE(found("https://gitlab.example.com/oauth/discovery/keys"), QStringList{});
    QCOMPARE(found("http://localhost:8080/oauth/discovery/keys"), QStringList{u"gateway-jwks-empty"_s});
}

void TestCheckJudgement::keysThatNeverComeAreNoKeys()
{
    const Deployment deployment = exampleDeployment();
    const auto found = [&](Vantage vantage, NetworkStage stage) {
        const EvidencePtr silent = ExchangeBuilder(u"https://gitlab.example.com/oauth/discovery/keys"_s)
                                       .fails(NetworkFailureKind::TimedOut, stage)
                                       .evidence();
        JudgeInput input = judgeInput(deployment, {{role::kJwks, silent}});
        input.vantage = vantage;
        return idsOf(judgedFindings(*checkDefinition(CheckId{"gitlab-jwks"}), input));
    };
    QCOMPARE(found(Vantage::Gateway, NetworkStage::Response), QStringList{u"gateway-jwks-empty"_s});
    QCOMPARE(found(Vantage::Workstation, NetworkStage::Response), QStringList{u"gateway-jwks-empty/warning"_s});
    // The connection is another check's.
    QCOMPARE(found(Vantage::Gateway, NetworkStage::Connect), QStringList{});
}

void TestCheckJudgement::wordsOfAnExampleAreNamedAsSuch()
{
    const Deployment deployment = exampleDeployment();
    EnvironmentListing listing;
    listing.isPartial = true;
    listing.values = {{u"AIGW_GITLAB_URL"_s, u"https://<your_gitlab_domain>"_s},
                      {u"AIGW_GITLAB_API_URL"_s, u"https://<your_gitlab_domain>/api/v4/"_s}};
    QCOMPARE(idsOf(foundBy("gateway-environment", deployment, role::kEnvironment, holding(listing))),
             QStringList{u"config-placeholder-left"_s});
}

void TestCheckJudgement::aPodWithoutAPlaceIsNotReady()
{
    const Deployment deployment = exampleDeployment();
    PodState pod;
    pod.name = u"ai-gateway-7d9f8b6c5-x2k4p"_s;
    pod.phase = u"Pending"_s;
    pod.conditionReason = u"Unschedulable"_s;
    pod.conditionMessage = u"0/3 nodes are available"_s;
    ClusterState cluster;
    cluster.hasPods = true;
    cluster.pods << pod;
    QCOMPARE(idsOf(foundBy("gateway-container", deployment, role::kContainer, holding(cluster))),
             QStringList{u"pod-not-ready"_s});
}

void TestCheckJudgement::whoNamesNoInstanceIsNotGitlab_data()
{
    QTest::addColumn<QString>("instance");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("a person with curl, or the self test") << u"null"_s << QStringList{};
    QTest::newRow("GitLab") << u"\"6e8f1f0a\""_s << QStringList{u"auth-unauthorized"_s};
}

void TestCheckJudgement::whoNamesNoInstanceIsNotGitlab()
{
    QFETCH(QString, instance);
    QFETCH(QStringList, expected);
    const Deployment deployment = exampleDeployment();
    const QString line =
        u"{\"logger\": \"api.access\", \"level\": \"info\", \"path\": \"/v1/chat/agent\", \"status_code\": 401, "
        "\"gitlab_instance_id\": %1, \"timestamp\": \"2026-11-20T09:00:01.000Z\", \"message\": "
        "\"POST /v1/chat/agent HTTP/1.1 401\"}\n"_s.arg(instance);
    const auto log = readers::serviceLog(line);
    QVERIFY(log);
    QCOMPARE(idsOf(foundBy("gateway-log", deployment, role::kLog, holding(*log))), expected);
}

DUODOCTOR_TEST_MAIN(TestCheckJudgement)
#include "tst_check_judgement.moc"
