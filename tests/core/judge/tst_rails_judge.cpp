#include "judge/rails_judge.h"
#include "output_cases.h"
#include "recognise/readers.h"
#include "support/evidence_builder.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

class TestRailsJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyOutputGivesItsFindings_data();
    void everyOutputGivesItsFindings();
    void hostileTextsAreSurvived();
    void withoutEvidenceNothingIsSaid();
};

void TestRailsJudge::everyOutputGivesItsFindings_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    const QList<OutputCase> cases = outputCases(u"rails"_s);
    QVERIFY(cases.size() > 30);
    for (const OutputCase &item : cases) {
        QTest::newRow(qPrintable(item.name)) << item.text << item.expected;
    }
}

void TestRailsJudge::everyOutputGivesItsFindings()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    const auto payload = readers::railsAnswers(text);
    QVERIFY(payload);
    const Deployment deployment = exampleDeployment();
    const JudgeInput input = judgeInput(deployment, {{role::kRails, evidenceOf(*payload)}});
    const Findings findings = judgeRailsAnswers(input);
    QCOMPARE(idsOf(findings), expected);
    for (const Finding &finding : findings) {
        QVERIFY2(!finding.evidence.isEmpty(), "a finding stands on nothing");
    }
}

void TestRailsJudge::hostileTextsAreSurvived()
{
    const Deployment deployment = exampleDeployment();
    for (const QString &text : hostileTexts()) {
        if (const auto payload = readers::railsAnswers(text)) {
            judgeRailsAnswers(judgeInput(deployment, {{role::kRails, evidenceOf(*payload)}}));
        }
    }
}

void TestRailsJudge::withoutEvidenceNothingIsSaid()
{
    const Deployment deployment = exampleDeployment();
    QVERIFY(judgeRailsAnswers(judgeInput(deployment, {})).isEmpty());
}

DUODOCTOR_TEST_MAIN(TestRailsJudge)
#include "tst_rails_judge.moc"
