#include "gui_test.h"

#include "session/session.h"
#include "session/walkthrough.h"
#include "ui/main_window.h"

#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTextBrowser>
#include <QTimer>

#include <algorithm>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

template <class T>
T *visible(const QWidget &window, const QString &name)
{
    for (T *widget : window.findChildren<T *>()) {
        if (widget->accessibleName() == name && widget->isVisible()) {
            return widget;
        }
    }
    return nullptr;
}

/// 30 models behind one port that accepts connections and never says a word.
Deployment silentDeployment(int port)
{
    Deployment deployment;
    for (int i = 0; i < 30; ++i) {
        Model model;
        model.name = u"model %1"_s.arg(i);
        model.identifier = u"custom_openai/m"_s;
        model.endpoint = u"http://silent%1.practice.localhost:%2/v1"_s.arg(i).arg(port);
        deployment.models << model;
    }
    return deployment;
}

/// The longest time in `period` that the event loop did not come round.
qint64 longestSilence(int periodMs)
{
    QElapsedTimer clock;
    qint64 worst = 0;
    QTimer tick;
    QObject::connect(&tick, &QTimer::timeout, &tick, [&] { worst = std::max(worst, clock.restart()); });
    clock.start();
    tick.start(1);
    QTest::qWait(periodMs);
    return worst;
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void checkingShowsCauseRemedyAndEvidence()
    {
        Session session;
        session.setDeployment(refusingDeployment());
        ScriptedDialogs::Script script;
        MainWindow window(session, std::make_unique<ScriptedDialogs>(script));
        window.show();
        QTest::keyClick(visible<QLineEdit>(window, u"AI Gateway URL"_s), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!session.isRunning() && !session.results().isEmpty(), 20'000);
        auto *findings = visible<QListView>(window, u"Findings"_s);
        QVERIFY(findings && findings->model()->rowCount() > 0);
        auto *remedy = visible<QTextBrowser>(window, u"Remedy"_s);
        QVERIFY(remedy->toPlainText().contains(u"What to do"_s));
        QVERIFY(visible<QPlainTextEdit>(window, u"Evidence"_s)->toPlainText().size() > 20);
        QVERIFY(visible<QPushButton>(window, u"Run again"_s)->isEnabled());
    }

    void backRetracesTheWay()
    {
        Session session;
        session.setDeployment(refusingDeployment());
        ScriptedDialogs::Script script;
        MainWindow window(session, std::make_unique<ScriptedDialogs>(script));
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        auto *back = visible<QPushButton>(window, u"Back"_s);
        auto *next = visible<QPushButton>(window, u"Next"_s);
        QVERIFY(!back->isEnabled());
        next->click();
        QVERIFY(visible<QListView>(window, u"Checks"_s));
        next->click();
        QVERIFY(!next->isEnabled());
        QTest::keyClick(&window, Qt::Key_Left, Qt::AltModifier);
        QVERIFY(visible<QListView>(window, u"Findings"_s));
        back->click();
        QVERIFY(visible<QLineEdit>(window, u"GitLab URL"_s));
    }

    void theGuideIsAnsweredByNumbers()
    {
        Session session;
        session.setDeployment(refusingDeployment());
        ScriptedDialogs::Script script;
        MainWindow window(session, std::make_unique<ScriptedDialogs>(script));
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        visible<QPushButton>(window, u"Guide me"_s)->click();
        session.walkthrough().start(u"certificate"_s);
        QTRY_VERIFY(window.focusWidget());
        auto *question = window.findChild<QLabel *>(u"question"_s);
        const QString before = question->text();
        QTest::keyClick(window.focusWidget(), Qt::Key_1);
        QTRY_VERIFY(question->text() != before);
        visible<QPushButton>(window, u"Back"_s)->click();
        QTRY_COMPARE(question->text(), before);
    }

    void aFileWithAMistakeIsToldWithItsKey()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"broken.json"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"schema": "duo-doctor/deployment/1", "gitlab": {"addres": "x"}})");
        file.close();
        Session session;
        ScriptedDialogs::Script script;
        MainWindow window(session, std::make_unique<ScriptedDialogs>(script));
        window.openDeployment(path);
        QCOMPARE(script.told.size(), 1);
        QVERIFY(script.told.first().contains(u"gitlab.addres"_s));
    }

    void theReportIsWrittenWhereTheUserSays()
    {
        const QTemporaryDir folder;
        Session session;
        session.setDeployment(refusingDeployment());
        ScriptedDialogs::Script script;
        script.savePath = folder.filePath(u"report"_s);
        MainWindow window(session, std::make_unique<ScriptedDialogs>(script));
        window.show();
        visible<QPushButton>(window, u"Next"_s)->click();
        QVERIFY(runChecks(session));
        auto *button = visible<QPushButton>(window, u"Export report…"_s);
        QTRY_VERIFY(button->isEnabled());
        button->click();
        QFile file(folder.filePath(u"report.html"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith("<!DOCTYPE html>"));
        QCOMPARE(script.opened.size(), 1);
    }

    void theWindowReactsAndStopsWhileProbesHang()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        Session session;
        session.setDeployment(silentDeployment(silent.serverPort()));
        ScriptedDialogs::Script script;
        MainWindow window(session, std::make_unique<ScriptedDialogs>(script));
        window.resize(1120, 780);
        window.show();
        visible<QPushButton>(window, u"Next"_s)->click();
        QTest::qWait(100);
        session.startChecks();
        QTest::qWait(200);
        QVERIFY(session.isRunning());
        // Other programs on the machine can only make it longer: the best of three is the window's own.
        const qint64 worst = std::min({longestSilence(400), longestSilence(400), longestSilence(400)});
        QVERIFY2(worst < 500, qPrintable(u"the event loop was silent for %1 ms"_s.arg(worst)));
        QElapsedTimer clock;
        clock.start();
        visible<QPushButton>(window, u"Stop"_s)->click();
        QTRY_VERIFY(!session.isRunning());
        QVERIFY2(clock.elapsed() < 5000, qPrintable(QString::number(clock.elapsed())));
        QVERIFY(!visible<QPushButton>(window, u"Stop"_s)->isEnabled());
    }

    void longWordsAreNotCutOff()
    {
        LongWords words;
        QVERIFY(QCoreApplication::installTranslator(&words));
        Session session;
        session.setDeployment(refusingDeployment());
        ScriptedDialogs::Script script;
        MainWindow window(session, std::make_unique<ScriptedDialogs>(script));
        window.resize(900, 600);
        window.show();
        for (int page = 0; page < 3; ++page) {
            QTest::qWait(50);
            for (auto *button : window.findChildren<QPushButton *>()) {
                if (button->isVisible()) {
                    const int needed = button->hasHeightForWidth() ? button->heightForWidth(button->width())
                                                                   : button->sizeHint().height();
                    QVERIFY2(button->height() >= needed, qPrintable(button->text()));
                    const bool wraps = button->hasHeightForWidth();
                    QVERIFY2(wraps || button->width() >= button->sizeHint().width(), qPrintable(button->text()));
                }
            }
            for (auto *next : window.findChildren<QPushButton *>()) {
                if (next->accessibleName().startsWith(u"Next"_s) && next->isEnabled()) {
                    next->click();
                    break;
                }
            }
        }
        QCoreApplication::removeTranslator(&words);
    }
};

DUODOCTOR_GUI_TEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
