#include "judge/rake_judge.h"
#include "output_cases.h"
#include "recognise/readers.h"
#include "support/evidence_builder.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

class TestRakeJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyOutputGivesItsFindings_data();
    void everyOutputGivesItsFindings();
    void hostileTextsAreSurvived();
    void withoutEvidenceNothingIsSaid();
};

void TestRakeJudge::everyOutputGivesItsFindings_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    const QList<OutputCase> cases = outputCases(u"rake"_s);
    QVERIFY(cases.size() > 30);
    for (const OutputCase &item : cases) {
        QTest::newRow(qPrintable(item.name)) << item.text << item.expected;
    }
}

void TestRakeJudge::everyOutputGivesItsFindings()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    const auto payload = readers::rakeReport(text);
    QVERIFY(payload);
    const Deployment deployment = exampleDeployment();
    const JudgeInput input = judgeInput(deployment, {{role::kRake, evidenceOf(*payload)}});
    const Findings findings = judgeRakeReport(input);
    QCOMPARE(idsOf(findings), expected);
    for (const Finding &finding : findings) {
        QVERIFY2(!finding.evidence.isEmpty(), "a finding stands on nothing");
    }
}

void TestRakeJudge::hostileTextsAreSurvived()
{
    const Deployment deployment = exampleDeployment();
    for (const QString &text : hostileTexts()) {
        if (const auto payload = readers::rakeReport(text)) {
            judgeRakeReport(judgeInput(deployment, {{role::kRake, evidenceOf(*payload)}}));
        }
    }
}

void TestRakeJudge::withoutEvidenceNothingIsSaid()
{
    const Deployment deployment = exampleDeployment();
    QVERIFY(judgeRakeReport(judgeInput(deployment, {})).isEmpty());
}

DUODOCTOR_TEST_MAIN(TestRakeJudge)
#include "tst_rake_judge.moc"
