#include "playbook/escalation.h"

#include "check/check_definition.h"
#include "judge/finding_ids.h"
#include "judge/finding_vocabulary.h"
#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

CheckResult made(const char *check, CheckStatus status, const QList<FindingId> &findings = {},
                 const QString &subject = {})
{
    CheckResult result;
    result.key = {CheckId{check}, Vantage::Workstation, subject};
    result.status = status;
    for (const FindingId id : findings) {
        result.findings << makeFinding(id);
    }
    return result;
}

CheckResult skipped(const char *check, SkipReason reason)
{
    CheckResult result = made(check, CheckStatus::Skipped);
    result.skipReason = reason;
    return result;
}

QList<CheckResult> allBasics(CheckStatus status = CheckStatus::Passed)
{
    QList<CheckResult> results;
    for (const char *check : {"gateway-connection", "gateway-healthz", "gateway-url-setting", "license", "seat",
                              "feature-settings", "model-connection", "model-completion"}) {
        results << made(check, status);
    }
    return results;
}

EscalationCriterion criterionOf(const QString &id, const EscalationCase &known)
{
    for (const EscalationCriterion &criterion : escalationCriteria(known)) {
        if (criterion.id == id) {
            return criterion;
        }
    }
    return {};
}

} // namespace

Q_DECLARE_METATYPE(duodoctor::EscalationCase)

class TestEscalation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyCriterionStandsOnceWithAReason()
    {
        QStringList ids;
        for (const EscalationCriterion &criterion : escalationCriteria({})) {
            ids << criterion.id;
            QVERIFY(!criterion.title.isEmpty() && !criterion.title.endsWith(u'.'));
            QVERIFY2(criterion.reason.endsWith(u'.') || criterion.reason.endsWith(u'?'), qPrintable(criterion.reason));
        }
        QCOMPARE(ids, (QStringList{u"basic-steps"_s, u"model-integration"_s, u"unit-primitive"_s, u"several-users"_s,
                                   u"model-performance"_s}));
    }

    void whatWasSeenDecides_data()
    {
        QTest::addColumn<QString>("criterion");
        QTest::addColumn<EscalationCase>("known");
        QTest::addColumn<QString>("state");
        const QString basic = u"basic-steps"_s;
        QTest::newRow("nothing was looked at") << basic << EscalationCase{} << u"only-a-person"_s;
        QTest::newRow("all basics passed") << basic << EscalationCase{{}, allBasics(), {}} << u"met"_s;
        QTest::newRow("a warning is no failure")
            << basic << EscalationCase{{}, allBasics(CheckStatus::Warning), {}} << u"met"_s;
        EscalationCase oneFailed{{}, allBasics(), {}};
        oneFailed.results[4].status = CheckStatus::Failed;
        QTest::newRow("one failed") << basic << oneFailed << u"not-met"_s;
        EscalationCase notReached{{}, allBasics(), {}};
        notReached.results[2] = skipped("gateway-url-setting", SkipReason::NoReach);
        QTest::newRow("one was not reached") << basic << notReached << u"only-a-person"_s;
        EscalationCase noModel{{}, allBasics(), {}};
        noModel.results[6] = skipped("model-connection", SkipReason::NotConfigured);
        noModel.results[7] = skipped("model-completion", SkipReason::NotApplicable);
        QTest::newRow("no model to look at") << basic << noModel << u"met"_s;
        EscalationCase otherPlace{{}, allBasics(), {}};
        otherPlace.results << made("gateway-healthz", CheckStatus::Blocked);
        QTest::newRow("made from one place is enough") << basic << otherPlace << u"met"_s;

        const QString integration = u"model-integration"_s;
        const QList<FindingId> broken{finding::kModelResponseMalformed};
        QTest::newRow("nothing seen of the model") << integration << EscalationCase{} << u"only-a-person"_s;
        QTest::newRow("direct yes, through the gateway no")
            << integration
            << EscalationCase{{},
                              {made("model-completion", CheckStatus::Passed),
                               made("gateway-chat", CheckStatus::Failed, broken)},
                              {}}
            << u"met"_s;
        QTest::newRow("direct yes, the gateway fails for another reason")
            << integration
            << EscalationCase{{},
                              {made("model-completion", CheckStatus::Passed),
                               made("full-request", CheckStatus::Failed, {finding::kAuthUnauthorized})},
                              {}}
            << u"only-a-person"_s;
        QTest::newRow("not even directly")
            << integration
            << EscalationCase{{},
                              {made("model-completion", CheckStatus::Failed, {finding::kModelServerError}),
                               made("gateway-log", CheckStatus::Failed, broken)},
                              {}}
            << u"not-met"_s;

        const QString primitive = u"unit-primitive"_s;
        QTest::newRow("the walk ended there")
            << primitive << EscalationCase{{}, {}, {u"button-look"_s, u"article-unit-primitives"_s}} << u"met"_s;
        QTest::newRow("a check found it")
            << primitive
            << EscalationCase{{}, {made("seat", CheckStatus::Failed, {finding::kFeatureNotInUnitPrimitives})}, {}}
            << u"met"_s;
        QTest::newRow("nothing of it") << primitive << EscalationCase{{}, allBasics(), {}} << u"only-a-person"_s;

        QTest::newRow("one user") << u"several-users"_s << EscalationCase{u"user-denied"_s, {}, {}} << u"not-met"_s;
        QTest::newRow("who knows") << u"several-users"_s << EscalationCase{u"chat"_s, {}, {}} << u"only-a-person"_s;

        const QString speed = u"model-performance"_s;
        const auto timed = [](const QString &model, bool isSlow) {
            return made("model-speed", isSlow ? CheckStatus::Warning : CheckStatus::Passed,
                        isSlow ? QList{finding::kModelSlow} : QList<FindingId>{}, model);
        };
        QTest::newRow("not timed") << speed << EscalationCase{} << u"only-a-person"_s;
        QTest::newRow("all fast") << speed << EscalationCase{{}, {timed(u"a"_s, false), timed(u"b"_s, false)}, {}}
                                  << u"not-met"_s;
        QTest::newRow("one of two") << speed << EscalationCase{{}, {timed(u"a"_s, false), timed(u"b"_s, true)}, {}}
                                    << u"met"_s;
        QTest::newRow("the only one") << speed << EscalationCase{{}, {timed(u"a"_s, true)}, {}} << u"only-a-person"_s;
    }
    void whatWasSeenDecides()
    {
        QFETCH(QString, criterion);
        QFETCH(EscalationCase, known);
        QFETCH(QString, state);
        const EscalationCriterion found = criterionOf(criterion, known);
        QVERIFY2(toWire(found.state) == state, qPrintable(found.reason));
    }

    void theReasonNamesWhatFailed()
    {
        EscalationCase known{{}, allBasics(), {}};
        known.results[3].status = CheckStatus::Failed;
        QVERIFY(criterionOf(u"basic-steps"_s, known).reason.contains(u"The licence includes GitLab Duo"_s));
    }

    void everyCheckAndFindingOfTheRulesExists()
    {
        for (const CheckResult &result : allBasics()) {
            QVERIFY2(checkDefinition(result.key.check), result.key.check.view().data());
        }
        const EscalationCriterion basics = criterionOf(u"basic-steps"_s, {});
        QVERIFY2(!basics.reason.contains(u"gateway-"_s), qPrintable(basics.reason)); // titles, no ids
    }
};

DUODOCTOR_TEST_MAIN(TestEscalation)
#include "tst_escalation.moc"
