#include "gui_test.h"

#include "ui/remedy_pane.h"

#include <QClipboard>
#include <QPushButton>
#include <QSignalSpy>

using namespace duodoctor;
using namespace Qt::StringLiterals;

namespace
{

Remedy sampleRemedy()
{
    Remedy remedy;
    remedy.article = u"connect-refused"_s;
    remedy.title = u"The port refuses connections"_s;
    remedy.message = u"Nothing listens at <b>10.0.0.1:5052</b>."_s;
    remedy.because = u"The host answered with a reset."_s;
    remedy.steps = {
        {u"Look at the **container**."_s, u"docker ps\ndocker logs gitlab-aigw"_s, u"sh"_s, Vantage::Gateway},
        {u"Then from GitLab:"_s, u"curl -v http://aigw.example.com"_s, u"sh"_s, Vantage::GitLab}};
    remedy.why = u"It is not started."_s;
    return remedy;
}

} // namespace

class TestRemedyPane : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theWholeRepairIsOneText()
    {
        RemedyPane pane;
        pane.showRemedy(sampleRemedy(), StatusSign::Failed);
        const QString text = pane.toPlainText();
        for (const QString &part : {u"The port refuses connections"_s, u"How we know"_s, u"1. Look at the container."_s,
                                    u"docker logs gitlab-aigw"_s, u"On the GitLab server"_s, u"It is not started."_s}) {
            QVERIFY2(text.contains(part), qPrintable(text));
        }
    }

    void htmlFromAServerIsShownAsItStands()
    {
        RemedyPane pane;
        Remedy remedy = sampleRemedy();
        remedy.why = u"<img src=\"http://192.0.2.1/x.png\"><script>alert(1)</script> ![](file:///etc/passwd)"_s;
        pane.showRemedy(remedy, StatusSign::Failed);
        QVERIFY(pane.toPlainText().contains(u"<b>10.0.0.1:5052</b>"_s));
        QVERIFY(pane.toPlainText().contains(u"<script>"_s));
        QVERIFY(!pane.loadResource(QTextDocument::ImageResource, QUrl(u"file:///etc/passwd"_s)).isValid());
        QVERIFY(!pane.openLinks());
    }

    void eachCommandHasAButtonAndAKey()
    {
        RemedyPane pane;
        pane.resize(500, 600);
        pane.showRemedy(sampleRemedy(), StatusSign::Failed);
        pane.show();
        QVERIFY(QTest::qWaitForWindowActive(&pane));
        QList<QPushButton *> buttons;
        for (auto *button : pane.findChildren<QPushButton *>()) {
            if (button->accessibleName() == u"Copy command"_s && button->isVisible()) {
                buttons << button;
            }
        }
        QCOMPARE(buttons.size(), 2);
        const QSignalSpy copies(&pane, &RemedyPane::commandCopied);
        QTest::keyClick(buttons.first(), Qt::Key_Space);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"docker ps\ndocker logs gitlab-aigw"_s);
        QTest::keyClick(&pane, Qt::Key_2, Qt::AltModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"curl -v http://aigw.example.com"_s);
        QCOMPARE(copies.count(), 2);
    }

    void nothingOfTheFormerRepairStays()
    {
        RemedyPane pane;
        pane.resize(300, 120); // so small that showing the text brings and takes scroll bars
        pane.show();
        pane.showRemedy(sampleRemedy(), StatusSign::Failed);
        pane.showText(u"Nothing to repair"_s, u"All is well."_s);
        QVERIFY(pane.commands().isEmpty());
        for (auto *button : pane.findChildren<QPushButton *>()) {
            QVERIFY(button->isHidden());
        }
        pane.showRemedy(sampleRemedy(), StatusSign::Failed);
        QCOMPARE(pane.commands().size(), 2);
    }
};

DUODOCTOR_GUI_TEST_MAIN(TestRemedyPane)
#include "tst_remedy_pane.moc"
