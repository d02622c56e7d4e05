#include "gui_test.h"

#include "ui/paste_box.h"

#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

HandReading recognised()
{
    HandReading reading;
    reading.judged << CheckKey{CheckId{"read-docker-ps"}, Vantage::Gateway, {}};
    reading.notice = u"Read as: something."_s;
    return reading;
}

HandReading unknown()
{
    HandReading reading;
    reading.notice = u"This was not recognised."_s;
    return reading;
}

void dropOn(QWidget &target, const QList<QUrl> &urls)
{
    QMimeData data;
    data.setUrls(urls);
    QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&target, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&target, &drop);
}

} // namespace

class TestPasteBox : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_dialogs = std::make_unique<ScriptedDialogs>(m_script);
        m_box = std::make_unique<PasteBox>(*m_dialogs);
        m_box->resize(500, 300);
        m_box->show();
        QVERIFY(QTest::qWaitForWindowActive(m_box.get()));
        m_text = visibleWidget<QPlainTextEdit>(*m_box, u"Paste output here"_s);
        m_read = visibleWidget<QPushButton>(*m_box, u"Read it"_s);
        m_notice = m_box->findChild<QLabel *>(u"pasteNotice"_s);
        QVERIFY(m_text && m_read && m_notice);
    }

    void onlyATextCanBeRead()
    {
        const QSignalSpy given(m_box.get(), &PasteBox::given);
        QVERIFY(!m_read->isEnabled());
        QTest::keyClick(m_text, Qt::Key_Return, Qt::ControlModifier);
        m_text->setPlainText(u" \n\t\n"_s);
        QTest::keyClick(m_text, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(given.count(), 0);
        m_text->setPlainText(u"$ docker ps"_s);
        QVERIFY(m_read->isEnabled());
    }

    void theButtonAndTheKeyGiveTheTextAsItStands_data()
    {
        QTest::addColumn<bool>("byKey");
        QTest::newRow("button") << false;
        QTest::newRow("Ctrl+Enter") << true;
    }
    void theButtonAndTheKeyGiveTheTextAsItStands()
    {
        QFETCH(bool, byKey);
        const QSignalSpy given(m_box.get(), &PasteBox::given);
        m_text->setPlainText(u"$ curl -v https://ä.example\ncurl: (7) Failed\n"_s);
        if (byKey) {
            QTest::keyClick(m_text, Qt::Key_Return, Qt::ControlModifier);
        } else {
            QTest::mouseClick(m_read, Qt::LeftButton);
        }
        QCOMPARE(given.count(), 1);
        const auto input = given.first().first().value<CapturedInput>();
        QCOMPARE(input.text, u"$ curl -v https://ä.example\ncurl: (7) Failed\n"_s.toUtf8());
        QVERIFY(input.path.isEmpty());
    }

    void nothingIsGivenTwiceWhileItIsRead()
    {
        const QSignalSpy given(m_box.get(), &PasteBox::given);
        m_text->setPlainText(u"text"_s);
        m_read->click();
        QVERIFY(m_box->isReading());
        QVERIFY(!m_read->isEnabled());
        QTest::keyClick(m_text, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(given.count(), 1);
    }

    void whatWasUnderstoodLeavesTheBoxEmpty()
    {
        m_text->setPlainText(u"text"_s);
        m_read->click();
        m_box->finish(recognised());
        QVERIFY(m_text->document()->isEmpty());
        QVERIFY(m_notice->isHidden());
        QVERIFY(!m_box->isReading());
    }

    void whatWasNotStaysToBeMendedWithTheReason()
    {
        m_text->setPlainText(u"text"_s);
        m_read->click();
        m_box->finish(unknown());
        QCOMPARE(m_text->toPlainText(), u"text"_s);
        QVERIFY(m_notice->isVisible());
        QCOMPARE(m_notice->text(), u"This was not recognised."_s);
        QVERIFY(m_read->isEnabled());
        QTest::keyClicks(m_text, u"more"_s);
        QVERIFY(m_notice->isHidden());
    }

    void aDroppedFileIsGivenByItsPathAndNotTyped()
    {
        const QSignalSpy given(m_box.get(), &PasteBox::given);
        dropOn(*m_text->viewport(), {QUrl::fromLocalFile(u"/tmp/a.log"_s), QUrl::fromLocalFile(u"/tmp/b.log"_s)});
        QCOMPARE(given.count(), 2);
        QCOMPARE(given.at(1).first().value<CapturedInput>().path, u"/tmp/b.log"_s);
        QVERIFY(m_text->document()->isEmpty());
        m_box->finish(recognised());
        QVERIFY(m_box->isReading());
        m_box->finish(recognised());
        QVERIFY(!m_box->isReading());
    }

    void aFileIsOpenedThroughTheDialog()
    {
        const QSignalSpy given(m_box.get(), &PasteBox::given);
        m_script.openPath = u"/tmp/output.txt"_s;
        visibleWidget<QPushButton>(*m_box, u"Open a file…"_s)->click();
        QCOMPARE(given.count(), 1);
        QCOMPARE(given.first().first().value<CapturedInput>().path, u"/tmp/output.txt"_s);
    }

    void tabLeavesTheText()
    {
        m_text->setPlainText(u"text"_s);
        m_box->focusText();
        QTest::keyClick(m_text, Qt::Key_Tab);
        QVERIFY(!m_text->hasFocus());
        QCOMPARE(m_text->toPlainText(), u"text"_s);
    }

private:
    ScriptedDialogs::Script m_script;
    std::unique_ptr<ScriptedDialogs> m_dialogs;
    std::unique_ptr<PasteBox> m_box;
    QPlainTextEdit *m_text = nullptr;
    QPushButton *m_read = nullptr;
    QLabel *m_notice = nullptr;
};

DUODOCTOR_GUI_TEST_MAIN(TestPasteBox)
#include "tst_paste_box.moc"
