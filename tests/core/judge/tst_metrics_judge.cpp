#include "judge/metrics_judge.h"
#include "support/evidence_builder.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{
const QString kUrl = u"http://aigw.example.com:8082/metrics"_s;
const QByteArray kMetrics = "# HELP python_info Python platform\n# TYPE python_info gauge\npython_info 1.0\n";
} // namespace

class TestMetricsJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyPrometheusTextPasses_data();
    void onlyPrometheusTextPasses();
    void anInvalidUrlIsNamed();
    void hostileAnswersAreSurvived();
};

void TestMetricsJudge::onlyPrometheusTextPasses_data()
{
    using Kind = NetworkFailureKind;
    QTest::addColumn<EvidencePtr>("evidence");
    QTest::addColumn<QStringList>("expected");
    const QStringList away{u"gateway-metrics-unreachable"_s};
    const auto row = [](const char *name, const ExchangeBuilder &builder, const QStringList &expected) {
        QTest::newRow(name) << builder.evidence() << expected;
    };
    row("metrics", ExchangeBuilder(kUrl).answers(200, kMetrics, "text/plain"), {});
    row("refused is never connect-refused", ExchangeBuilder(kUrl).fails(Kind::Refused, NetworkStage::Connect), away);
    row("dropped", ExchangeBuilder(kUrl).fails(Kind::TimedOut, NetworkStage::Connect), away);
    row("unknown name", ExchangeBuilder(kUrl).fails(Kind::NameNotFound, NetworkStage::Resolve), away);
    row("closed", ExchangeBuilder(kUrl).fails(Kind::ClosedByPeer, NetworkStage::Response), away);
    row("404", ExchangeBuilder(kUrl).json(404, R"({"detail":"Not Found"})"), away);
    row("a page", ExchangeBuilder(kUrl).html(200, "<html>"), away);
    row("empty", ExchangeBuilder(kUrl).answers(200), away);
    row("cancelled", ExchangeBuilder(kUrl).fails(Kind::Cancelled, NetworkStage::Connect), {});
}

void TestMetricsJudge::onlyPrometheusTextPasses()
{
    QFETCH(EvidencePtr, evidence);
    QFETCH(QStringList, expected);
    const Deployment deployment = exampleDeployment();
    const Findings findings = judgeMetrics(judgeInput(deployment, {{role::kExchange, evidence}}, kUrl));
    QCOMPARE(idsOf(findings), expected);
    for (const Finding &finding : findings) {
        QCOMPARE(finding.arguments.value(Argument::Host), u"aigw.example.com"_s);
        QCOMPARE(finding.arguments.value(Argument::Service), u"the metrics endpoint"_s);
        QVERIFY(!finding.arguments.value(Argument::Detail).isEmpty());
    }
}

void TestMetricsJudge::anInvalidUrlIsNamed()
{
    const Deployment deployment = exampleDeployment();
    QCOMPARE(idsOf(judgeMetrics(judgeInput(deployment, {}, u"aigw:8082/metrics"_s))), QStringList{u"url-invalid"_s});
}

void TestMetricsJudge::hostileAnswersAreSurvived()
{
    const Deployment deployment = exampleDeployment();
    for (const QByteArray &body : hostileBodies()) {
        const EvidencePtr evidence = ExchangeBuilder(kUrl).answers(200, body).evidence();
        QCOMPARE(judgeMetrics(judgeInput(deployment, {{role::kExchange, evidence}}, kUrl)).size(), 1);
    }
}

DUODOCTOR_TEST_MAIN(TestMetricsJudge)
#include "tst_metrics_judge.moc"
