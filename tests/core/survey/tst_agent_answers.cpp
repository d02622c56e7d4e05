#include "survey/agent_answers.h"
#include "survey/place_answers.h"

#include "support/probe_harness.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

/// Takes the word `sesame` out of everything.
class SesameRedactor : public Redactor
{
public:
    Redaction redact(const QString &text) const override
    {
        QString clean = text;
        clean.replace("sesame"_L1, "[redacted: test]"_L1);
        return {clean, clean == text ? 0 : 1};
    }
};

std::optional<ReadAnswer> readLine(const ProbeRequest &request, const QByteArray &line)
{
    return readAgentAnswer(request, readAgentOutput(line).answers.value(1), SesameRedactor());
}

Transcript ended(int exitStatus, const QByteArray &output, const QByteArray &errors = {})
{
    Transcript transcript;
    transcript.exitStatus = exitStatus;
    transcript.output = output;
    transcript.errors = errors;
    return transcript;
}

} // namespace

class TestAgentAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesThatAreNoAnswersArePassedOver();
    void firstAnswerOfAnIdCounts();
    void answerOfAnotherKindIsNone();
    void hostileAnswersAreBounded_data();
    void hostileAnswersAreBounded();
    void everythingTextualIsRedacted();
    void missingProgramIsSaid();
    void runnersOwnErrorIsKept();
    void unknownContainerIsMissing();
    void missingEngineIsSaid();
    void forbiddenClusterIsSaid();
    void whatOneMayNotSeeSaysNothingOfTheOtherKinds();
    void aNamespaceWithoutPodsIsKnownToHaveNone();
    void emptyLogIsALog();
};

void TestAgentAnswers::linesThatAreNoAnswersArePassedOver()
{
    const AgentOutput output =
        readAgentOutput("Creating virtualenv\n{\"kind\":\"start\"}\n{broken\n[1]\n{\"id\":-4}\n{\"id\":\"x\"}\n"
                        "{\"id\":2,\"kind\":\"file\"}\n\xff\xfe\n{\"kind\":\"end\"}");
    QCOMPARE(output.answers.size(), 1);
    QVERIFY(output.hasStarted);
    QVERIFY(output.hasEnded);
}

void TestAgentAnswers::firstAnswerOfAnIdCounts()
{
    const AgentOutput output = readAgentOutput("{\"id\":1,\"kind\":\"file\"}\n{\"id\":1,\"kind\":\"http\"}\n");
    QCOMPARE(output.answers.value(1).value("kind"_L1).toString(), u"file"_s);
}

void TestAgentAnswers::answerOfAnotherKindIsNone()
{
    QVERIFY(!readLine(EnvironmentRequest{}, "{\"id\":1,\"kind\":\"http\"}"));
    QVERIFY(!readLine(RailsRequest{}, "{\"id\":1,\"kind\":\"\"}"));
    QVERIFY(!readLine(EnvironmentRequest{}, "{\"id\":1,\"kind\":\"error\",\"error\":\"x\"}"));
}

void TestAgentAnswers::hostileAnswersAreBounded_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("nothing in it") << QByteArray("{\"id\":1,\"kind\":\"http\"}");
    QTest::newRow("wrong types") << QByteArray(
        "{\"id\":1,\"kind\":\"http\",\"status\":\"200\",\"headers\":{},\"body\":[],\"phases\":7,\"tls\":[],"
        "\"pieces\":[1,[],[\"a\"]],\"failure\":[],\"addresses\":\"x\"}");
    QTest::newRow("huge numbers") << QByteArray(
        "{\"id\":1,\"kind\":\"http\",\"status\":1e300,\"phases\":{\"dns\":1e300,\"total\":-5},"
        "\"proxy_status\":99999999999,\"pieces\":[[1e300,1e300]]}");
    QTest::newRow("unknown failure") << QByteArray(
        "{\"id\":1,\"kind\":\"http\",\"failure\":{\"kind\":\"exploded\",\"stage\":\"moon\"}}");
}

void TestAgentAnswers::hostileAnswersAreBounded()
{
    QFETCH(QByteArray, line);
    const auto answer = readLine(HttpRequest{}, line);
    QVERIFY(answer);
    const auto &exchange = std::get<HttpExchange>(answer->payload);
    QCOMPARE(exchange.status, 0);
    QVERIFY(exchange.failure.kind == NetworkFailureKind::Other); // neither answer nor failure is never a success
}

void TestAgentAnswers::everythingTextualIsRedacted()
{
    const auto http = readLine(HttpRequest{}, "{\"id\":1,\"kind\":\"http\",\"status\":200,\"body\":\"c2VzYW1l\","
                                              "\"headers\":[[\"x-a\",\"sesame\"]],\"failure\":{\"kind\":\"none\"}}");
    QVERIFY(http);
    QCOMPARE(std::get<HttpExchange>(http->payload).body, QByteArray("[redacted: test]"));
    QCOMPARE(std::get<HttpExchange>(http->payload).header("x-a"), QByteArray("[redacted: test]"));
    const auto environment =
        readLine(EnvironmentRequest{},
                 "{\"id\":1,\"kind\":\"environment\",\"values\":{\"A\":\"sesame\"},\"keys\":{\"B_KEY\":\"cut\"}}");
    QVERIFY(environment);
    const auto &listing = std::get<EnvironmentListing>(environment->payload);
    QCOMPARE(listing.values.value(u"A"_s), u"[redacted: test]"_s);
    QVERIFY(listing.keys.value(u"B_KEY"_s) == KeyShape::PrivateKeyCutOff);
    QVERIFY(!environment->text.contains("sesame"_L1));
}

void TestAgentAnswers::missingProgramIsSaid()
{
    const NoRedaction none;
    const auto answer = place::rails(ended(127, {}, "sh: 1: gitlab-rails: not found\n"), none);
    QVERIFY(std::get<Transcript>(answer.payload).failure == ReachFailure::CommandMissing);
    const auto sudo = place::rake(ended(1, {}, "sudo: gitlab-rake: command not found\n"), none);
    QVERIFY(std::get<Transcript>(sudo.payload).failure == ReachFailure::CommandMissing);
}

void TestAgentAnswers::runnersOwnErrorIsKept()
{
    const NoRedaction none;
    const auto answer = place::rails(
        ended(1, {}, "rails aborted!\nPG::ConnectionBad: could not connect to server\n\tfrom /opt/x.rb:1\n"), none);
    const auto *rails = std::get_if<RailsAnswers>(&answer.payload);
    QVERIFY(rails);
    QCOMPARE(rails->errors, (QStringList{u"rails aborted!"_s, u"PG::ConnectionBad: could not connect to server"_s}));
}

void TestAgentAnswers::unknownContainerIsMissing()
{
    const auto answer =
        place::container(ended(1, "[]\n", "Error: No such container: aigw\n"), u"aigw"_s, NoRedaction());
    const auto *listing = std::get_if<ContainerListing>(&answer.payload);
    QVERIFY(listing);
    QVERIFY(listing->containers.value(0).status == ContainerState::Status::Missing);
    QCOMPARE(listing->containers.value(0).name, u"aigw"_s);
}

void TestAgentAnswers::missingEngineIsSaid()
{
    const auto answer = place::container(ended(127, {}, "sh: docker: command not found\n"), u"aigw"_s, NoRedaction());
    QVERIFY(std::get<Transcript>(answer.payload).failure == ReachFailure::EngineMissing);
}

void TestAgentAnswers::aNamespaceWithoutPodsIsKnownToHaveNone()
{
    const auto answer = place::cluster({ended(0, "{\"apiVersion\": \"v1\", \"items\": [], \"kind\": \"List\"}\n")},
                                       ended(1, {}), NoRedaction());
    const auto *state = std::get_if<ClusterState>(&answer.payload);
    QVERIFY(state);
    QVERIFY(state->hasPods);
    QVERIFY(state->pods.isEmpty());
}

void TestAgentAnswers::forbiddenClusterIsSaid()
{
    const auto answer = place::cluster({ended(1, {}, "Error from server (Forbidden): pods is forbidden\n")},
                                       ended(1, {}), NoRedaction());
    QVERIFY(std::get<Transcript>(answer.payload).failure == ReachFailure::ClusterForbidden);
}

void TestAgentAnswers::whatOneMayNotSeeSaysNothingOfTheOtherKinds()
{
    const QByteArray ingresses = R"json({"kind": "List", "items": [{"kind": "Ingress", "metadata": {"name": "aigw"},
        "spec": {"ingressClassName": "nginx"}, "status": {"loadBalancer": {}}}]})json";
    const auto answer = place::cluster({ended(0, R"json({"kind": "List", "items": []})json"), ended(0, ingresses),
                                        ended(1, {}, "Error from server (Forbidden): services is forbidden\n")},
                                       ended(1, {}), NoRedaction());
    const auto *state = std::get_if<ClusterState>(&answer.payload);
    QVERIFY(state);
    QVERIFY(state->hasPods);
    QVERIFY(state->hasIngresses);
    QVERIFY(!state->hasServices);
    QVERIFY(answer.text.contains("services is forbidden"_L1));
}

void TestAgentAnswers::emptyLogIsALog()
{
    const auto answer = place::log(ended(0, {}), nullptr, NoRedaction());
    QVERIFY(std::holds_alternative<ServiceLog>(answer.payload));
}

DUODOCTOR_TEST_MAIN(TestAgentAnswers)
#include "tst_agent_answers.moc"
