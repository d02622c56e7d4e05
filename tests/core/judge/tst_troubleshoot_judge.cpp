#include "judge/troubleshoot_judge.h"
#include "output_cases.h"
#include "recognise/readers.h"
#include "support/evidence_builder.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

class TestTroubleshootJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyOutputGivesItsFindings_data();
    void everyOutputGivesItsFindings();
    void hostileTextsAreSurvived();
    void withoutEvidenceNothingIsSaid();
    void aDeploymentWithoutAgentPlatformMissesNone();
};

void TestTroubleshootJudge::everyOutputGivesItsFindings_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    const QList<OutputCase> cases = outputCases(u"troubleshoot"_s);
    QVERIFY(cases.size() > 30);
    for (const OutputCase &item : cases) {
        QTest::newRow(qPrintable(item.name)) << item.text << item.expected;
    }
}

void TestTroubleshootJudge::everyOutputGivesItsFindings()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    const auto payload = readers::troubleshootReport(text);
    QVERIFY(payload);
    const Deployment deployment = exampleDeployment();
    const JudgeInput input = judgeInput(deployment, {{role::kTroubleshoot, evidenceOf(*payload)}});
    const Findings findings = judgeTroubleshootReport(input);
    QCOMPARE(idsOf(findings), expected);
    for (const Finding &finding : findings) {
        QVERIFY2(!finding.evidence.isEmpty(), "a finding stands on nothing");
    }
}

void TestTroubleshootJudge::hostileTextsAreSurvived()
{
    const Deployment deployment = exampleDeployment();
    for (const QString &text : hostileTexts()) {
        if (const auto payload = readers::troubleshootReport(text)) {
            judgeTroubleshootReport(judgeInput(deployment, {{role::kTroubleshoot, evidenceOf(*payload)}}));
        }
    }
}

void TestTroubleshootJudge::withoutEvidenceNothingIsSaid()
{
    const Deployment deployment = exampleDeployment();
    QVERIFY(judgeTroubleshootReport(judgeInput(deployment, {})).isEmpty());
}

void TestTroubleshootJudge::aDeploymentWithoutAgentPlatformMissesNone()
{
    TroubleshootReport report;
    report.steps << TroubleshootReport::StepResult{TroubleshootReport::Step::WorkflowService, StepOutcome::Failed, {}};
    Deployment deployment = exampleDeployment();
    const auto severity = [&] {
        const Findings findings =
            judgeTroubleshootReport(judgeInput(deployment, {{role::kTroubleshoot, evidenceOf(report)}}));
        return findings.isEmpty() ? Severity::Info : findings.first().severity;
    };
    deployment.aiGateway.agentPlatform = AgentPlatform{u"aigw.example.com:50052"_s, true};
    QCOMPARE(severity(), Severity::Error);
    deployment.aiGateway.agentPlatform.reset();
    QCOMPARE(severity(), Severity::Info);
    deployment.aiGateway.url.clear(); // nothing is known of the deployment
    QCOMPARE(severity(), Severity::Error);
}

DUODOCTOR_TEST_MAIN(TestTroubleshootJudge)
#include "tst_troubleshoot_judge.moc"
