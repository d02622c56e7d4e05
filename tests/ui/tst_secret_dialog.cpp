#include "gui_test.h"

#include "ui/secret_dialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

SecretQuestion question(bool mayBeKept)
{
    return {u"Password"_s, u"gitlab.example.com asks for your password."_s, u"<b>admin</b>'s password:"_s, mayBeKept};
}

} // namespace

class TestSecretDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_parent = std::make_unique<QWidget>(); // a dialog that a test left open is declined with the former one
        m_replies.clear();
    }

    void whatIsTypedIsHiddenGivenOnceAndForgotten()
    {
        SecretDialog *dialog = open(true);
        auto *edit = dialog->findChild<QLineEdit *>();
        QCOMPARE(edit->echoMode(), QLineEdit::Password);
        QTest::keyClicks(edit, u"s3cr"_s);
        edit->insert(u"ét"_s); // Qt's test keys are ASCII only
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(m_replies.size(), 1);
        QCOMPARE(m_replies.first().secret.reveal(), u"s3crét"_s.toUtf8());
        QVERIFY(edit->text().isEmpty());
    }

    void nothingIsKeptUnlessTicked_data()
    {
        QTest::addColumn<bool>("mayBeKept");
        QTest::addColumn<bool>("ticks");
        QTest::addColumn<bool>("isKept");
        QTest::newRow("not ticked") << true << false << false;
        QTest::newRow("ticked") << true << true << true;
        QTest::newRow("never for a one-time code") << false << true << false;
    }
    void nothingIsKeptUnlessTicked()
    {
        QFETCH(bool, mayBeKept);
        QFETCH(bool, ticks);
        QFETCH(bool, isKept);
        SecretDialog *dialog = open(mayBeKept);
        auto *keep = dialog->findChild<QCheckBox *>();
        QVERIFY(!keep->isChecked());
        QCOMPARE(keep->isVisible(), mayBeKept);
        keep->setChecked(ticks);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(), u"pw"_s);
        dialog->accept();
        QCOMPARE(m_replies.size(), 1);
        QCOMPARE(m_replies.first().keep, isKept);
    }

    void decliningAnswersWithNothing_data()
    {
        QTest::addColumn<int>("way");
        QTest::newRow("Escape") << 0;
        QTest::newRow("Cancel") << 1;
        QTest::newRow("closed") << 2;
        QTest::newRow("its window goes") << 3;
    }
    void decliningAnswersWithNothing()
    {
        QFETCH(int, way);
        SecretDialog *dialog = open(true);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(), u"half a pass"_s);
        switch (way) {
        case 0:
            QTest::keyClick(dialog, Qt::Key_Escape);
            break;
        case 1:
            dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Cancel)->click();
            break;
        case 2:
            dialog->close();
            break;
        default:
            m_parent.reset();
        }
        QCOMPARE(m_replies.size(), 1);
        QVERIFY(m_replies.first().secret.isEmpty());
        QVERIFY(!m_replies.first().keep);
    }

    void anEmptyAnswerCannotBeGiven()
    {
        SecretDialog *dialog = open(true);
        QVERIFY(!dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->isEnabled());
        QTest::keyClick(dialog->findChild<QLineEdit *>(), Qt::Key_Return);
        QVERIFY(m_replies.isEmpty());
    }

    void aQuestionThatNobodyWaitsForIsClosed()
    {
        const auto dialogs = makeNativeDialogs();
        dialogs->askSecret(m_parent.get(), question(true), taker());
        dialogs->askSecret(m_parent.get(), question(false), taker());
        dialogs->withdrawSecrets(m_parent.get());
        QCOMPARE(m_replies.size(), 2);
        QVERIFY(m_replies.first().secret.isEmpty());
        QTRY_VERIFY(m_parent->findChildren<SecretDialog *>().isEmpty());
    }

private:
    SecretDialog::Handler taker()
    {
        return [this](const SecretReply &reply) { m_replies << reply; };
    }

    SecretDialog *open(bool mayBeKept)
    {
        auto *dialog = new SecretDialog(question(mayBeKept), taker(), m_parent.get());
        dialog->show();
        return dialog;
    }

    std::unique_ptr<QWidget> m_parent;
    QList<SecretReply> m_replies;
};

DUODOCTOR_GUI_TEST_MAIN(TestSecretDialog)
#include "tst_secret_dialog.moc"
