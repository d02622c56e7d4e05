#include "judge/troubleshoot_judge.h"
#include "output_cases.h"
#include "recognise/readers.h"
#include "support/evidence_builder.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

std::optional<Findings> judged(const QString &text)
{
    return judgedOutput(readers::troubleshootReport(text), role::kTroubleshoot, judgeTroubleshootReport);
}

} // namespace

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
    addOutputRows(u"troubleshoot"_s);
}

void TestTroubleshootJudge::everyOutputGivesItsFindings()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    const auto findings = judged(text);
    QVERIFY(findings);
    QCOMPARE(idsOf(*findings), expected);
    QVERIFY(standOnEvidence(*findings));
}

void TestTroubleshootJudge::hostileTextsAreSurvived()
{
    for (const QString &text : hostileTexts()) {
        judged(text);
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
