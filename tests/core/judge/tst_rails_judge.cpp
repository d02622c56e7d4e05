#include "judge/rails_judge.h"
#include "judge/ruby_error.h"
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
    return judgedOutput(readers::railsAnswers(text), role::kRails, judgeRailsAnswers);
}

} // namespace

class TestRailsJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyOutputGivesItsFindings_data();
    void everyOutputGivesItsFindings();
    void hostileTextsAreSurvived();
    void ourMarkOfAMessageIsNotShown();
    void withoutEvidenceNothingIsSaid();
};

void TestRailsJudge::everyOutputGivesItsFindings_data()
{
    addOutputRows(u"rails"_s);
}

void TestRailsJudge::everyOutputGivesItsFindings()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    const auto findings = judged(text);
    QVERIFY(findings);
    QCOMPARE(idsOf(*findings), expected);
    QVERIFY(standOnEvidence(*findings));
}

void TestRailsJudge::hostileTextsAreSurvived()
{
    for (const QString &text : hostileTexts()) {
        judged(text);
    }
}

void TestRailsJudge::ourMarkOfAMessageIsNotShown()
{
    const auto finding =
        findingOfRubyError(u"Refused::Message"_s, u"certificate verify failed (self-signed certificate)"_s,
                           QUrl(u"https://vllm.example.com/v1"_s), u"model \"chat\""_s);
    QVERIFY(finding);
    for (const QString &value : finding->arguments.values()) {
        QVERIFY2(!value.contains(u"Refused::"_s), qPrintable(value));
    }
}

void TestRailsJudge::withoutEvidenceNothingIsSaid()
{
    const Deployment deployment = exampleDeployment();
    QVERIFY(judgeRailsAnswers(judgeInput(deployment, {})).isEmpty());
}

DUODOCTOR_TEST_MAIN(TestRailsJudge)
#include "tst_rails_judge.moc"
