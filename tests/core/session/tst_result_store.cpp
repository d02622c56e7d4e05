#include "judge/finding_ids.h"
#include "session/result_store.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

const CheckKey kName{CheckId{"gateway-name"}, Vantage::Workstation, {}};
const CheckKey kConnection{CheckId{"gateway-connection"}, Vantage::Workstation, {}};
const CheckKey kCaptured{CheckId{"captured-gateway-log"}, Vantage::Gateway, {}};

CheckResult resultOf(const CheckKey &key, CheckStatus status = CheckStatus::Passed,
                     EvidenceSource source = EvidenceSource::Live)
{
    Evidence evidence;
    evidence.source = source;
    CheckResult result;
    result.key = key;
    result.status = status;
    result.evidence = {std::make_shared<const Evidence>(evidence)};
    return result;
}

QList<CheckKey> keysOf(const QList<CheckResult> &results)
{
    QList<CheckKey> keys;
    for (const CheckResult &result : results) {
        keys << result.key;
    }
    return keys;
}

} // namespace

class TestResultStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void resultsStandInTheOrderOfThePlan()
    {
        ResultStore store;
        store.reset({kName, kConnection});
        store.put(resultOf(kConnection));
        store.put(resultOf(kCaptured));
        store.put(resultOf(kName));
        const QList<CheckKey> expected{kName, kConnection, kCaptured};
        QCOMPARE(keysOf(store.shown()), expected);
        QCOMPARE(keysOf(store.seen()), expected);
    }

    void aLaterResultTakesThePlaceOfTheEarlier()
    {
        ResultStore store;
        store.reset({kName});
        store.put(resultOf(kName, CheckStatus::Failed));
        store.put(resultOf(kName, CheckStatus::Passed));
        QCOMPARE(store.shown().size(), 1);
        QCOMPARE(store.find(kName)->status, CheckStatus::Passed);
        QVERIFY(!store.find(kConnection));
    }

    void whatSomebodyBroughtOutlivesANewRun()
    {
        ResultStore store;
        store.reset({kName, kConnection});
        store.put(resultOf(kName));
        store.put(resultOf(kConnection, CheckStatus::Passed, EvidenceSource::Pasted));
        store.dropLive();
        QCOMPARE(keysOf(store.shown()), QList<CheckKey>{kConnection});
    }

    void aSkipSaysLessThanWhatSomebodyBrought()
    {
        ResultStore store;
        store.reset({kName, kConnection});
        store.put(resultOf(kName));
        store.put(resultOf(kConnection, CheckStatus::Failed, EvidenceSource::File));
        QVERIFY(store.isLessThanKnown(resultOf(kConnection, CheckStatus::Skipped)));
        QVERIFY(!store.isLessThanKnown(resultOf(kConnection, CheckStatus::Passed)));
        QVERIFY(!store.isLessThanKnown(resultOf(kName, CheckStatus::Skipped)));
    }

    void severalTextsOfOneKindStayApart()
    {
        ResultStore store;
        store.reset({kName});
        QCOMPARE(store.keyFor(kCaptured), kCaptured);
        store.put(resultOf(kCaptured));
        QCOMPARE(store.keyFor(kCaptured).subject, u"#2"_s);
        store.put(resultOf(kName));
        QCOMPARE(store.keyFor(kName), kName);
    }

    void aResultMakesTheDiagnosisAnew()
    {
        ResultStore store;
        store.reset({kName});
        QVERIFY(store.diagnosis().rootCauses.isEmpty());
        CheckResult failed = resultOf(kName, CheckStatus::Failed);
        Finding finding = makeFinding(finding::kDnsNotFound, {{Argument::Host, u"aigw.example.com"_s}});
        finding.evidence = failed.evidence;
        failed.findings = {finding};
        store.put(failed);
        QCOMPARE(store.diagnosis().rootCauses.size(), 1);
        store.reset({kName});
        QVERIFY(store.diagnosis().rootCauses.isEmpty());
        QVERIFY(store.shown().isEmpty());
    }
};

DUODOCTOR_TEST_MAIN(TestResultStore)
#include "tst_result_store.moc"
