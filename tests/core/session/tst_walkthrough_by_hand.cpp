#include "session/session.h"
#include "session/walkthrough.h"
#include "support/session_run.h"
#include "support/test_main.h"

#include <QSignalSpy>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

/// The healthy practice deployment, with hosts that only a person reaches.
Deployment byHand(Session &session)
{
    session.startPractice({});
    Deployment deployment = session.deployment();
    deployment.gitlab.reach = {};
    deployment.gitlab.reach.via = ReachVia::Paste;
    deployment.aiGateway.reach = {};
    deployment.aiGateway.reach.via = ReachVia::Paste;
    return deployment;
}

} // namespace

/// The node that looks at the gateway's certificate, which GitLab sees as well.
class TestWalkthroughByHand : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_session = std::make_unique<Session>();
        m_session->setDeployment(byHand(*m_session));
        begin();
    }

    void aPersonIsAskedForWhatCannotBeLookedAtFromHere()
    {
        const std::optional<HandRequest> request = walk().handRequest();
        QVERIFY2(request, qPrintable(describeResults(*m_session)));
        QCOMPARE(walk().current()->id, u"certificate-gateway"_s);
        QCOMPARE(request->key.vantage, Vantage::GitLab);
        QVERIFY(request->instruction.command.contains(u"practice.localhost"_s));
        QVERIFY(request->instruction.where.contains(u"GitLab"_s));
        QVERIFY(request->left >= 1);
    }

    void anAnswerThatNamesACauseLeadsToItsRepair()
    {
        answer("curl: (60) SSL certificate problem: unable to get local issuer certificate\n");
        QTRY_VERIFY_WITH_TIMEOUT(walk().endFinding(), 10'000);
        QVERIFY(walk().current()->id != u"certificate-gateway"_s);
        QVERIFY(!walk().handRequest());
    }

    void whatIsNotRecognisedAsksOnceMore()
    {
        const CheckKey asked = walk().handRequest()->key;
        QSignalSpy read(m_session.get(), &Session::handRead);
        answer("lorem ipsum");
        QVERIFY(read.wait(10'000));
        QVERIFY(walk().handRequest() && walk().handRequest()->key == asked);
    }

    void theWalkGoesOnWithoutAnAnswer()
    {
        for (int i = 0; i < 20 && walk().handRequest(); ++i) {
            const int left = walk().handRequest()->left;
            walk().passOver();
            QVERIFY(!walk().handRequest() || walk().handRequest()->left < left);
        }
        QCOMPARE(walk().current()->id, u"certificate-who"_s); // from here everything passed
    }

    void theWalkGoesOnWithoutAny()
    {
        walk().passOverAll();
        QVERIFY(!walk().handRequest());
        QCOMPARE(walk().current()->id, u"certificate-who"_s);
    }

    void backLeavesTheRequestAndForgetsWhatWasPassedOver()
    {
        walk().passOverAll();
        walk().back();
        QCOMPARE(walk().current()->kind, TreeNodeKind::Question);
        QVERIFY(!walk().handRequest());
        walk().answer(u"gateway"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->isRunning(), 20'000);
        QVERIFY(walk().handRequest());
    }

    void aRunWhileAPersonIsAskedAsksAgain()
    {
        walk().runAgain();
        QVERIFY(walk().isWaitingForChecks());
        QVERIFY(!walk().handRequest());
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->isRunning(), 20'000);
        QVERIFY(walk().handRequest());
    }

    void aCauseThatWasFoundFromHereAsksNobody()
    {
        m_session->endPractice();
        Deployment deployment;
        deployment.aiGateway.url = u"https://127.0.0.1:1"_s;
        deployment.gitlab.reach.via = ReachVia::Paste;
        m_session->setDeployment(deployment);
        begin();
        QVERIFY(!walk().handRequest());
        QVERIFY2(walk().endFinding(), qPrintable(describeResults(*m_session)));
    }

    void everythingDoesNotAskForWaysThatNobodyGave()
    {
        m_session->endPractice();
        m_session->startPractice({});
        walk().start(u"everything"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->isRunning(), 20'000);
        QVERIFY(!walk().handRequest());
    }

private:
    Walkthrough &walk() { return m_session->walkthrough(); }
    void answer(const QByteArray &text) { walk().answerByHand({text, {}}); }

    void begin()
    {
        walk().start(u"certificate"_s);
        walk().answer(u"gateway"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->isRunning(), 20'000);
    }

    std::unique_ptr<Session> m_session;
};

DUODOCTOR_TEST_MAIN(TestWalkthroughByHand)
#include "tst_walkthrough_by_hand.moc"
