#include "practice/gateway_server.h"
#include "practice/gitlab_server.h"
#include "practice/metrics_server.h"
#include "practice/model_server.h"
#include "support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

ServedRequest get(const QByteArray &path, const HeaderList &headers = {})
{
    return {"GET", path, headers, {}};
}

ServedRequest completion(const QString &model, bool stream, const HeaderList &headers = {})
{
    const QJsonObject body{{u"model"_s, model}, {u"stream"_s, stream}, {u"messages"_s, QJsonArray{}}};
    return {"POST", "/v1/chat/completions", headers, QJsonDocument(body).toJson()};
}

QJsonObject object(const ServedAnswer &answer)
{
    return QJsonDocument::fromJson(answer.body).object();
}

QByteArray header(const ServedAnswer &answer, const char *name)
{
    for (const auto &[key, value] : answer.headers) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

ModelBehaviour model(ModelShape shape, const QByteArray &key = {})
{
    ModelBehaviour behaviour;
    behaviour.shape = shape;
    behaviour.servedName = u"served"_s;
    behaviour.key = key;
    return behaviour;
}

} // namespace

/// The answers that the practice servers would send, compared with facts of the real ones.
class TestServedShapes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void gatewayAsksForATokenBeforeItRoutes_data()
    {
        QTest::addColumn<QByteArray>("path");
        for (const char *path : {"/", "/docs", "/openapi.json", "/v1/chat/agent", "/nonsense"}) {
            QTest::newRow(path) << QByteArray{path};
        }
    }
    void gatewayAsksForATokenBeforeItRoutes()
    {
        QFETCH(QByteArray, path);
        const ServedAnswer answer = gatewayAnswer({}, get(path));
        QCOMPARE(answer.status, 401);
        QCOMPARE(answer.body, QByteArray{R"({"error":"No authorization header presented"})"});
        QCOMPARE(header(answer, "server"), QByteArray{"uvicorn"});
        QVERIFY(!header(answer, "x-process-time").isEmpty());
        QVERIFY(!header(answer, "x-request-id").isEmpty());
    }

    void gatewayJudgesTokensInOrder()
    {
        const auto error = [](const HeaderList &headers) {
            return object(gatewayAnswer({}, get("/", headers)))["error"_L1].toString();
        };
        QCOMPARE(error({{"authorization", "Basic eDp5"}}), u"Invalid authorization header"_s);
        QCOMPARE(error({{"authorization", "Bearer abc"}}),
                 u"Invalid authentication token type - only OIDC is supported"_s);
        QCOMPARE(error({{"authorization", "Bearer abc"}, {"x-gitlab-authentication-type", "oidc"}}),
                 u"Forbidden by auth provider"_s);
    }

    void gatewayLeavesFewPathsOpen()
    {
        const ServedAnswer health = gatewayAnswer({}, get("/monitoring/healthz", {{"x-request-id", "mine"}}));
        QCOMPARE(health.status, 200);
        QCOMPARE(health.body, QByteArray{"{}"});
        QCOMPARE(header(health, "x-request-id"), QByteArray{"mine"});
        QCOMPARE(gatewayAnswer({}, get("/monitoring/ready")).status, 503);
        QVERIFY(object(gatewayAnswer({}, get("/v1/models/definitions"))).contains("models"_L1));
    }

    void bypassedGatewayRoutesEverybody()
    {
        const ServedAnswer root = gatewayAnswer({GatewayState::AuthBypassed, {}}, get("/"));
        QCOMPARE(root.status, 404);
        QCOMPARE(root.body, QByteArray{R"({"detail":"Not Found"})"});
    }

    void gitlabPublishesARealKey()
    {
        const GitlabBehaviour behaviour{GitlabState::Healthy, "https://gitlab.practice.localhost:1"};
        const QJsonObject discovery = object(gitlabAnswer(behaviour, get("/.well-known/openid-configuration")));
        QCOMPARE(discovery["issuer"_L1].toString(), u"https://gitlab.practice.localhost:1"_s);
        QCOMPARE(discovery["jwks_uri"_L1].toString(), u"https://gitlab.practice.localhost:1/oauth/discovery/keys"_s);
        const QJsonArray keys = object(gitlabAnswer(behaviour, get("/oauth/discovery/keys")))["keys"_L1].toArray();
        QCOMPARE(keys.size(), 1);
        const QByteArray modulus =
            QByteArray::fromBase64(keys[0].toObject()["n"_L1].toString().toLatin1(), QByteArray::Base64UrlEncoding);
        QCOMPARE(modulus.size(), 256);
        QVERIFY(static_cast<uchar>(modulus.front()) >= 0x80); // 2048 bits, not fewer
        QVERIFY(static_cast<uchar>(modulus.back()) % 2 == 1);
    }

    void gitlabTurnsStrangersAway()
    {
        const GitlabBehaviour behaviour{GitlabState::Healthy, "https://gitlab.practice.localhost:1"};
        const ServedAnswer version = gitlabAnswer(behaviour, get("/api/v4/version"));
        QCOMPARE(version.status, 401);
        QCOMPARE(version.body, QByteArray{R"({"message":"401 Unauthorized"})"});
        QCOMPARE(gitlabAnswer(behaviour, get("/")).status, 302);
        QVERIFY(gitlabAnswer(behaviour, get("/users/sign_in")).body.contains("og:site_name"));
        QCOMPARE(gitlabAnswer({GitlabState::Starting, {}}, get("/api/v4/version")).status, 502);
    }

    void metricsAnswerToEveryPath()
    {
        const ServedAnswer answer = metricsAnswer(get("/monitoring/healthz"));
        QCOMPARE(answer.status, 200);
        QVERIFY(header(answer, "content-type").startsWith("text/plain; version=0.0.4"));
        QVERIFY(answer.body.contains("# TYPE model_inferences_total counter"));
    }

    void healthPathsAreTheProductsOwn_data()
    {
        QTest::addColumn<ModelShape>("shape");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("vllm") << ModelShape::Vllm << QByteArray{"/health"} << QByteArray{};
        QTest::newRow("litellm") << ModelShape::LiteLlm << QByteArray{"/health/liveliness"}
                                 << QByteArray{"\"I'm alive!\""};
        QTest::newRow("ollama") << ModelShape::Ollama << QByteArray{"/"} << QByteArray{"Ollama is running"};
        QTest::newRow("llama.cpp") << ModelShape::LlamaCpp << QByteArray{"/health"} << QByteArray{R"({"status":"ok"})"};
    }
    void healthPathsAreTheProductsOwn()
    {
        QFETCH(ModelShape, shape);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, body);
        const ServedAnswer answer = modelAnswer(model(shape, "key"), get(path)); // open although a key is asked for
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, body);
    }

    void keysAreAskedForInTheProductsWords()
    {
        const ServedAnswer vllm = modelAnswer(model(ModelShape::Vllm, "key"), get("/v1/models"));
        QCOMPARE(vllm.status, 401);
        QCOMPARE(vllm.body, QByteArray{R"({"error":"Unauthorized"})"});
        const ServedAnswer lite = modelAnswer(model(ModelShape::LiteLlm, "key"), get("/v1/models"));
        QVERIFY(lite.body.contains("No api key passed in"));
        const ServedAnswer wrong =
            modelAnswer(model(ModelShape::LiteLlm, "key"), get("/v1/models", {{"authorization", "Bearer other"}}));
        QVERIFY(wrong.status == 401 && !wrong.body.contains("No api key passed in"));
        const ServedAnswer right =
            modelAnswer(model(ModelShape::LiteLlm, "key"), get("/v1/models", {{"authorization", "Bearer key"}}));
        QCOMPARE(right.status, 200);
        QCOMPARE(modelAnswer(model(ModelShape::LlamaCpp, "key"), get("/v1/models")).status, 200); // left open there
        QCOMPARE(modelAnswer(model(ModelShape::LlamaCpp, "key"), completion(u"served"_s, false)).status, 401);
    }

    void unknownPathsAndModelsDiffer()
    {
        QCOMPARE(modelAnswer(model(ModelShape::Vllm), get("/models")).body, QByteArray{R"({"detail":"Not Found"})"});
        QCOMPARE(modelAnswer(model(ModelShape::Ollama), get("/models")).body, QByteArray{"404 page not found"});
        QCOMPARE(modelAnswer(model(ModelShape::LiteLlm), get("/models")).status, 200); // serves both
        QVERIFY(modelAnswer(model(ModelShape::Vllm), completion(u"x"_s, false))
                    .body.contains("The model `x` does not exist."));
        QVERIFY(
            modelAnswer(model(ModelShape::Ollama), completion(u"x"_s, false)).body.contains("try pulling it first"));
        QCOMPARE(modelAnswer(model(ModelShape::LiteLlm), completion(u"x"_s, false)).status, 400);
        QCOMPARE(modelAnswer(model(ModelShape::LlamaCpp), completion(u"x"_s, false)).status, 200); // any name
    }

    void completionComesWholeOrInPieces()
    {
        const QJsonObject whole = object(modelAnswer(model(ModelShape::Vllm), completion(u"served"_s, false)));
        QVERIFY(whole["choices"_L1][0]["message"_L1]["content"_L1].toString().startsWith(u"Hello"));
        const ServedAnswer streamed = modelAnswer(model(ModelShape::Vllm), completion(u"served"_s, true));
        QVERIFY(streamed.pieces.size() > 5);
        QVERIFY(streamed.pieces.first().bytes.startsWith("data: {"));
        QVERIFY(streamed.pieces.last().bytes.endsWith("data: [DONE]\n\n"));
        for (const ServedPiece &piece : streamed.pieces) {
            QVERIFY(piece.after.count() > 0);
        }
    }
};

DUODOCTOR_TEST_MAIN(TestServedShapes)
#include "tst_served_shapes.moc"
