#include "judge/model_endpoint_judge.h"
#include "judge/model_identifier.h"
#include "support/evidence_builder.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

class TestModelEndpointJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endpointsAreJudgedByTheirForm_data();
    void endpointsAreJudgedByTheirForm();
    void theShorterEndpointIsSuggested();
    void cloudsIgnoreTheEndpoint();
    void identifiersAreReadAsTheGatewayDoes();
    void hostileTextIsSurvived();
};

void TestModelEndpointJudge::endpointsAreJudgedByTheirForm_data()
{
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<QStringList>("expected");
    const QStringList wrongPath{u"model-endpoint-wrong-path"_s};
    const auto row = [](const char *name, const QString &endpoint, const QStringList &expected) {
        QTest::newRow(name) << endpoint << expected;
    };
    row("in order", u"http://vllm.example.com:8000/v1"_s, {});
    row("trailing slash", u"http://vllm.example.com:8000/v1/"_s, {});
    row("below a path", u"https://ai.example.com/llm/mistral/v1"_s, {});
    row("without /v1 cannot be judged by its form", u"http://vllm.example.com:8000"_s, {});
    row("chat completions", u"http://vllm.example.com:8000/v1/chat/completions"_s, wrongPath);
    row("completions", u"http://vllm.example.com:8000/v1/completions"_s, wrongPath);
    row("models", u"http://vllm.example.com:8000/v1/models"_s, wrongPath);
    row("doubled", u"http://vllm.example.com:8000/v1/v1"_s, wrongPath);
    row("Ollama's own protocol", u"http://ollama.example.com:11434/api/chat"_s, wrongPath);
    row("no scheme", u"vllm.example.com:8000/v1"_s, {u"url-invalid"_s});
    row("blank", u"http://vllm example.com:8000/v1"_s, {u"url-invalid"_s});
    row("localhost is the container itself", u"http://localhost:8000/v1"_s, {u"model-localhost-in-container"_s});
    row("127.0.0.1", u"http://127.0.0.1:8000/v1"_s, {u"model-localhost-in-container"_s});
    row("a name below localhost", u"http://vllm.practice.localhost:8000/v1"_s, {});
    row("Docker's name for the host", u"http://host.docker.internal:8000/v1"_s, {});
}

void TestModelEndpointJudge::endpointsAreJudgedByTheirForm()
{
    QFETCH(QString, endpoint);
    QFETCH(QStringList, expected);
    Deployment deployment = exampleDeployment();
    deployment.models[0].endpoint = endpoint;
    QCOMPARE(idsOf(judgeModelEndpoint(judgeInput(deployment, {}, u"mistral"_s))), expected);
}

void TestModelEndpointJudge::theShorterEndpointIsSuggested()
{
    QCOMPARE(endpointWithoutSurplus(u"http://a:8000/v1/chat/completions"_s), u"http://a:8000/v1"_s);
    QCOMPARE(endpointWithoutSurplus(u"http://a:8000/v1/v1"_s), u"http://a:8000/v1"_s);
    QCOMPARE(endpointWithoutSurplus(u"http://a:8000/v1/v1/chat/completions/"_s), u"http://a:8000/v1"_s);
    QCOMPARE(endpointWithoutSurplus(u"http://a:11434/api/chat"_s), u"http://a:11434/v1"_s);
    QCOMPARE(endpointWithoutSurplus(u"http://a:8000/v1"_s), u"http://a:8000/v1"_s);
}

void TestModelEndpointJudge::cloudsIgnoreTheEndpoint()
{
    Deployment deployment = exampleDeployment();
    deployment.models[0].provider = u"bedrock"_s;
    deployment.models[0].identifier = u"bedrock/anthropic.claude-3-5-sonnet"_s;
    deployment.models[0].endpoint = u"http://localhost"_s;
    QCOMPARE(idsOf(judgeModelEndpoint(judgeInput(deployment, {}, u"mistral"_s))), QStringList());
    QVERIFY(judgeModelEndpoint(judgeInput(deployment, {}, u"nobody"_s)).isEmpty());
}

void TestModelEndpointJudge::identifiersAreReadAsTheGatewayDoes()
{
    const ModelIdentifier plain = readIdentifier(u"custom_openai/openai/gpt-oss-120b"_s);
    QCOMPARE(plain.provider, u"custom_openai"_s);
    QCOMPARE(plain.name, u"openai/gpt-oss-120b"_s);
    const ModelIdentifier bare = readIdentifier(u"mistral"_s);
    QCOMPARE(bare.provider, u"custom_openai"_s);
    QCOMPARE(bare.name, u"mistral"_s);
    QVERIFY(!bare.hasProvider);
    QCOMPARE(readIdentifier(u"openai/gpt-oss-120b"_s).name, u"gpt-oss-120b"_s);
}

void TestModelEndpointJudge::hostileTextIsSurvived()
{
    for (const QByteArray &body : hostileBodies()) {
        Deployment deployment = exampleDeployment();
        deployment.models[0].endpoint = QString::fromLatin1(body);
        judgeModelEndpoint(judgeInput(deployment, {}, u"mistral"_s));
    }
    Deployment deployment = exampleDeployment();
    deployment.models[0].endpoint = u"http://a"_s + QString(u"/v1"_s).repeated(600);
    QCOMPARE(judgeModelEndpoint(judgeInput(deployment, {}, u"mistral"_s)).size(), 1);
}

DUODOCTOR_TEST_MAIN(TestModelEndpointJudge)
#include "tst_model_endpoint_judge.moc"
