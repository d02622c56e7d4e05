#include "diagnosis/diagnosis.h"
#include "diagnosis/outside_view.h"
#include "diagnosis/weighing.h"
#include "judge/finding_ids.h"
#include "judge/finding_vocabulary.h"
#include "support/evidence_builder.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

CheckResult fromHere(const char *check, const EvidencePtr &evidence, FindingId finding = finding::kDnsNotFound)
{
    CheckResult result;
    result.key = {CheckId{check}, Vantage::Workstation, {}};
    result.status = CheckStatus::Failed;
    result.findings << makeFinding(finding);
    result.evidence << evidence;
    return result;
}

CheckResult passedHere(const char *check, const EvidencePtr &evidence)
{
    CheckResult result;
    result.key = {CheckId{check}, Vantage::Workstation, {}};
    result.status = CheckStatus::Passed;
    result.evidence << evidence;
    return result;
}

CheckResult byHand(const char *check)
{
    CheckResult result;
    result.key = {CheckId{check}, Vantage::GitLab, {}};
    result.status = CheckStatus::Skipped;
    result.skipReason = SkipReason::ByHand;
    return result;
}

EvidencePtr nameless(const QString &url)
{
    return ExchangeBuilder(url).fails(NetworkFailureKind::NameNotFound, NetworkStage::Resolve).evidence();
}

EvidencePtr refused(const QString &url)
{
    return ExchangeBuilder(url).fails(NetworkFailureKind::Refused, NetworkStage::Connect).evidence();
}

const QString kGitlab = u"https://gitlab.example.com"_s;
const QString kGateway = u"https://aigw.example.com"_s;

} // namespace

/// A support call: nobody here reaches the customer's machines.
class TestOutsideView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatNobodyReachesFromOutsideIsNoCause()
    {
        const QList<CheckResult> results{fromHere("gitlab-name", nameless(kGitlab)),
                                         fromHere("gateway-name", nameless(kGateway)), byHand("gateway-healthz")};
        QVERIFY(standsOutside(results));
        const Diagnosis diagnosis = diagnose(results);
        QVERIFY(diagnosis.rootCauses.isEmpty());
        QCOMPARE(diagnosis.summary.status, HealthStatus::Unknown);
        QVERIFY(weighedResults(results).at(1).skipDetail.contains("outside"_L1));
    }

    void aGatewayThatIsNotReachedBesideGitlabIsACause()
    {
        const QList<CheckResult> results{
            passedHere("gitlab-connection", ExchangeBuilder(kGitlab).answers(200).evidence()),
            fromHere("gateway-name", nameless(kGateway)), byHand("gateway-healthz")};
        QVERIFY(!standsOutside(results));
        QCOMPARE(diagnose(results).rootCauses.first().finding.id, finding::kDnsNotFound);
    }

    void aMachineThatRefusesIsReached()
    {
        const QList<CheckResult> results{fromHere("gitlab-name", nameless(kGitlab)),
                                         fromHere("gateway-connection", refused(kGateway), finding::kConnectRefused),
                                         byHand("gateway-healthz")};
        QVERIFY(!standsOutside(results));
        QCOMPARE(diagnose(results).rootCauses.size(), 2);
    }

    void whereNobodyPastesNothingIsLeftOut()
    {
        const QList<CheckResult> results{fromHere("gitlab-name", nameless(kGitlab)),
                                         fromHere("gateway-name", nameless(kGateway))};
        QVERIFY(!standsOutside(results));
        QVERIFY(!diagnose(results).rootCauses.isEmpty());
    }

    void whatSomebodyLookedAtThereStandsInside()
    {
        CheckResult there = byHand("gateway-healthz");
        there.status = CheckStatus::Passed;
        there.skipReason = SkipReason::None;
        there.evidence << ExchangeBuilder(kGateway).answers(200).evidence();
        QVERIFY(!standsOutside({fromHere("gitlab-name", nameless(kGitlab)), there, byHand("license")}));
    }

    void aTextThatWasBroughtKeepsItsWeight()
    {
        auto quoted = std::make_shared<Evidence>(*nameless(kGateway));
        quoted->source = EvidenceSource::Pasted;
        const CheckResult brought = fromHere("read-error-message", quoted);
        QCOMPARE(seenFromOutside(brought).status, CheckStatus::Failed);
    }
};

DUODOCTOR_TEST_MAIN(TestOutsideView)
#include "tst_outside_view.moc"
