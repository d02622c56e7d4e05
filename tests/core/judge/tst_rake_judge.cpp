#include "judge/rake_judge.h"
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
    return judgedOutput(readers::rakeReport(text), role::kRake, judgeRakeReport);
}

} // namespace

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
    addOutputRows(u"rake"_s);
}

void TestRakeJudge::everyOutputGivesItsFindings()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    const auto findings = judged(text);
    QVERIFY(findings);
    QCOMPARE(idsOf(*findings), expected);
    QVERIFY(standOnEvidence(*findings));
}

void TestRakeJudge::hostileTextsAreSurvived()
{
    for (const QString &text : hostileTexts()) {
        judged(text);
    }
}

void TestRakeJudge::withoutEvidenceNothingIsSaid()
{
    const Deployment deployment = exampleDeployment();
    QVERIFY(judgeRakeReport(judgeInput(deployment, {})).isEmpty());
}

DUODOCTOR_TEST_MAIN(TestRakeJudge)
#include "tst_rake_judge.moc"
