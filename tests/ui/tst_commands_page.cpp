#include "window_test.h"

#include "ui/emergency_state.h"
#include "ui/hand_instruction_text.h"
#include "ui/page_scroll_area.h"
#include "ui/quick_command_model.h"
#include "ui/quick_command_text.h"
#include "ui/word_search.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTextBrowser>
#include <QTextDocument>

#include <algorithm>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

Deployment byHand()
{
    Deployment deployment = refusingDeployment();
    deployment.gitlab.url = u"http://127.0.0.1:1"_s;
    deployment.gitlab.reach.via = ReachVia::Paste;
    deployment.aiGateway.reach.via = ReachVia::Paste;
    return deployment;
}

QuickCommandGroup groupOf(const QString &title, const QStringList &titles)
{
    QuickCommandGroup group;
    group.title = title;
    for (const QString &name : titles) {
        QuickCommand command;
        command.title = name;
        command.command = u"true "_s + name;
        group.commands << command;
    }
    return group;
}

} // namespace

class TestCommandsPage : public WindowTest
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QVERIFY(openWindow(byHand())); }
    void cleanup() { closeWindow(); }

    void theListStandsPlaceByPlace()
    {
        QuickCommandModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setGroups({groupOf(u"Here"_s, {u"a"_s, u"b"_s}), groupOf(u"There"_s, {}), groupOf(u"Far"_s, {u"c"_s})});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(2).data(SectionRole).toString(), u"Far"_s);
        QCOMPARE(model.index(1).data(Qt::AccessibleTextRole).toString(), u"b, Here"_s);
        QCOMPARE(model.commandAt(model.index(1))->command, u"true b"_s);
        QVERIFY(!model.commandAt({}));
    }

    void aSearchTakesItsWordsAsTheyAre()
    {
        QVERIFY(allWordsOf(u"pod (x) LOG"_s).match(u"the log of\na (x) in a pod"_s).hasMatch());
        QVERIFY(!allWordsOf(u"pod .*"_s).match(u"a pod"_s).hasMatch());
        QVERIFY(allWordsOf({}).match(u"anything"_s).hasMatch());
    }

    void onlyWhatIsReadIsAskedFor()
    {
        QuickCommand command;
        command.answer = u"`200`"_s;
        command.command = u"curl x"_s;
        QVERIFY(!canBePasted(command));
        QCOMPARE(remedyOf(command, {}).steps.size(), 2);
        command.pasted = EvidenceKind::HttpExchange;
        command.ruby = u"puts 1"_s;
        QVERIFY(canBePasted(command));
        const Remedy remedy = remedyOf(command, u"Mind *this*."_s);
        QCOMPARE(remedy.steps.size(), 4);
        QCOMPARE(remedy.note, u"Mind this."_s);
        QVERIFY(remedy.steps.at(2).text.contains(u"`200`"_s));
    }

    void theNameOfAPlaceIsNoMarkup()
    {
        QuickCommand command;
        command.where = u"On *web* [1](http://x) as `root`"_s;
        QTextDocument document;
        document.setMarkdown(remedyOf(command, {}).steps.first().text, QTextDocument::MarkdownNoHTML);
        QVERIFY2(document.toPlainText().startsWith(command.where + u':'), qPrintable(document.toPlainText()));
        HandInstruction instruction;
        instruction.where = command.where;
        document.setMarkdown(remedyOf(instruction, {}, {}).steps.first().text, QTextDocument::MarkdownNoHTML);
        QVERIFY2(document.toPlainText().startsWith(command.where + u':'), qPrintable(document.toPlainText()));
        document.setMarkdown(withSecondLook({}, instruction).steps.first().text, QTextDocument::MarkdownNoHTML);
        QVERIFY2(document.toPlainText().contains(command.where + u':'), qPrintable(document.toPlainText()));
    }

    void theCopyButtonCopiesTheCommandAsItIs()
    {
        open();
        const QList<QuickCommandGroup> groups = m_session->quickCommands();
        int row = 0;
        for (const QuickCommandGroup &group : groups) {
            for (const QuickCommand &command : group.commands) {
                list()->setCurrentIndex(list()->model()->index(row++, 0));
                QCOMPARE(list()->currentIndex().data().toString(), command.title);
                QGuiApplication::clipboard()->clear();
                visibleWidget<QPushButton>(*m_window, u"Copy command"_s)->click();
                QCOMPARE(QGuiApplication::clipboard()->text(), command.command);
                QVERIFY(remedy()->toPlainText().contains(u"The right answer"_s));
                QCOMPARE(paste() != nullptr, canBePasted(command));
            }
        }
        QCOMPARE(list()->model()->rowCount(), row);
        QVERIFY(row > 8);
        QGuiApplication::clipboard()->clear();
        list()->setFocus();
        QTest::keyClick(list(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), groups.last().commands.last().command);
    }

    void theFilterLeavesWhatHasTheWords()
    {
        open();
        const int all = list()->model()->rowCount();
        auto *search = visibleWidget<QLineEdit>(*m_window, u"Find a command"_s);
        QTest::keyClicks(search, u"certificate"_s);
        const int some = list()->model()->rowCount();
        QVERIFY(some > 0 && some < all);
        search->setText(u"no such word"_s);
        QCOMPARE(list()->model()->rowCount(), 0);
        search->clear();
        QCOMPARE(list()->model()->rowCount(), all);
        QVERIFY(list()->currentIndex().isValid());
    }

    void theEmergencyCheckRunsItsChecksAndNoOthers()
    {
        open();
        const QList<CheckKey> keys = m_session->emergencyChecks();
        QVERIFY(!keys.isEmpty());
        QSignalSpy finished(m_session.get(), &Session::runFinished);
        QVERIFY(!seen());
        emergency()->click();
        QVERIFY(finished.wait(20'000));
        for (const CheckKey &key : keys) {
            QVERIFY2(m_session->result(key), qPrintable(key.check.toString()));
        }
        for (const CheckResult &result : m_session->results()) {
            const CheckDefinition *check = checkDefinition(result.key.check);
            QVERIFY2(check->subject != SubjectKind::Model, qPrintable(result.key.check.toString()));
        }
        QTRY_VERIFY(seen());
        QCOMPARE(seen()->model()->rowCount(), keys.size());
        QVERIFY(visibleWidget<QPushButton>(*m_window, u"All results"_s));
        QVERIFY(seen()->currentIndex().isValid());
        QVERIFY(remedy()->toPlainText().size() > 30);
    }

    void theChosenCheckIsThereAgainAfterAnotherPage()
    {
        open();
        QSignalSpy finished(m_session.get(), &Session::runFinished);
        emergency()->click();
        QVERIFY(finished.wait(20'000));
        QTRY_VERIFY(seen());
        seen()->setCurrentIndex(seen()->model()->index(seen()->model()->rowCount() - 1, 0));
        const QString shown = remedy()->toPlainText();
        QVERIFY(trigger(u"&Generate configuration"_s));
        QVERIFY(!list());
        open();
        QCOMPARE(remedy()->toPlainText(), shown);
    }

    void whatCouldNotBeLookedAtIsNoGoodNews()
    {
        QVERIFY(m_session->startPractice({}).isEmpty());
        open();
        QSignalSpy finished(m_session.get(), &Session::runFinished);
        emergency()->click();
        QVERIFY(finished.wait(20'000));
        const EmergencyState state = emergencyStateOf(*m_session);
        QCOMPARE(state.sign, StatusSign::Skipped);
        QVERIFY2(state.sentence.contains(u"could not be looked at"_s), qPrintable(state.sentence));
        QCOMPARE(m_window->findChild<QLabel *>(u"emergencySentence"_s)->text(), state.sentence);
        QCOMPARE(static_cast<StatusSign>(seen()->currentIndex().data(SignRole).toInt()), StatusSign::Skipped);
        QVERIFY(visibleWidget<QPushButton>(*m_window, u"Copy command"_s)); // for the person who may look there
        QVERIFY(paste());
        visibleWidget<QPushButton>(*m_window, u"All results"_s)->click();
        auto *checks = visibleWidget<QListView>(*m_window, u"Checks"_s);
        QVERIFY(checks && checks->currentIndex().isValid());
    }

    void theEmergencyCheckCanBeStopped()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        Deployment deployment;
        deployment.aiGateway.url = u"http://127.0.0.1:%1"_s.arg(silent.serverPort());
        m_session->setDeployment(deployment);
        open();
        emergency()->click();
        QVERIFY(m_session->isRunning());
        auto *stop = visibleWidget<QPushButton>(*m_window, u"Stop the checks"_s);
        QVERIFY(stop);
        stop->click();
        QTRY_VERIFY(!m_session->isRunning());
        QTRY_VERIFY(emergency());
        QVERIFY(emergency()->isEnabled());
    }

    void withoutAnAddressThereIsNothingToLookAt()
    {
        m_session->setDeployment({});
        const EmergencyState state = emergencyStateOf(*m_session);
        QCOMPARE(state.canRun, !m_session->emergencyChecks().isEmpty());
        QVERIFY(!state.sentence.isEmpty());
        open();
        QVERIFY(list());
    }

    void whatIsPastedIsJudgedAndShownAmongTheResults()
    {
        open();
        chooseReadable();
        QTRY_VERIFY(paste());
        paste()->setPlainText(u"curl: (60) SSL certificate problem: unable to get local issuer certificate"_s);
        visibleWidget<QPushButton>(*m_window, u"Read it"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(visibleWidget<QListView>(*m_window, u"Findings"_s), 10'000);
        QVERIFY(visibleWidget<QListView>(*m_window, u"Checks"_s)->currentIndex().isValid());
        visibleWidget<QPushButton>(*m_window, u"Back"_s)->click();
        QVERIFY(list());
    }

    void whatNobodyKnowsStaysInTheBox()
    {
        open();
        chooseReadable();
        paste()->setPlainText(u"lorem ipsum"_s);
        visibleWidget<QPushButton>(*m_window, u"Read it"_s)->click();
        auto visibleNotice = [this] {
            const auto labels = m_window->findChildren<QLabel *>(u"pasteNotice"_s);
            return std::ranges::any_of(labels, [](const QLabel *label) {
                return label->isVisible() && label->text().contains(u"not recognised"_s);
            });
        };
        QTRY_VERIFY(visibleNotice());
        QCOMPARE(paste()->toPlainText(), u"lorem ipsum"_s);
    }

    void aNarrowWindowWithLongWordsScrollsOnlyDown() { QCOMPARE(troubleWhenNarrow(u"Quick &commands"_s), QString()); }

    void noTwoThingsAnswerToOneLetter()
    {
        open();
        chooseReadable();
        QCOMPARE(clashesIn(*m_window).join(u'\n'), QString());
        QSignalSpy finished(m_session.get(), &Session::runFinished);
        emergency()->click();
        QVERIFY(finished.wait(20'000));
        QCOMPARE(clashesIn(*m_window).join(u'\n'), QString());
    }

private:
    void open()
    {
        QVERIFY(trigger(u"Quick &commands"_s));
        QVERIFY(list());
    }
    void chooseReadable()
    {
        int row = 0;
        for (const QuickCommandGroup &group : m_session->quickCommands()) {
            for (const QuickCommand &command : group.commands) {
                if (command.check && command.check->check.view() == "gateway-connection"_L1) {
                    list()->setCurrentIndex(list()->model()->index(row, 0));
                    return;
                }
                ++row;
            }
        }
        QFAIL("no command asks for the connection");
    }

    QListView *list() const { return visibleWidget<QListView>(*m_window, u"Commands"_s); }
    QListView *seen() const { return visibleWidget<QListView>(*m_window, u"What the emergency check saw"_s); }
    QPushButton *emergency() const { return visibleWidget<QPushButton>(*m_window, u"Emergency check"_s); }
    QTextBrowser *remedy() const { return visibleWidget<QTextBrowser>(*m_window, u"Remedy"_s); }
    QPlainTextEdit *paste() const { return visibleWidget<QPlainTextEdit>(*m_window, u"Paste output here"_s); }
};

DUODOCTOR_GUI_TEST_MAIN(TestCommandsPage)
#include "tst_commands_page.moc"
