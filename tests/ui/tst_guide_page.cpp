#include "window_test.h"

#include "session/walkthrough.h"
#include "ui/walk_record.h"

#include <QAction>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextBrowser>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

/// What only a person could look at, and a person did not: the walk through everything ends without a cause.
Deployment nothingToSee()
{
    Deployment deployment;
    deployment.name = u"Production"_s;
    deployment.gitlab.reach.via = ReachVia::Paste;
    return deployment;
}

} // namespace

class TestGuidePage : public WindowTest
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QVERIFY(openWindow(nothingToSee()));
        QVERIFY(trigger(u"Begin the &guide"_s));
        QTRY_VERIFY(symptoms());
    }
    void cleanup() { closeWindow(); }

    void theGuideBeginsWithTheSearchAndKeepsItOnTheWayBack()
    {
        QVERIFY(search()->hasFocus());
        QTest::keyClicks(search(), u"M2000"_s);
        QCOMPARE(symptoms()->model()->rowCount(), 1);
        QTest::keyClick(search(), Qt::Key_Return);
        QVERIFY(m_session->walkthrough().isActive());
        QVERIFY(!symptoms());
        while (m_session->walkthrough().isActive()) {
            visibleWidget<QPushButton>(*m_window, u"Back"_s)->click();
        }
        QTRY_VERIFY(symptoms());
        QCOMPARE(search()->text(), u"M2000"_s);
    }

    void aTextIsAskedForWithTheBoxAlone()
    {
        m_session->walkthrough().start(u"message"_s);
        QCOMPARE(m_session->walkthrough().current()->kind, TreeNodeKind::Evidence);
        QTRY_VERIFY(paste());
        QVERIFY(paste()->hasFocus());
        QVERIFY(!visibleWidget<QTextBrowser>(*m_window, u"Remedy"_s));
        QVERIFY(!visibleWidget<QListView>(*m_window, u"Checks"_s));
        QVERIFY(visibleWidget<QPushButton>(*m_window, u"Go on without it"_s));
        QVERIFY(visibleWidget<QTextBrowser>(*m_window, u"Question"_s)->toPlainText().contains(u"Paste"_s));
    }

    void whatTheTextSaysLeadsOn()
    {
        m_session->walkthrough().start(u"message"_s);
        QTRY_VERIFY(paste());
        paste()->setPlainText(u"curl: (60) SSL certificate problem: unable to get local issuer certificate"_s);
        visibleWidget<QPushButton>(*m_window, u"Read it"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_session->walkthrough().endFinding(), 10'000);
        QVERIFY(!paste());
        QVERIFY(visibleWidget<QTextBrowser>(*m_window, u"Remedy"_s)->toPlainText().contains(u"What to do"_s));
        QVERIFY(visibleWidget<QListView>(*m_window, u"Checks"_s));
    }

    void aTextThatNobodyKnowsStays()
    {
        m_session->walkthrough().start(u"message"_s);
        QTRY_VERIFY(paste());
        paste()->setPlainText(u"lorem ipsum"_s);
        visibleWidget<QPushButton>(*m_window, u"Read it"_s)->click();
        auto *notice = m_window->findChild<QLabel *>(u"pasteNotice"_s);
        QTRY_VERIFY2(notice->text().contains(u"not recognised"_s), qPrintable(notice->text()));
        QCOMPARE(paste()->toPlainText(), u"lorem ipsum"_s);
        QCOMPARE(m_session->walkthrough().current()->kind, TreeNodeKind::Evidence);
    }

    void aTextOfAnotherDeploymentLeavesThePasteBoxFree()
    {
        m_session->walkthrough().start(u"message"_s);
        QTRY_VERIFY(paste());
        paste()->setPlainText(u"lorem ipsum"_s);
        visibleWidget<QPushButton>(*m_window, u"Read it"_s)->click();
        m_session->setDeployment(refusingDeployment()); // what is being read is dropped
        m_session->walkthrough().start(u"message"_s);
        QTRY_VERIFY(paste());
        paste()->setPlainText(u"lorem ipsum"_s);
        QVERIFY(visibleWidget<QPushButton>(*m_window, u"Read it"_s)->isEnabled());
    }

    void withoutATextTheGuideAsksOn()
    {
        m_session->walkthrough().start(u"message"_s);
        visibleWidget<QPushButton>(*m_window, u"Go on without it"_s)->click();
        QVERIFY(m_session->walkthrough().current()->kind != TreeNodeKind::Evidence);
        QVERIFY(!paste());
    }

    void theEndWithoutACauseSaysWhatWasSeenAndCopiesIt()
    {
        handOver();
        auto *text = visibleWidget<QTextBrowser>(*m_window, u"What was seen and tried"_s);
        QVERIFY(text);
        QVERIFY(text->hasFocus());
        for (const QString &part : {u"The way here"_s, u"What was seen"_s, u"What to attach"_s, u"Skipped"_s}) {
            QVERIFY2(text->toPlainText().contains(part), qPrintable(text->toPlainText()));
        }
        visibleWidget<QPushButton>(*m_window, u"Copy as text"_s)->click();
        const QString copied = QGuiApplication::clipboard()->text();
        QCOMPARE(copied, plainTextOf(walkRecordOf(*m_session)));
        const QString first = m_session->walkthrough().path().first().title;
        QVERIFY2(copied.contains(first), qPrintable(copied));
        QVERIFY(visibleWidget<QPushButton>(*m_window, u"Export report…"_s)->isEnabled());
        QVERIFY(!visibleWidget<QListView>(*m_window, u"Checks"_s));
    }

    void noTwoThingsAnswerToOneLetter()
    {
        QCOMPARE(clashesIn(*m_window).join(u'\n'), QString());
        m_session->walkthrough().start(u"message"_s);
        QCOMPARE(clashesIn(*m_window).join(u'\n'), QString());
        handOver();
        QCOMPARE(clashesIn(*m_window).join(u'\n'), QString());
    }

    void whatWentWrongStandsFirstInTheRecord()
    {
        m_session->setDeployment(refusingDeployment());
        QVERIFY(runChecks(*m_session));
        const WalkRecord record = walkRecordOf(*m_session);
        QVERIFY(record.without > 0);
        QCOMPARE(record.checks.size() + record.without, m_session->results().size());
        QCOMPARE(linesOf(record).size(), record.checks.size() + 1);
        QCOMPARE(record.checks.first().sign, StatusSign::Failed);
        QVERIFY(lineOf(record.checks.first()).startsWith(u"Failed: "_s));
    }

private:
    QPlainTextEdit *paste() const { return visibleWidget<QPlainTextEdit>(*m_window, u"Paste output here"_s); }
    QListView *symptoms() const { return visibleWidget<QListView>(*m_window, u"Symptoms"_s); }
    QLineEdit *search() const { return visibleWidget<QLineEdit>(*m_window, u"Find a symptom"_s); }

    void handOver()
    {
        Walkthrough &walk = m_session->walkthrough();
        walk.start(u"everything"_s);
        for (int step = 0; step < 20 && walk.current()->kind != TreeNodeKind::Escalation; ++step) {
            QTRY_VERIFY_WITH_TIMEOUT(!m_session->isRunning(), 20'000);
            QVERIFY2(walk.current()->kind != TreeNodeKind::Article && walk.current()->kind != TreeNodeKind::End,
                     qPrintable(walk.current()->id));
            if (walk.current()->kind == TreeNodeKind::Question) {
                walk.answer(walk.answers().last().id);
            } else {
                walk.passOverAll();
                walk.passOver();
            }
        }
        QCOMPARE(walk.current()->kind, TreeNodeKind::Escalation);
    }
};

DUODOCTOR_GUI_TEST_MAIN(TestGuidePage)
#include "tst_guide_page.moc"
