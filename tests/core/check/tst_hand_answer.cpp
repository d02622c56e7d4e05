#include "check/hand_answer.h"

#include "judge/finding_ids.h"
#include "support/evidence_builder.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

EvidencePtr pasted(EvidenceKind kind, const Evidence::Payload &payload)
{
    auto evidence = std::make_shared<Evidence>();
    evidence->source = EvidenceSource::Pasted;
    evidence->kind = kind;
    evidence->payload = payload;
    return evidence;
}

EvidencePtr consoleWithoutUrl()
{
    RailsAnswers answers;
    answers.gatewayUrl = QString{};
    return pasted(EvidenceKind::RailsOutput, answers);
}

CheckKey key(const char *check, Vantage vantage, const QString &subject = {})
{
    return {CheckId{check}, vantage, subject};
}

} // namespace

/// What a person brings in the place of a probe is judged as if the probe had brought it.
class TestHandAnswer : public QObject
{
    Q_OBJECT
private:
    Deployment m_deployment = exampleDeployment();

    QList<CheckResult> answered(const CheckKey &asked, const QList<EvidencePtr> &evidence) const
    {
        return answersByHand(asked, evidence, {&m_deployment, QDateTime::currentDateTimeUtc(), nullptr});
    }

private Q_SLOTS:
    void theAskedCheckIsAnsweredFirst()
    {
        const CheckKey asked = key("gateway-url-setting", Vantage::GitLab);
        const QList<CheckResult> results = answered(asked, {consoleWithoutUrl()});
        QVERIFY(!results.isEmpty());
        QVERIFY(results.first().key == asked);
        QCOMPARE(results.first().status, CheckStatus::Failed);
        QCOMPARE(idsOf(results.first().findings), QStringList{u"gateway-url-not-set"_s});
    }

    void oneConsoleSessionAnswersEveryQuestionThatItAsked()
    {
        RailsAnswers answers;
        answers.gatewayUrl = QString{};
        answers.licensePlan = u"ultimate"_s;
        answers.licenseHasCodeSuggestions = true;
        const QList<CheckResult> results =
            answered(key("gateway-url-setting", Vantage::GitLab), {pasted(EvidenceKind::RailsOutput, answers)});
        QStringList ids;
        for (const CheckResult &result : results) {
            QCOMPARE(result.key.vantage, Vantage::GitLab);
            QCOMPARE(result.evidence.size(), 1);
            ids << result.key.check.toString();
        }
        QCOMPARE(ids, (QStringList{u"gateway-url-setting"_s, u"license"_s}));
    }

    void aSnippetThatAskedSomethingElseIsNoAnswer()
    {
        QVERIFY(answered(key("seat", Vantage::GitLab), {consoleWithoutUrl()}).isEmpty());
    }

    void textOfAnotherKindAnswersNothing()
    {
        QVERIFY(answered(key("gateway-url-setting", Vantage::GitLab),
                         {pasted(EvidenceKind::Environment, EnvironmentListing{})})
                    .isEmpty());
        QVERIFY(answered(key("gateway-url-setting", Vantage::GitLab),
                         {pasted(EvidenceKind::Unrecognised, UnrecognisedText{})})
                    .isEmpty());
    }

    void anUnknownCheckIsAnsweredByNothing()
    {
        QVERIFY(answered(key("no-such-check", Vantage::GitLab), {consoleWithoutUrl()}).isEmpty());
    }

    void anAnswerWithoutItsUrlCountsAsTheOneThatWasAsked()
    {
        HttpExchange exchange;
        exchange.status = 502;
        const QList<CheckResult> results =
            answered(key("gateway-healthz", Vantage::GitLab), {pasted(EvidenceKind::HttpStatus, exchange)});
        QVERIFY(!results.isEmpty());
        QCOMPARE(results.first().status, CheckStatus::Failed);
        QCOMPARE(results.first().evidence.first()->httpExchange()->url.path(), u"/monitoring/healthz"_s);
        QCOMPARE(results.first().evidence.first()->vantage, Vantage::GitLab);
    }

    void anAnswerOfAnotherPathIsNotTaken()
    {
        HttpExchange exchange;
        exchange.url = QUrl{u"https://aigw.example.com/metrics"_s};
        exchange.status = 200;
        QVERIFY(
            answered(key("gateway-healthz", Vantage::GitLab), {pasted(EvidenceKind::CurlVerbose, exchange)}).isEmpty());
    }

    void aRequestThatFailedOnItsWayPassesNothingBehind()
    {
        HttpExchange exchange;
        exchange.url = QUrl{u"https://aigw.example.com/monitoring/healthz"_s};
        exchange.failure.kind = NetworkFailureKind::CertificateNotTrusted;
        exchange.failure.stage = NetworkStage::Tls;
        const EvidencePtr evidence = pasted(EvidenceKind::CurlVerbose, exchange);
        QVERIFY(answered(key("gateway-healthz", Vantage::GitLab), {evidence}).isEmpty());
        const QList<CheckResult> results = answered(key("gateway-connection", Vantage::GitLab), {evidence});
        QVERIFY(!results.isEmpty());
        QCOMPARE(results.first().status, CheckStatus::Passed);
        for (const CheckResult &result : results) {
            QVERIFY2(result.key.check != CheckId{"gateway-healthz"} &&
                         result.key.check != CheckId{"gateway-identity"} &&
                         result.key.check != CheckId{"gateway-reach-compared"},
                     qPrintable(result.key.check.toString()));
        }
    }

    void oneModelsAnswerSaysNothingOfAnother()
    {
        Model second = m_deployment.models.first();
        second.name = u"second"_s;
        second.endpoint = u"http://other.example.com:8000/v1"_s;
        m_deployment.models << second;
        HttpExchange exchange;
        exchange.status = 404;
        exchange.body = "{}";
        const QList<CheckResult> results =
            answered(key("model-served", Vantage::Gateway, u"second"_s), {pasted(EvidenceKind::HttpBody, exchange)});
        m_deployment.models.removeLast();
        QVERIFY(!results.isEmpty());
        for (const CheckResult &result : results) {
            QVERIFY2(result.key.subject.isEmpty() || result.key.subject == "second"_L1, qPrintable(result.key.subject));
        }
    }
};

DUODOCTOR_TEST_MAIN(TestHandAnswer)
#include "tst_hand_answer.moc"
