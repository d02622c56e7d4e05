#include "judge/completion_stream.h"
#include "judge/model_completion_judge.h"
#include "support/evidence_builder.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

const QString kModel = u"mistral"_s;

QByteArray delta(const QByteArray &text)
{
    return "data: {\"object\":\"chat.completion.chunk\",\"choices\":[{\"delta\":{\"content\":\"" + text +
           "\"},\"finish_reason\":null}]}\n\n";
}

const QByteArray kStop = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
const QByteArray kFive = delta("Hello") + delta("!") + delta(" How") + delta(" can") + delta(" I");
const QByteArray kStreamError =
    R"(data: {"error":{"message":"EngineCore encountered an issue.","type":"InternalServerError","code":500}})"
    "\n\n";

ExchangeBuilder chat()
{
    return ExchangeBuilder(u"http://vllm.example.com:8000/v1/chat/completions"_s);
}

ExchangeBuilder stream(const QByteArray &body)
{
    return chat().answers(200, body, "text/event-stream; charset=utf-8").pieces({150ms, 270ms, 390ms, 510ms});
}

ExchangeBuilder error(int status, const QByteArray &message)
{
    return chat().json(status,
                       "{\"error\":{\"message\":\"" + message + "\",\"code\":" + QByteArray::number(status) + "}}");
}

} // namespace

class TestModelCompletionJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersAreToldApart_data();
    void answersAreToldApart();
    void speedHasThresholds_data();
    void speedHasThresholds();
    void theServersWordsAreTold();
    void streamsAreReadWithinBounds();
};

void TestModelCompletionJudge::answersAreToldApart_data()
{
    using Kind = NetworkFailureKind;
    using Stage = NetworkStage;
    QTest::addColumn<EvidencePtr>("evidence");
    QTest::addColumn<QStringList>("completion");
    QTest::addColumn<QStringList>("streaming");
    const QStringList none;
    const QStringList malformed{u"model-response-malformed"_s};
    const QStringList broken{u"gateway-streaming-broken"_s};
    const QStringList timeout{u"model-timeout"_s};
    const auto row = [](const char *name, const ExchangeBuilder &builder, const QStringList &completion,
                        const QStringList &streaming) {
        QTest::newRow(name) << builder.evidence() << completion << streaming;
    };
    row("streamed in pieces", stream(kFive + kStop), none, none);
    row("reasoning without content", stream(delta("").repeated(5) + kStop), none, none);
    row("[DONE] alone ends it", stream(kFive + "data: [DONE]\n\n"), none, none);
    row("CRLF lines", stream(QByteArray(kFive + kStop).replace("\n", "\r\n")), none, none);
    row("200 with an error as its first line fails", stream(kStreamError), {u"model-server-error"_s}, broken);
    row("200 with an error line inside the stream fails", stream(kFive + kStreamError), none, broken);
    row("200 with a refusal inside the stream fails",
        stream(delta("x") +
               "data: {\"error\":{\"message\":\"maximum context length is 2048 tokens\",\"code\":400}}\n\n"),
        {u"model-context-too-short"_s}, broken);
    row("200 with a bare error object", chat().json(200, R"({"error":"Loading model"})"), {u"model-loading"_s}, broken);
    row("an empty stream", stream(""), none, broken);
    row("only [DONE]", stream("data: [DONE]\n\n"), none, broken);
    row("cut off without an end", stream(kFive), none, broken);
    row("cut off by the peer", stream(kFive).fails(Kind::ClosedByPeer, Stage::Response), none, broken);
    row("streaming refused", error(500, "Streaming is not supported by this backend"), none, broken);
    row("one object instead of a stream",
        chat().json(200,
                    R"({"object":"chat.completion","choices":[{"message":{"content":"Hi"},"finish_reason":"stop"}]})"),
        none, {u"gateway-streaming-broken/warning"_s});
    row("all at once after a wait", chat().answers(200, kFive + kStop, "text/event-stream").pieces({1100ms, 1101ms}),
        none, {u"gateway-streaming-broken/warning"_s});
    row("all at once through nginx",
        chat().answers(200, kFive + kStop, "text/event-stream").header("server", "nginx").pieces({1100ms}), none,
        {u"config-proxy-buffering"_s});
    row("all at once because it is so quick", chat().answers(200, kFive + kStop, "text/event-stream").pieces({40ms}),
        none, none);
    row("too few events to tell", chat().answers(200, delta("Hi") + kStop, "text/event-stream").pieces({900ms}), none,
        none);
    row("an empty answer", chat().answers(200), malformed, none);
    row("a page", chat().html(200, "<html><title>Sign in</title>"), malformed, none);
    row("wrong JSON", chat().json(200, R"({"result":"ok","data":{"text":"Hello!"}})"), malformed, none);
    row("out of memory", error(500, "CUDA out of memory. Tried to allocate 2.00 GiB."), {u"model-server-error"_s},
        none);
    row("loading", error(503, "Loading model"), {u"model-loading"_s}, none);
    row("overloaded", error(503, "The engine is overloaded"), {u"model-overloaded"_s}, none);
    row("rate limited", error(429, "Rate limit reached for requests"), {u"model-overloaded"_s}, none);
    row("no chat template",
        error(400, "default chat template is no longer allowed, so you must provide a chat template"),
        {u"model-chat-template-missing"_s}, none);
    row("no tools", error(400, "auto tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set"),
        {u"model-tool-calling-disabled"_s}, none);
    row("context", error(400, "This model's maximum context length is 1024 tokens. However, you requested 4096"),
        {u"model-context-too-short"_s}, none);
    row("parameter", error(400, "Unsupported parameter: 'max_tokens' is not supported with this model."),
        {u"model-parameter-unsupported"_s}, none);
    row("no such path", chat().json(404, R"({"detail":"Not Found"})"), {u"model-endpoint-wrong-path"_s}, none);
    row("no such model is the served name's", error(404, "The model `x` does not exist."), none, none);
    row("an unknown model inside the stream is the served name's",
        stream("data: {\"error\":{\"message\":\"The model `x` does not exist.\",\"code\":404}}\n\n"), none, broken);
    row("a redirect of the chat alone", chat().answers(307).header("location", "/other/chat"),
        {u"redirect-unexpected"_s}, none);
    row("refused key is the key's", chat().json(401, R"({"error":"Unauthorized"})"), none, none);
    row("LiteLLM's own time limit", error(408, "litellm.Timeout: APITimeoutError - Request timed out."), timeout, none);
    row("expired cloud credentials are the key's",
        error(400, "ExpiredTokenException: The security token included in the request is expired"), none, none);
    row("no answer in time", chat().fails(Kind::TimedOut, Stage::Response), timeout, none);
    row("closed without an answer", chat().fails(Kind::ClosedByPeer, Stage::Response), {u"connection-closed"_s}, none);
    row("cancelled", chat().fails(Kind::Cancelled, Stage::Response), none, none);
}

void TestModelCompletionJudge::answersAreToldApart()
{
    QFETCH(EvidencePtr, evidence);
    QFETCH(QStringList, completion);
    QFETCH(QStringList, streaming);
    const Deployment deployment = exampleDeployment();
    const JudgeInput input = judgeInput(deployment, {{role::kCompletion, evidence}}, kModel);
    QCOMPARE(idsOf(judgeCompletion(input)), completion);
    QCOMPARE(idsOf(judgeStreaming(input)), streaming);
}

void TestModelCompletionJudge::speedHasThresholds_data()
{
    QTest::addColumn<int>("milliseconds");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("quick") << 800 << QStringList();
    QTest::newRow("past the health check") << 3500 << QStringList{u"model-slow/info"_s};
    QTest::newRow("past the set-up task") << 14'000 << QStringList{u"model-slow"_s};
}

void TestModelCompletionJudge::speedHasThresholds()
{
    QFETCH(int, milliseconds);
    QFETCH(QStringList, expected);
    const Deployment deployment = exampleDeployment();
    const EvidencePtr evidence = stream(kFive + kStop).took(std::chrono::milliseconds(milliseconds)).evidence();
    const Findings findings = judgeModelSpeed(judgeInput(deployment, {{role::kCompletion, evidence}}, kModel));
    QCOMPARE(idsOf(findings), expected);
    QVERIFY(judgeModelSpeed(judgeInput(deployment, {}, kModel)).isEmpty());
}

void TestModelCompletionJudge::theServersWordsAreTold()
{
    const Deployment deployment = exampleDeployment();
    const auto first = [&](const ExchangeBuilder &builder) {
        return judgeCompletion(judgeInput(deployment, {{role::kCompletion, builder.evidence()}}, kModel))
            .first()
            .arguments;
    };
    QCOMPARE(first(error(400, "This model's maximum context length is 1024 tokens.")).value(Argument::Tokens),
             u"1024"_s);
    QCOMPARE(first(error(500, "CUDA out of memory.")).value(Argument::Detail), u"CUDA out of memory."_s);
    QCOMPARE(first(error(400, "Unsupported parameter: 'max_tokens' is no good")).value(Argument::ExpectedName),
             u"max_tokens"_s);
    QCOMPARE(first(chat().answers(200)).value(Argument::Detail), u"an empty answer"_s);
}

void TestModelCompletionJudge::streamsAreReadWithinBounds()
{
    const Deployment deployment = exampleDeployment();
    for (const QByteArray &body : hostileBodies()) {
        for (const int status : {200, 400, 500}) {
            const EvidencePtr evidence = chat().answers(status, body, "text/event-stream").pieces({1s}).evidence();
            const JudgeInput input = judgeInput(deployment, {{role::kCompletion, evidence}}, kModel);
            // Nothing of this is a completion, and some check has to say so.
            QVERIFY(!(judgeCompletion(input) + judgeStreaming(input)).isEmpty());
            QVERIFY(judgeModelSpeed(input).isEmpty());
        }
    }
    const CompletionStream endless = readCompletion(stream(kFive.repeated(20'000)).exchange());
    QVERIFY(endless.events <= 2000);
}

DUODOCTOR_TEST_MAIN(TestModelCompletionJudge)
#include "tst_model_completion_judge.moc"
