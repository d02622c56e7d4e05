#include "window_test.h"

#include "session/walkthrough.h"

#include <QAction>
#include <QClipboard>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTextBrowser>

#include <algorithm>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

QByteArray stoppedContainer()
{
    QFile file(QStringLiteral(DUODOCTOR_TEST_DATA "/docker/ps_stopped.txt"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
}

Deployment byHand()
{
    Deployment deployment = refusingDeployment();
    deployment.gitlab.reach.via = ReachVia::Paste;
    deployment.aiGateway.reach.via = ReachVia::Paste;
    return deployment;
}

/// An ssh host that takes connections and never says a word.
Deployment behindSilentSsh(int port)
{
    Deployment deployment = refusingDeployment();
    deployment.gitlab.url = u"http://127.0.0.1:1"_s;
    deployment.gitlab.reach.via = ReachVia::Ssh;
    deployment.gitlab.reach.host = u"127.0.0.1"_s;
    deployment.gitlab.reach.port = port;
    return deployment;
}

void drop(QWidget &window, const QString &path)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter({20, 20}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &enter); // without it, nothing is under way that could be dropped
    QDropEvent event(QPointF(20, 20), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &event);
}

} // namespace

class TestByHandPages : public WindowTest
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QVERIFY(openWindow(byHand())); }
    void cleanup() { closeWindow(); }

    void aCheckForAPersonShowsItsCommandItsPlaceAndTheBox()
    {
        showContainerCheck();
        const QString text = remedy()->toPlainText();
        QVERIFY2(text.contains(u"docker ps"_s), qPrintable(text));
        QVERIFY2(text.contains(u"On the host of the gateway's container"_s), qPrintable(text));
        QVERIFY(paste());
        QGuiApplication::clipboard()->clear();
        QTest::keyClick(m_window.get(), Qt::Key_1, Qt::AltModifier);
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"docker ps"_s));
        QVERIFY(visibleWidget<QPushButton>(*m_window, u"Copy command"_s));
    }

    void aPastedAnswerBecomesTheChecksResult()
    {
        showContainerCheck();
        paste()->setPlainText(QString::fromUtf8(stoppedContainer()));
        visibleWidget<QPushButton>(*m_window, u"Read it"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(findings()->model()->rowCount() > 1, 10'000);
        QTRY_VERIFY(remedy()->toPlainText().contains(u"gitlab-aigw"_s));
        QVERIFY(paste()); // to look again after the repair
        QVERIFY(paste()->document()->isEmpty());
        QVERIFY(remedy()->toPlainText().contains(u"To look again"_s));
        QVERIFY(visibleWidget<QPlainTextEdit>(*m_window, u"Evidence"_s)->toPlainText().contains(u"Exited (137)"_s));
    }

    void whatIsNotRecognisedIsSaidBesideTheText()
    {
        showContainerCheck();
        paste()->setPlainText(u"lorem ipsum"_s);
        visibleWidget<QPushButton>(*m_window, u"Read it"_s)->click();
        auto *notice = m_window->findChild<QLabel *>(u"pasteNotice"_s);
        QTRY_VERIFY(notice->text().contains(u"not recognised"_s));
        QVERIFY(notice->isVisible());
        QCOMPARE(paste()->toPlainText(), u"lorem ipsum"_s);
    }

    void aTextThatNobodyKnowsIsNoGoodNews()
    {
        QTest::keyClick(m_window.get(), Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(paste());
        paste()->setPlainText(u"lorem ipsum"_s);
        visibleWidget<QPushButton>(*m_window, u"Read it"_s)->click();
        QTRY_VERIFY(!m_session->results().isEmpty());
        auto *headline = m_window->findChild<QLabel *>(u"headline"_s);
        QTRY_COMPARE(headline->text(), u"Too little could be checked to say"_s);
        QCOMPARE(m_window->findChild<QLabel *>(u"headlineSentence"_s)->text(), u"0 passed, 1 skipped."_s);
    }

    void anyOutputCanBeOffered()
    {
        QTest::keyClick(m_window.get(), Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(paste());
        QVERIFY(paste()->hasFocus());
        QTest::keyClicks(paste(), u"curl: (60) SSL certificate problem: unable to get local issuer certificate"_s);
        QTest::keyClick(paste(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(findings()->model()->rowCount() > 0, 10'000);
        const QModelIndex current = checks()->currentIndex();
        QCOMPARE(current.data().toString(), u"Output of curl"_s);
    }

    void aDroppedFileIsReadAndADeploymentFileIsOpened()
    {
        const QTemporaryDir folder;
        QFile captured(folder.filePath(u"ps.txt"_s));
        QVERIFY(captured.open(QIODevice::WriteOnly) && captured.write(stoppedContainer()) > 0);
        captured.close();
        drop(*m_window, captured.fileName());
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->results().isEmpty(), 10'000);
        QTRY_COMPARE(checks()->currentIndex().data().toString(), u"The list of containers"_s);

        const QString path = folder.filePath(u"d.json"_s);
        Deployment other;
        other.name = u"Other"_s;
        QCOMPARE(DeploymentFile::save(other, path), QString());
        drop(*m_window, path);
        QTRY_COMPARE(m_session->deployment().name, u"Other"_s);
    }

    void aDroppedFileThatIsNoTextIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("reason");
        QTest::newRow("empty") << QByteArray() << u"is empty"_s;
        QTest::newRow("binary") << QByteArray("\x7f"
                                              "ELF\0\0\0\0",
                                              8)
                                << u"is no text"_s;
    }
    void aDroppedFileThatIsNoTextIsRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, reason);
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"captured"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        drop(*m_window, file.fileName());
        QTRY_VERIFY(m_window->findChild<QLabel *>(u"pasteNotice"_s));
        auto *notice = m_window->findChild<QLabel *>(u"pasteNotice"_s);
        QTRY_VERIFY2(notice->text().contains(reason), qPrintable(notice->text()));
        QVERIFY(notice->isVisible());
    }

    void theGuideAsksAPersonAndGoesOnWithTheAnswer()
    {
        startGuideByHand();
        QVERIFY(paste());
        QVERIFY(remedy()->toPlainText().contains(u"run this command"_s));
        QVERIFY(visibleWidget<QPushButton>(*m_window, u"Go on without it"_s));
        paste()->setPlainText(u"curl: (60) SSL certificate problem: unable to get local issuer certificate"_s);
        visibleWidget<QPushButton>(*m_window, u"Read it"_s)->click();
        QTRY_VERIFY2_WITH_TIMEOUT(m_session->walkthrough().endFinding(), qPrintable(remedy()->toPlainText()), 10'000);
        QVERIFY(!paste());
        QVERIFY(remedy()->toPlainText().contains(u"What to do"_s));
    }

    void theGuideGoesOnWithoutAnAnswer()
    {
        startGuideByHand();
        while (auto *button = visibleWidget<QPushButton>(*m_window, u"Go on without it"_s)) {
            button->click();
        }
        QCOMPARE(m_session->walkthrough().current()->kind, TreeNodeKind::Question);
        QVERIFY(!paste());
    }

    void noTwoThingsAnswerToOneLetter()
    {
        QCOMPARE(clashesIn(*m_window).join(u'\n'), QString());
        showContainerCheck();
        QCOMPARE(clashesIn(*m_window).join(u'\n'), QString());
        startGuideByHand();
        QCOMPARE(clashesIn(*m_window).join(u'\n'), QString());
    }

    void stopAnswersWithinASecondWhileSshHangs()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        m_session->setDeployment(behindSilentSsh(silent.serverPort()));
        visibleWidget<QPushButton>(*m_window, u"Next"_s)->click();
        m_session->startChecks();
        QTRY_VERIFY_WITH_TIMEOUT(silent.hasPendingConnections(), 10'000);
        QVERIFY(m_session->isRunning());
        QElapsedTimer clock;
        clock.start();
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QTRY_VERIFY(!m_session->isRunning());
        QVERIFY2(clock.elapsed() < 5000, qPrintable(QString::number(clock.elapsed())));
        QCOMPARE(m_script.withdrawals, 1);
    }

private:
    QPlainTextEdit *paste() const { return visibleWidget<QPlainTextEdit>(*m_window, u"Paste output here"_s); }
    QTextBrowser *remedy() const { return visibleWidget<QTextBrowser>(*m_window, u"Remedy"_s); }
    QListView *checks() const { return visibleWidget<QListView>(*m_window, u"Checks"_s); }
    QListView *findings() const { return visibleWidget<QListView>(*m_window, u"Findings"_s); }

    void showContainerCheck()
    {
        visibleWidget<QPushButton>(*m_window, u"Next"_s)->click();
        QVERIFY(runChecks(*m_session));
        for (int row = 0; row < checks()->model()->rowCount(); ++row) {
            const QModelIndex index = checks()->model()->index(row, 0);
            if (index.data().toString().contains(u"container"_s)) {
                checks()->setCurrentIndex(index);
                break;
            }
        }
        QTRY_VERIFY(paste());
    }

    void startGuideByHand()
    {
        QCOMPARE(m_session->startPractice({}), QString());
        Deployment deployment = m_session->deployment();
        deployment.gitlab.reach = {};
        deployment.gitlab.reach.via = ReachVia::Paste;
        m_session->setDeployment(deployment);
        QVERIFY(trigger(u"Begin the &guide"_s));
        m_session->walkthrough().start(u"certificate"_s);
        m_session->walkthrough().answer(u"gateway"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->isRunning(), 20'000);
        QTRY_VERIFY(paste());
    }
};

DUODOCTOR_GUI_TEST_MAIN(TestByHandPages)
#include "tst_by_hand_pages.moc"
