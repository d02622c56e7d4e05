#pragma once

#include "support/test_main.h"

#include "deployment/deployment.h"
#include "ui/dialog_port.h"

#include <QApplication>
#include <QTranslator>

class QMainWindow;

namespace duodoctor
{

class Session;

/// Answers every dialog at once with what the test put in.
class ScriptedDialogs : public DialogPort
{
public:
    /// What the dialogs were asked and told; shared with the test, which outlives the window.
    struct Script {
        QString openPath;
        QString savePath;
        QStringList told;
        QStringList questions;
        QList<QUrl> opened;
        QByteArray secret; ///< answer to askSecret; empty declines
        bool keepsSecret = false;
        int withdrawals = 0;
    };

    explicit ScriptedDialogs(Script &script)
        : m_script(script)
    {
    }

    void askFileToOpen(QWidget *parent, const FileQuestion &question, PathHandler handler) override;
    void askFileToSave(QWidget *parent, const FileQuestion &question, PathHandler handler) override;
    void askFolder(QWidget *parent, const FileQuestion &question, PathHandler handler) override;
    void tell(QWidget *parent, const QString &title, const QString &text) override;
    void askYes(QWidget *parent, const QString &title, const QString &text, const QString &yes,
                std::function<void()> handler) override;
    void askSecret(QWidget *parent, const SecretQuestion &question,
                   std::function<void(const SecretReply &)> handler) override;
    void withdrawSecrets(QWidget *parent) override;
    void openUrl(const QUrl &url) override;

private:
    Script &m_script;
};

/// Makes every sentence 40 % longer, as German would.
class LongWords : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *text, const char *disambiguation, int n) const override;
};

/// The visible widget of this accessible name; null when there is none.
template <class T>
T *visibleWidget(const QWidget &window, const QString &name)
{
    for (T *widget : window.findChildren<T *>()) {
        if (widget->accessibleName() == name && widget->isVisible()) {
            return widget;
        }
    }
    return nullptr;
}

/// Letters that several things of this window answer to with Alt, with their texts.
QStringList clashesIn(const QMainWindow &window);

/// A gateway and a model at a port of this machine where nobody listens.
Deployment refusingDeployment();
/// Runs every check. @return false when it did not end within 20 s.
bool runChecks(Session &session);

} // namespace duodoctor

/// A test program with widgets, on the platform that the environment names (offscreen in ctest).
#define DUODOCTOR_GUI_TEST_MAIN(TestClass)                                                                             \
    int main(int argc, char *argv[])                                                                                   \
    {                                                                                                                  \
        duodoctor::prepareTestProcess();                                                                               \
        QApplication application(argc, argv);                                                                          \
        TestClass test;                                                                                                \
        return QTest::qExec(&test, argc, argv);                                                                        \
    }
