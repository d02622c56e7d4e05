#include "judge/model_list_judge.h"
#include "support/evidence_builder.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

const QString kModel = u"mistral"_s;
const QByteArray kNotFound = R"({"detail":"Not Found"})";
const QByteArray kUnauthorized = R"({"error":"Unauthorized"})";

ExchangeBuilder withV1(const QString &path = u"/models"_s)
{
    return ExchangeBuilder(u"http://vllm.example.com:8000/v1"_s + path);
}

ExchangeBuilder withoutV1(const QString &path = u"/models"_s)
{
    return ExchangeBuilder(u"http://vllm.example.com:8000"_s + path);
}

QByteArray list(const QByteArray &id = "Mistral-Small", int maxModelLen = 32768, const QByteArray &owner = "vllm")
{
    return "{\"object\":\"list\",\"data\":[{\"id\":\"" + id + "\",\"object\":\"model\",\"owned_by\":\"" + owner +
           "\",\"max_model_len\":" + QByteArray::number(maxModelLen) + "}]}";
}

ExchangeBuilder completed()
{
    return withV1(u"/chat/completions"_s)
        .answers(200, "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\ndata: [DONE]\n\n",
                 "text/event-stream");
}

using Look = std::pair<QLatin1StringView, EvidencePtr>;

} // namespace

class TestModelListJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endpointsAreJudgedByWhatAnswers_data();
    void endpointsAreJudgedByWhatAnswers();
    void healthAnswersAreToldApart_data();
    void healthAnswersAreToldApart();
    void keysAreJudgedByShape_data();
    void keysAreJudgedByShape();
    void servedNamesAreCompared_data();
    void servedNamesAreCompared();
    void identifiersAreCompared_data();
    void identifiersAreCompared();
    void theServedNameIsSuggested();
    void hostileAnswersAreSurvived();
};

void TestModelListJudge::endpointsAreJudgedByWhatAnswers_data()
{
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<QList<Look>>("looks");
    QTest::addColumn<QStringList>("expected");
    const QString bare = u"http://vllm.example.com:8000"_s;
    const QString full = bare + u"/v1"_s;
    const QStringList missingV1{u"model-endpoint-missing-v1"_s};
    const QStringList wrongPath{u"model-endpoint-wrong-path"_s};
    const auto row = [](const char *name, const QString &endpoint, const QList<Look> &looks,
                        const QStringList &expected) { QTest::newRow(name) << endpoint << looks << expected; };
    const auto pair = [](const ExchangeBuilder &here, const ExchangeBuilder &there) {
        return QList<Look>{{role::kModels, here.evidence()}, {role::kModelsOther, there.evidence()}};
    };
    row("in order", full, pair(withV1().json(200, list()), withoutV1().json(404, kNotFound)), {});
    row("LiteLLM serves both", bare, pair(withoutV1().json(200, list()), withV1().json(200, list())), {});
    row("vLLM without /v1", bare, pair(withoutV1().json(404, kNotFound), withV1().json(200, list())), missingV1);
    row("Ollama without /v1", bare, pair(withoutV1().answers(404, "404 page not found"), withV1().json(200, list())),
        missingV1);
    row("vLLM without /v1, with a bad key", bare,
        pair(withoutV1().withKey().json(404, kNotFound), withV1().withKey().json(401, kUnauthorized)), missingV1);
    row("401 at the wrong place, a list at the right one", bare,
        pair(withoutV1().withKey().json(401, kUnauthorized), withV1().withKey().json(200, list())), missingV1);
    row("a page at the wrong place", bare, pair(withoutV1().html(200, "<html>"), withV1().json(200, list())),
        missingV1);
    row("401 at both is the key's", full, pair(withV1().json(401, kUnauthorized), withoutV1().json(401, kUnauthorized)),
        {});
    row("serves at the root only", full, pair(withV1().json(404, kNotFound), withoutV1().json(200, list())), wrongPath);
    row("nothing at either place", full, pair(withV1().json(404, kNotFound), withoutV1().json(404, kNotFound)),
        wrongPath);
    row("nothing listed, and the completion works", full,
        pair(withV1().json(404, kNotFound), withoutV1().json(404, kNotFound)) +
            QList<Look>{{role::kCompletion, completed().evidence()}},
        {});
    row("a login page", full, pair(withV1().html(200, "<html><input type=password>"), withoutV1().html(200, "<html>")),
        {u"model-response-malformed"_s});
    row("Ollama without any model lists null", full,
        pair(withV1().json(200, R"({"object":"list","data":null})"), withoutV1().answers(404, "404 page not found")),
        {});
    row("JSON of another kind", full, pair(withV1().json(200, R"({"result":"ok"})"), withoutV1().json(404, kNotFound)),
        {u"model-response-malformed"_s});
    row("server error", full,
        pair(withV1().json(500, R"({"error":{"message":"Internal server error","code":500}})"),
             withoutV1().json(404, kNotFound)),
        {u"model-server-error"_s});
    row("loading", full,
        pair(withV1().json(503, R"({"error":{"code":503,"message":"Loading model","type":"unavailable_error"}})"),
             withoutV1().json(503, "{}")),
        {u"model-loading"_s});
    row("too many requests", full, pair(withV1().json(429, "{}"), withoutV1().json(429, "{}")),
        {u"model-overloaded"_s});
    row("redirect", full,
        pair(withV1().html(301, "").header("location", "https://vllm.example.com/v1/models"),
             withoutV1().html(301, "")),
        {u"redirect-unexpected"_s});
    row("http on a TLS port", full,
        pair(withV1().html(400, "The plain HTTP request was sent to HTTPS port"), withoutV1().html(400, "")),
        {u"http-on-tls-port"_s});
    row("no answer in time", full,
        pair(withV1().fails(NetworkFailureKind::TimedOut, NetworkStage::Response), withoutV1()),
        {u"response-timeout"_s});
    row("refused is the connection's", full,
        pair(withV1().fails(NetworkFailureKind::Refused, NetworkStage::Connect), withoutV1()), {});
}

void TestModelListJudge::endpointsAreJudgedByWhatAnswers()
{
    QFETCH(QString, endpoint);
    QFETCH(QList<Look>, looks);
    QFETCH(QStringList, expected);
    Deployment deployment = exampleDeployment();
    deployment.models[0].endpoint = endpoint;
    const JudgeInput input = judgeInput(deployment, looks, kModel);
    QCOMPARE(idsOf(judgeModelList(input)), expected);
}

void TestModelListJudge::healthAnswersAreToldApart_data()
{
    QTest::addColumn<EvidencePtr>("health");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const ExchangeBuilder &health, const QStringList &expected) {
        QTest::newRow(name) << health.evidence() << expected;
    };
    row("up", withoutV1(u"/health"_s).answers(200), {});
    row("no such path", withoutV1(u"/health"_s).json(404, kNotFound), {});
    row("guarded", withoutV1(u"/health"_s).json(401, kUnauthorized), {});
    row("llama.cpp loading", withoutV1(u"/health"_s).json(503, R"({"error":{"code":503,"message":"Loading model"}})"),
        {u"model-loading"_s});
    row("vLLM's engine is dead", withoutV1(u"/health"_s).answers(500), {u"model-server-error"_s});
    row("no answer", withoutV1(u"/health"_s).fails(NetworkFailureKind::TimedOut, NetworkStage::Response), {});
}

void TestModelListJudge::healthAnswersAreToldApart()
{
    QFETCH(EvidencePtr, health);
    QFETCH(QStringList, expected);
    const Deployment deployment = exampleDeployment();
    QCOMPARE(idsOf(judgeModelHealth(judgeInput(deployment, {{role::kHealth, health}}, kModel))), expected);
}

void TestModelListJudge::keysAreJudgedByShape_data()
{
    QTest::addColumn<QList<Look>>("looks");
    QTest::addColumn<QStringList>("expected");
    const QStringList missing{u"model-key-missing"_s};
    const QStringList rejected{u"model-key-rejected"_s};
    const QString chat = u"/chat/completions"_s;
    const auto row = [](const char *name, const QList<Look> &looks, const QStringList &expected) {
        QTest::newRow(name) << looks << expected;
    };
    const auto models = [](const ExchangeBuilder &builder) { return QList<Look>{{role::kModels, builder.evidence()}}; };
    row("accepted", models(withV1().withKey().json(200, list())), {});
    row("vLLM without a key", models(withV1().json(401, kUnauthorized)), missing);
    row("vLLM with a wrong key", models(withV1().withKey().json(401, kUnauthorized)), rejected);
    row("LiteLLM says that none was passed",
        models(withV1().withKey().json(401, R"({"error":{"message":"Authentication Error, No api key passed in."}})")),
        missing);
    row("LiteLLM with a wrong key",
        models(withV1().withKey().json(
            401, R"({"error":{"message":"Authentication Error, Invalid proxy server token passed."}})")),
        rejected);
    row("forbidden", models(withV1().withKey().json(403, "{}")), rejected);
    row("llama.cpp lists openly and refuses the chat",
        models(withV1().withKey().json(200, list())) +
            QList<Look>{
                {role::kCompletion,
                 withV1(chat).withKey().json(401, R"({"error":{"code":401,"message":"Invalid API Key"}})").evidence()}},
        rejected);
    row("refused inside an answer of status 200",
        models(withV1().withKey().json(200, list())) +
            QList<Look>{{role::kCompletion,
                         withV1(chat)
                             .withKey()
                             .answers(200, R"(data: {"error":{"message":"AuthenticationError: no","code":401}})",
                                      "text/event-stream")
                             .evidence()}},
        rejected);
    row("the list is closed and the chat works",
        models(withV1().withKey().json(403, "{}")) + QList<Look>{{role::kCompletion, completed().evidence()}}, {});
    row("cloud credentials",
        QList<Look>{{role::kCompletion,
                     withV1(chat).json(500, R"({"error":{"message":"Unable to locate credentials"}})").evidence()}},
        {u"model-provider-credentials"_s});
}

void TestModelListJudge::keysAreJudgedByShape()
{
    QFETCH(QList<Look>, looks);
    QFETCH(QStringList, expected);
    const Deployment deployment = exampleDeployment();
    QCOMPARE(idsOf(judgeModelKey(judgeInput(deployment, looks, kModel))), expected);
}

void TestModelListJudge::servedNamesAreCompared_data()
{
    QTest::addColumn<QString>("identifier");
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<EvidencePtr>("completion");
    QTest::addColumn<QStringList>("expected");
    const QStringList notServed{u"model-not-served"_s};
    const EvidencePtr noModel =
        withV1(u"/chat/completions"_s)
            .json(
                404,
                R"({"error":{"message":"The model `Mistral-Small` does not exist.","type":"NotFoundError","code":404}})")
            .evidence();
    const auto row = [](const char *name, const QString &identifier, const QByteArray &served,
                        const EvidencePtr &completion, const QStringList &expected) {
        QTest::newRow(name) << identifier << served << completion << expected;
    };
    const QString usual = u"custom_openai/Mistral-Small"_s;
    row("served", usual, list(), {}, {});
    row("identifier without a prefix is taken as custom_openai", u"Mistral-Small"_s, list(), {}, {});
    row("another name", usual, list("mistralai/Mistral-7B"), {}, notServed);
    row("another case", usual, list("mistral-small"), {}, notServed);
    row("served with the prefix in its name", usual, list("custom_openai/Mistral-Small"), {}, notServed);
    // Served as it stands, and only the prefix is wrong: that is the identifier's fault, which its own check names.
    row("the Hugging Face name without a provider", u"mistralai/Mistral-7B"_s, list("mistralai/Mistral-7B"), {}, {});
    row("the same, and the chat knows not what is left of it", u"mistralai/Mistral-7B"_s, list("mistralai/Mistral-7B"),
        noModel, {});
    row("a provider that nobody knows, and another name", u"mistralai/Mistral-7B"_s, list("other"), {}, notServed);
    row("Ollama's latest", u"custom_openai/mistral"_s, list("mistral:latest", 0, "library"), {}, {});
    row("llama.cpp takes any name", usual, list("/models/m.gguf", 0, "llamacpp"), {}, {});
    row("a pattern", usual, list("openai/*", 0, "openai"), {}, {});
    row("another name, and the completion works", usual, list("other"), completed().evidence(), {});
    row("the server says so", usual, QByteArray(), noModel, notServed);
    row("Ollama says so", usual, QByteArray(),
        withV1(u"/chat/completions"_s)
            .json(404, R"({"error":{"message":"model \"x\" not found, try pulling it first"}})")
            .evidence(),
        notServed);
    row("LiteLLM says so", usual, QByteArray(),
        withV1(u"/chat/completions"_s)
            .json(400, R"({"error":{"message":"{'error': 'Invalid model name passed in model=x'}"}})")
            .evidence(),
        notServed);
    row("listed, and the chat knows it not", usual, list(), noModel, notServed);
    row("an error of status 200 says so", usual, list(),
        withV1(u"/chat/completions"_s)
            .answers(200, "data: {\"error\":{\"message\":\"The model `x` does not exist.\",\"code\":404}}\n\n",
                     "text/event-stream")
            .evidence(),
        notServed);
    row("useless context", usual, list("Mistral-Small", 1024), {}, {u"model-context-too-short"_s});
    row("small context", usual, list("Mistral-Small", 4096), {}, {u"model-context-too-short/warning"_s});
    row("context of Llama 3 8B", usual, list("Mistral-Small", 8192), {}, {});
}

void TestModelListJudge::servedNamesAreCompared()
{
    QFETCH(QString, identifier);
    QFETCH(QByteArray, list);
    QFETCH(EvidencePtr, completion);
    QFETCH(QStringList, expected);
    Deployment deployment = exampleDeployment();
    deployment.models[0].identifier = identifier;
    QList<Look> looks{{role::kCompletion, completion}};
    if (!list.isEmpty()) {
        looks << Look{role::kModels, withV1().json(200, list).evidence()};
    }
    QCOMPARE(idsOf(judgeModelServed(judgeInput(deployment, looks, kModel))), expected);
}

void TestModelListJudge::identifiersAreCompared_data()
{
    QTest::addColumn<QString>("identifier");
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<QStringList>("expected");
    const QStringList prefix{u"model-identifier-prefix"_s};
    const auto row = [](const char *name, const QString &identifier, const QByteArray &served,
                        const QStringList &expected) { QTest::newRow(name) << identifier << served << expected; };
    row("in order", u"custom_openai/Mistral-Small"_s, list(), {});
    row("just the served name", u"Mistral-Small"_s, list(), {});
    row("the Hugging Face name", u"mistralai/Mistral-7B-Instruct-v0.3"_s, list("mistralai/Mistral-7B-Instruct-v0.3"),
        prefix);
    row("the Hugging Face name, server unknown", u"mistralai/Mistral-7B-Instruct-v0.3"_s, {}, prefix);
    row("a served name that begins like a provider", u"openai/gpt-oss-120b"_s, list("openai/gpt-oss-120b"), prefix);
    row("the same, served without the first part", u"openai/gpt-oss-120b"_s, list("gpt-oss-120b"), {});
    row("the same, written in full", u"custom_openai/openai/gpt-oss-120b"_s, list("openai/gpt-oss-120b"), {});
    row("nothing behind the provider", u"custom_openai/"_s, list(), prefix);
    row("nothing at all", QString(), list(), {});
    row("Bedrock", u"bedrock/us.anthropic.claude-3-5-sonnet"_s, {}, {});
}

void TestModelListJudge::identifiersAreCompared()
{
    QFETCH(QString, identifier);
    QFETCH(QByteArray, list);
    QFETCH(QStringList, expected);
    Deployment deployment = exampleDeployment();
    deployment.models[0].identifier = identifier;
    QList<Look> looks;
    if (!list.isEmpty()) {
        looks << Look{role::kModels, withV1().json(200, list).evidence()};
    }
    QCOMPARE(idsOf(judgeModelIdentifier(judgeInput(deployment, looks, kModel))), expected);
}

void TestModelListJudge::theServedNameIsSuggested()
{
    const Deployment deployment = exampleDeployment();
    const EvidencePtr lower = withV1().json(200, list("mistral-small")).evidence();
    const Findings findings = judgeModelServed(judgeInput(deployment, {{role::kModels, lower}}, kModel));
    QCOMPARE(findings.first().arguments.value(Argument::Suggestion), u"custom_openai/mistral-small"_s);
    QCOMPARE(findings.first().arguments.value(Argument::ServedNames), u"mistral-small"_s);
    QCOMPARE(findings.first().arguments.value(Argument::ExpectedName), u"Mistral-Small"_s);
    QCOMPARE(findings.first().evidence, QList{lower});
}

void TestModelListJudge::hostileAnswersAreSurvived()
{
    Deployment deployment = exampleDeployment();
    for (const QByteArray &body : hostileBodies()) {
        for (const int status : {200, 302, 400, 401, 404, 500, 503}) {
            const EvidencePtr evidence = withV1().answers(status, body, "application/json").evidence();
            const JudgeInput input = judgeInput(deployment,
                                                {{role::kModels, evidence},
                                                 {role::kModelsOther, evidence},
                                                 {role::kHealth, evidence},
                                                 {role::kCompletion, evidence}},
                                                kModel);
            for (const Finding &finding : judgeModelList(input) + judgeModelHealth(input) + judgeModelKey(input) +
                                              judgeModelServed(input) + judgeModelIdentifier(input)) {
                for (const QString &value : finding.arguments.values()) {
                    QVERIFY(value.size() <= 500);
                }
            }
        }
    }
}

DUODOCTOR_TEST_MAIN(TestModelListJudge)
#include "tst_model_list_judge.moc"
