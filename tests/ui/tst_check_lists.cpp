#include "gui_test.h"

#include "session/session.h"
#include "ui/chain_overview.h"
#include "ui/check_filter_proxy.h"
#include "ui/check_list_model.h"
#include "ui/fault_list_model.h"
#include "ui/finding_list_model.h"
#include "ui/summary_banner.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <algorithm>

using namespace duodoctor;
using namespace Qt::StringLiterals;

class TestCheckLists : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyPlannedCheckHasARowInItsGroup()
    {
        Session session;
        CheckListModel model(session);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        session.setDeployment(refusingDeployment());
        QCOMPARE(model.rowCount(), static_cast<int>(session.plannedChecks().size()));
        QStringList sections;
        for (int row = 0; row < model.rowCount(); ++row) {
            const QString section = model.index(row).data(SectionRole).toString();
            if (sections.isEmpty() || sections.last() != section) {
                QVERIFY2(!sections.contains(section), qPrintable(section));
                sections << section;
            }
        }
        QVERIFY(sections.contains(u"AI Gateway"_s));
        QVERIFY(sections.contains(u"Model mistral"_s));
    }

    void rowsFollowARunWithoutAReset()
    {
        Session session;
        session.setDeployment(refusingDeployment());
        CheckListModel model(session);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QVERIFY(runChecks(session));
        QCOMPARE(resets.count(), 0);
        QVERIFY(model.openChecks().isEmpty());
        const CheckKey connection{CheckId("gateway-connection"), Vantage::Workstation, {}};
        const QModelIndex row = model.indexOf(connection);
        QCOMPARE(static_cast<StatusSign>(row.data(SignRole).toInt()), StatusSign::Failed);
        QVERIFY(row.data(Qt::AccessibleTextRole).toString().startsWith(u"Failed: "_s));
        QVERIFY(!row.data(DetailRole).toString().isEmpty());
    }

    void theFilterLeavesProblemsOrOneQuestionsChecks()
    {
        Session session;
        session.setDeployment(refusingDeployment());
        CheckListModel model(session);
        CheckFilterProxy proxy;
        proxy.setSourceModel(&model);
        const QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
        proxy.setProblemsOnly(true);
        QCOMPARE(proxy.rowCount(), 0);
        QVERIFY(runChecks(session));
        QVERIFY(proxy.rowCount() > 0);
        for (int row = 0; row < proxy.rowCount(); ++row) {
            QVERIFY(isProblem(static_cast<StatusSign>(proxy.index(row, 0).data(SignRole).toInt())));
        }
        proxy.setProblemsOnly(false);
        const QString wanted = u"gateway-connection"_s;
        proxy.setCheckIds({wanted});
        const auto isWanted = [&](const CheckKey &key) { return key.check.view() == wanted; };
        QCOMPARE(proxy.rowCount(), std::ranges::count_if(session.plannedChecks(), isWanted));
        for (int row = 0; row < proxy.rowCount(); ++row) {
            QCOMPARE(proxy.index(row, 0).data(CheckListModel::CheckIdRole).toString(), wanted);
        }
    }

    void theRootCauseStandsFirstAmongTheFindings()
    {
        Session session;
        session.setDeployment(refusingDeployment());
        FindingListModel model(session);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        connect(&session, &Session::diagnosisChanged, &model, &FindingListModel::reload);
        QVERIFY(runChecks(session));
        QVERIFY(model.rowCount() > 0);
        QVERIFY(model.index(0).data(FindingListModel::RootCauseRole).toBool());
        QCOMPARE(model.findingAt(model.index(0))->id.toString(), u"connect-refused"_s);
        session.setDeployment({});
        QCOMPARE(model.rowCount(), 0);
    }

    void theChainShowsTheWorstStateOfWayAndService()
    {
        Session session;
        session.setDeployment(refusingDeployment());
        QVERIFY(runChecks(session));
        const ChainOverview overview = overviewOf(session, {});
        QCOMPARE(overview.nodes.size(), 3);
        QCOMPARE(overview.nodes.at(0).sign == StatusSign::Failed, false);
        QCOMPARE(overview.nodes.at(1).linkSign, StatusSign::Failed);
        QVERIFY(overview.description().contains(u"AI Gateway"_s));
    }

    void theSummaryNamesTheFirstRootCause()
    {
        Session session;
        QCOMPARE(summaryOf(session, 0, 0).sign, StatusSign::NotChecked);
        session.setDeployment(refusingDeployment());
        QVERIFY(runChecks(session));
        const SummaryState state = summaryOf(session, 1, 1);
        QCOMPARE(state.sign, StatusSign::Failed);
        const Finding &cause = session.diagnosis().rootCauses.first().finding;
        QVERIFY(state.sentence.startsWith(session.playbook().messageFor(cause, session.deployment())));
    }

    void chosenFaultsKeepTheListsOrder()
    {
        FaultListModel model({{u"a"_s, u"A"_s, u"x"_s}, {u"b"_s, u"B"_s, u"y"_s}});
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(model.setData(model.index(1), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(model.setData(model.index(0), Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(model.chosenIds(), (QStringList{u"a"_s, u"b"_s}));
        model.setChosenIds({});
        QVERIFY(model.chosenIds().isEmpty());
    }

    void everySignHasAWord_data()
    {
        QTest::addColumn<int>("sign");
        for (int sign = 0; sign <= static_cast<int>(StatusSign::Skipped); ++sign) {
            QTest::addRow("sign %d", sign) << sign;
        }
    }
    void everySignHasAWord()
    {
        QFETCH(int, sign);
        QVERIFY(!wordFor(static_cast<StatusSign>(sign)).isEmpty());
    }
};

DUODOCTOR_GUI_TEST_MAIN(TestCheckLists)
#include "tst_check_lists.moc"
