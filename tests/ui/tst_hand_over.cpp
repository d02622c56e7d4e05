#include "gui_test.h"

#include "ui/hand_over_view.h"

#include "session/session.h"
#include "session/walkthrough.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QTextEdit>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

WalkRecord recordWithCriteria()
{
    WalkRecord record;
    record.path = {{u"start"_s, u"What do you see?"_s, u"A time-out"_s}};
    record.criteria = {
        {u"basic-steps"_s, u"The basic steps are exhausted"_s, CriterionState::Met, u"All is in order."_s},
        {u"several-users"_s, u"Several users meet it"_s, CriterionState::OnlyAPerson, u"Who meets it?"_s},
        {u"model-performance"_s, u"One model is slow"_s, CriterionState::NotMet, u"None is."_s}};
    return record;
}

} // namespace

class TestHandOver : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theCriteriaAreShownWithTheirStateAndReason()
    {
        HandOverView view;
        view.showRecord(recordWithCriteria());
        const QString text = view.findChild<QWidget *>(u"handOver"_s)->property("plainText").toString();
        QVERIFY2(text.contains(u"Met: The basic steps are exhausted. All is in order."_s), qPrintable(text));
        QVERIFY(text.contains(u"You know: Several users meet it. Who meets it?"_s));
        QVERIFY(text.contains(u"Not met: One model is slow. None is."_s));
        QVERIFY(text.indexOf(u"The way here"_s) < text.indexOf(u"Met:"_s));
        QVERIFY(text.indexOf(u"Not met:"_s) < text.indexOf(u"What to attach"_s));
    }

    void theTextCopyHoldsThem()
    {
        HandOverView view;
        view.showRecord(recordWithCriteria());
        view.findChild<QPushButton *>()->click();
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY2(copied.contains(u"- Met: The basic steps are exhausted. All is in order."_s), qPrintable(copied));
        QVERIFY(copied.contains(criteriaHeading()));
    }

    void aRecordWithoutThemHasNoHeading() { QVERIFY(!plainTextOf(WalkRecord{}).contains(criteriaHeading())); }

    void theWalkOfASessionBringsEveryCriterion()
    {
        Session session;
        QCOMPARE(walkRecordOf(session).criteria, session.walkthrough().escalationCriteria());
        QCOMPARE(walkRecordOf(session).criteria.size(), 5);
    }
};

DUODOCTOR_GUI_TEST_MAIN(TestHandOver)
#include "tst_hand_over.moc"
