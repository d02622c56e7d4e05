#include "playbook/tree_condition.h"

#include "support/test_main.h"

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

Deployment described()
{
    Deployment deployment;
    deployment.gitlab.url = u"https://gitlab.example.com"_s;
    deployment.aiGateway.url = u"https://aigw.example.com"_s;
    return deployment;
}

} // namespace

class TestTreeCondition : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyListHasToHold_data()
    {
        QTest::addColumn<TreeCondition>("condition");
        QTest::addColumn<bool>("expected");
        QTest::newRow("nothing asked is not known") << TreeCondition{} << false;
        QTest::newRow("one of the findings") << TreeCondition{{u"a"_s, u"x"_s}, {}, {}, {}} << true;
        QTest::newRow("none of the findings") << TreeCondition{{u"x"_s, u"y"_s}, {}, {}, {}} << false;
        QTest::newRow("all checks") << TreeCondition{{}, {u"c"_s, u"d"_s}, {}, {}} << true;
        QTest::newRow("not all checks") << TreeCondition{{}, {u"c"_s, u"x"_s}, {}, {}} << false;
        QTest::newRow("one of the answers") << TreeCondition{{}, {}, {}, {u"n/a"_s, u"n/b"_s}} << true;
        QTest::newRow("another answer") << TreeCondition{{}, {}, {}, {u"n/b"_s}} << false;
        QTest::newRow("the deployment") << TreeCondition{{}, {}, {u"gitlab-url"_s}, {}} << true;
        QTest::newRow("not the deployment") << TreeCondition{{}, {}, {u"gitlab-url"_s, u"offline"_s}, {}} << false;
        QTest::newRow("one of the codes") << TreeCondition{{}, {}, {}, {}, {u"A1000"_s, u"A1003"_s}} << true;
        QTest::newRow("another code") << TreeCondition{{}, {}, {}, {}, {u"A1000"_s}} << false;
        QTest::newRow("one list holds, another does not") << TreeCondition{{u"a"_s}, {u"x"_s}, {}, {}} << false;
    }
    void everyListHasToHold()
    {
        QFETCH(TreeCondition, condition);
        QFETCH(bool, expected);
        const Deployment deployment = described();
        const WalkKnowledge knowledge{&deployment, {u"a"_s}, {u"c"_s, u"d"_s}, {u"n/a"_s}, {u"A1003"_s}};
        QCOMPARE(holds(condition, knowledge), expected);
    }

    void whatNobodyWroteDownIsNotDenied()
    {
        QVERIFY(!isTrueOf(Deployment{}, u"no-agent-platform"_s));
        QVERIFY(isTrueOf(described(), u"no-agent-platform"_s));
        Deployment with = described();
        with.aiGateway.agentPlatform = AgentPlatform{u"aigw.example.com:50052"_s, true};
        QVERIFY(!isTrueOf(with, u"no-agent-platform"_s));
        QVERIFY(isTrueOf(with, u"agent-platform"_s));
    }

    void aReachTellsHowThingsAreInstalled()
    {
        Deployment deployment = described();
        deployment.aiGateway.reach.via = ReachVia::Kubectl;
        QVERIFY(isTrueOf(deployment, u"gateway-kubernetes"_s));
        QVERIFY(!isTrueOf(deployment, u"gateway-container"_s));
        deployment.gitlab.reach.via = ReachVia::Ssh;
        QVERIFY(isTrueOf(deployment, u"gitlab-shell"_s));
    }

    void anUnknownWordIsFalse() { QVERIFY(!isTrueOf(described(), u"pretty"_s)); }

    void everyWordIsDocumented()
    {
        QFile file(QStringLiteral(DUODOCTOR_SOURCE_DIR "/docs/playbook-format.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        for (const QString &word : deploymentWords()) {
            QVERIFY2(text.contains(u'`' + word + u'`'), qPrintable(word));
        }
    }
};

DUODOCTOR_TEST_MAIN(TestTreeCondition)
#include "tst_tree_condition.moc"
