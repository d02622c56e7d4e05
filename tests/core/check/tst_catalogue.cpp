#include "check/check_definition.h"
#include "check/check_plan.h"
#include "check/model_requests.h"
#include "judge/finding_vocabulary.h"
#include "support/evidence_builder.h"
#include "support/test_main.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>
#include <functional>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

const HttpRequest *httpOf(const NamedRequest &named)
{
    return std::get_if<HttpRequest>(&named.request);
}

/// Deployments of every shape that a plan may meet.
QList<Deployment> deployments()
{
    Deployment full = exampleDeployment();
    full.trust = {u"corporate-ca.pem"_s, u"cacert.pem"_s, u"trusted-certs"_s};
    full.baseFolder = u"/tmp"_s;
    full.models[0].endpoint = u"https://vllm.example.com/v1"_s;
    Deployment plain = exampleDeployment();
    plain.gitlab.url = u"http://gitlab.example.com"_s;
    plain.aiGateway.url = u"http://aigw.example.com:5052"_s;
    plain.aiGateway.agentPlatform->tls = false;
    Deployment broken = full;
    broken.gitlab.url = u"gitlab example"_s;
    broken.aiGateway.url = u"<your_ai_gateway>"_s;
    broken.aiGateway.agentPlatform->address = u"https://aigw.example.com:50052"_s;
    broken.aiGateway.metrics = {u"nowhere"_s};
    broken.models[0].endpoint = u"vllm"_s;
    Deployment cloud = full;
    cloud.models[0].provider = u"bedrock"_s;
    cloud.models[0].identifier = u"bedrock/us.anthropic.claude-3-5-sonnet"_s;
    Deployment azure = full;
    azure.models[0].provider = u"azure"_s;
    azure.models[0].identifier = u"azure/gpt-4o"_s;
    azure.models[0].endpoint = u"https://example.openai.azure.com"_s;
    return {Deployment{}, full, plain, broken, cloud, azure};
}

} // namespace

class TestCatalogue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsAreUniqueAndFound();
    void prerequisitesStandBeforeAndFormNoCircle();
    void declaredFindingsAreInTheVocabularyOnce();
    void everyPlanWorksForEveryDeployment();
    void everyJudgeIsTotalWithoutEvidence();
    void readyIsNeverAsked();
    void oneCompletionPerModelAndNoneWhenNotAllowed();
    void completionsAskAsTheGatewayDoes();
    void healthIsAskedAtTheServersRoot_data();
    void healthIsAskedAtTheServersRoot();
    void healthIsWeighedAgainstTheChat();
    void checksOfOneHostShareTheirProbes();
    void eachTrustFileHasItsCheck();
    void inHttpNothingIsAskedOfTls();
    void railsIsStartedOnce();
    void withoutAWayTheOthersAreSkipped();
};

void TestCatalogue::idsAreUniqueAndFound()
{
    QSet<QString> ids;
    for (const CheckDefinition &row : checkCatalogue()) {
        QVERIFY2(!ids.contains(row.id.toString()), row.id.view().data());
        ids.insert(row.id.toString());
        QCOMPARE(checkDefinition(row.id), &row);
        QCOMPARE(checkDefinition(QStringView(row.id.toString())), &row);
        QVERIFY(qstrlen(row.title) > 0);
        QVERIFY(row.plan && row.judge);
        QVERIFY(!row.findings.isEmpty());
        QVERIFY(!row.vantages.isEmpty());
    }
    QVERIFY(!checkDefinition(u"no-such-check"));
    QVERIFY(!checkDefinition(CheckId{"no-such-check"}));
}

void TestCatalogue::prerequisitesStandBeforeAndFormNoCircle()
{
    QHash<QString, QStringList> edges;
    for (const CheckDefinition &row : checkCatalogue()) {
        for (const CheckId id : row.prerequisites) {
            const CheckDefinition *before = checkDefinition(id);
            QVERIFY2(before, id.view().data());
            // Of the same subject, or of the one container that everything inside needs.
            QVERIFY2(before->subject == row.subject || before->id == CheckId{"gateway-container"} ||
                         before->id == CheckId{"gateway-healthz-inside"},
                     row.id.view().data());
            edges[row.id.toString()] << id.toString();
        }
    }
    const std::function<bool(const QString &, QStringList)> isCircular = [&](const QString &id, QStringList way) {
        if (way.contains(id)) {
            return true;
        }
        way << id;
        const QStringList next = edges.value(id);
        return std::ranges::any_of(next, [&](const QString &before) { return isCircular(before, way); });
    };
    for (const CheckDefinition &row : checkCatalogue()) {
        QVERIFY2(!isCircular(row.id.toString(), {}), row.id.view().data());
    }
}

void TestCatalogue::declaredFindingsAreInTheVocabularyOnce()
{
    for (const CheckDefinition &row : checkCatalogue()) {
        for (const FindingId id : row.findings) {
            QVERIFY2(findingDefinition(id), id.view().data());
            QVERIFY2(row.findings.count(id) == 1, qPrintable(row.id.toString() + u' ' + id.toString()));
        }
    }
}

void TestCatalogue::everyPlanWorksForEveryDeployment()
{
    for (const Deployment &deployment : deployments()) {
        for (const bool completionAllowed : {true, false}) {
            for (const PlannedCheck &check : planChecks(deployment, completionAllowed)) {
                QSet<QString> roles;
                for (const NamedRequest &named : check.plan.requests) {
                    QVERIFY(!roles.contains(QString{named.role}));
                    roles.insert(QString{named.role});
                    if (const HttpRequest *request = httpOf(named)) {
                        QVERIFY(request->url.isValid() && !request->url.host().isEmpty());
                        QVERIFY(!request->url.path().contains("//"_L1));
                    }
                }
                QVERIFY(check.plan.skip == SkipReason::None || check.plan.requests.isEmpty());
            }
        }
    }
    for (const PlannedCheck &check : planChecks(Deployment{}, true)) {
        QVERIFY2(check.plan.skip == SkipReason::NotConfigured, check.key.check.view().data());
    }
}

void TestCatalogue::everyJudgeIsTotalWithoutEvidence()
{
    for (const Deployment &deployment : deployments()) {
        for (const CheckDefinition &row : checkCatalogue()) {
            for (const QString &subject : subjectsOf(row.subject, deployment) + QStringList{u"nobody"_s}) {
                const Findings findings = row.judge(judgeInput(deployment, {}, subject));
                for (const Finding &finding : findings) {
                    QVERIFY2(row.findings.contains(finding.id),
                             qPrintable(row.id.toString() + u' ' + finding.id.toString()));
                }
            }
        }
    }
}

void TestCatalogue::readyIsNeverAsked()
{
    // It calls clouds and fails on healthy self-hosted gateways.
    for (const Deployment &deployment : deployments()) {
        for (const PlannedCheck &check : planChecks(deployment, true)) {
            for (const NamedRequest &named : check.plan.requests) {
                const HttpRequest *request = httpOf(named);
                QVERIFY(!request || !request->url.path().contains("/monitoring/ready"_L1));
            }
        }
    }
}

void TestCatalogue::oneCompletionPerModelAndNoneWhenNotAllowed()
{
    const Deployment deployment = exampleDeployment();
    for (const bool isAllowed : {true, false}) {
        QList<HttpRequest> completions;
        for (const PlannedCheck &check : planChecks(deployment, isAllowed)) {
            for (const NamedRequest &named : check.plan.requests) {
                const HttpRequest *request = httpOf(named);
                if (request && check.key.vantage == Vantage::Workstation && request->method != "GET" &&
                    !completions.contains(*request)) {
                    completions << *request;
                }
            }
            if (check.key.check == CheckId{"model-completion"} && check.key.vantage == Vantage::Workstation) {
                QCOMPARE(check.plan.skip, isAllowed ? SkipReason::None : SkipReason::CompletionDisabled);
            }
        }
        QCOMPARE(completions.size(), isAllowed ? 1 : 0);
    }
}

void TestCatalogue::completionsAskAsTheGatewayDoes()
{
    Model model = exampleDeployment().models.first();
    const auto request = modelrequests::completion(model);
    QVERIFY(request);
    QCOMPARE(request->method, "POST");
    QCOMPARE(request->url, QUrl(u"http://vllm.example.com:8000/v1/chat/completions"_s));
    QCOMPARE(request->bearer.model, u"mistral"_s);
    QVERIFY(request->stream);
    const QJsonObject body = QJsonDocument::fromJson(request->body).object();
    QCOMPARE(body.value("model"_L1).toString(), u"Mistral-Small"_s);
    QVERIFY(body.value("stream"_L1).toBool());
    QVERIFY(body.value("max_tokens"_L1).toInt() <= 16);
    QVERIFY(!body.contains("tools"_L1));

    model.features << u"duo_agent_platform"_s;
    QVERIFY(QJsonDocument::fromJson(modelrequests::completion(model)->body).object().contains("tools"_L1));
    model.apiKey.from = ApiKeySource::None;
    QVERIFY(modelrequests::completion(model)->bearer.model.isEmpty());
    model.identifier = u"bedrock/us.anthropic"_s;
    QVERIFY(!modelrequests::completion(model));
    QVERIFY(!modelrequests::main(model));
}

void TestCatalogue::healthIsAskedAtTheServersRoot_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<QString>("expected");
    QTest::newRow("vLLM") << u"vllm"_s << u"http://a:8000/v1"_s << u"http://a:8000/health"_s;
    QTest::newRow("vLLM without /v1") << u"vllm"_s << u"http://a:8000/"_s << u"http://a:8000/health"_s;
    QTest::newRow("llama.cpp") << u"llamacpp"_s << u"http://a:8080/v1/"_s << u"http://a:8080/health"_s;
    QTest::newRow("LiteLLM, never /health")
        << u"litellm"_s << u"http://a:4000"_s << u"http://a:4000/health/liveliness"_s;
    QTest::newRow("Ollama") << u"ollama"_s << u"http://a:11434/v1"_s << u"http://a:11434/"_s;
    QTest::newRow("unknown") << QString() << u"http://a:8000/v1"_s << QString();
}

void TestCatalogue::healthIsAskedAtTheServersRoot()
{
    QFETCH(QString, provider);
    QFETCH(QString, endpoint);
    QFETCH(QString, expected);
    Model model = exampleDeployment().models.first();
    model.provider = provider;
    model.endpoint = endpoint;
    const auto request = modelrequests::health(model);
    QCOMPARE(request ? request->url.toString() : QString(), expected);
    QVERIFY(!request || request->bearer.model.isEmpty());
}

void TestCatalogue::healthIsWeighedAgainstTheChat()
{
    for (const bool isAllowed : {true, false}) {
        QStringList roles;
        for (const PlannedCheck &check : planChecks(exampleDeployment(), isAllowed)) {
            if (check.key.check == CheckId{"model-health"} && check.key.vantage == Vantage::Workstation) {
                for (const NamedRequest &named : check.plan.requests) {
                    roles << QString{named.role};
                }
            }
        }
        QCOMPARE(roles.contains(role::kHealth), true);
        QCOMPARE(roles.contains(role::kCompletion), isAllowed);
    }
}

void TestCatalogue::checksOfOneHostShareTheirProbes()
{
    QList<ProbeRequest> distinct;
    for (const PlannedCheck &check : planChecks(exampleDeployment(), true)) {
        for (const NamedRequest &named : check.plan.requests) {
            QCOMPARE(check.key.vantage, Vantage::Workstation); // nothing else is reached here
            if (!distinct.contains(named.request)) {
                distinct << named.request;
            }
        }
    }
    // GitLab 3, gateway 2, gRPC 2, metrics 1, WebSocket 1, model: list, other list, health, completion.
    QCOMPARE(distinct.size(), 13);
}

void TestCatalogue::eachTrustFileHasItsCheck()
{
    Deployment deployment = exampleDeployment();
    deployment.baseFolder = u"/srv/duo"_s;
    deployment.trust.caBundle = u"ca.pem"_s;
    deployment.trust.gitlabTrustedCerts = u"/etc/gitlab/trusted-certs"_s;
    QStringList asked;
    for (const PlannedCheck &check : planChecks(deployment, true)) {
        if (check.definition->subject == SubjectKind::TrustFile) {
            QCOMPARE(check.plan.requests.size(), 1);
            asked << check.key.check.toString() + u' ' +
                         std::get<CertificateFileRequest>(check.plan.requests.first().request).path;
        }
    }
    const QStringList expected{u"trust-ca-bundle /srv/duo/ca.pem"_s, u"trust-gitlab-certs /etc/gitlab/trusted-certs"_s};
    QCOMPARE(asked, expected);
}

void TestCatalogue::inHttpNothingIsAskedOfTls()
{
    Deployment deployment = exampleDeployment();
    deployment.gitlab.url = u"http://gitlab.example.com"_s;
    deployment.aiGateway.url = u"http://aigw.example.com:5052"_s;
    const QSet<QString> skipped{u"gitlab-tls"_s,          u"gitlab-certificate"_s, u"gateway-tls"_s,
                                u"gateway-certificate"_s, u"model-tls"_s,          u"model-certificate"_s};
    int seen = 0;
    for (const PlannedCheck &check : planChecks(deployment, true)) {
        if (check.key.vantage == Vantage::Workstation && skipped.contains(check.key.check.toString())) {
            QCOMPARE(check.plan.skip, SkipReason::NotApplicable);
            ++seen;
        }
    }
    QCOMPARE(seen, 6);
}

void TestCatalogue::railsIsStartedOnce()
{
    Deployment deployment = exampleDeployment();
    deployment.gitlab.reach.via = ReachVia::Ssh;
    QList<ProbeRequest> requests;
    int rows = 0;
    for (const PlannedCheck &check : planChecks(deployment, true)) {
        for (const NamedRequest &named : check.plan.requests) {
            if (std::holds_alternative<RailsRequest>(named.request)) {
                ++rows;
                if (!requests.contains(named.request)) {
                    requests << named.request;
                }
            }
        }
    }
    QVERIFY(rows > 10);
    QCOMPARE(requests.size(), 1);
}

void TestCatalogue::withoutAWayTheOthersAreSkipped()
{
    for (const PlannedCheck &check : planChecks(exampleDeployment(), true)) {
        if (check.key.vantage != Vantage::Workstation) {
            QVERIFY2(check.plan.skip != SkipReason::None, check.key.check.view().data());
        }
    }
}

DUODOCTOR_TEST_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
