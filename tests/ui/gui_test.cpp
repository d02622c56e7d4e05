#include "gui_test.h"

#include "session/session.h"

#include <QAbstractButton>
#include <QAction>
#include <QHash>
#include <QLabel>
#include <QMainWindow>
#include <QMenuBar>
#include <QTcpServer>

namespace duodoctor
{

using namespace Qt::StringLiterals;

void ScriptedDialogs::askFileToOpen(QWidget *, const FileQuestion &question, PathHandler handler)
{
    m_script.questions << question.title;
    if (!m_script.openPath.isEmpty()) {
        handler(m_script.openPath);
    }
}

void ScriptedDialogs::askFileToSave(QWidget *, const FileQuestion &question, PathHandler handler)
{
    m_script.questions << question.title;
    if (!m_script.savePath.isEmpty()) {
        handler(m_script.savePath);
    }
}

void ScriptedDialogs::askFolder(QWidget *parent, const FileQuestion &question, PathHandler handler)
{
    askFileToOpen(parent, question, std::move(handler));
}

void ScriptedDialogs::tell(QWidget *, const QString &, const QString &text)
{
    m_script.told << text;
}

void ScriptedDialogs::askYes(QWidget *, const QString &, const QString &text, const QString &,
                             std::function<void()> handler)
{
    m_script.questions << text;
    handler();
}

void ScriptedDialogs::askSecret(QWidget *, const SecretQuestion &question,
                                std::function<void(const SecretReply &)> handler)
{
    m_script.questions << question.sentence;
    handler({SecretText(m_script.secret), m_script.keepsSecret});
}

void ScriptedDialogs::withdrawSecrets(QWidget *)
{
    ++m_script.withdrawals;
}

void ScriptedDialogs::openUrl(const QUrl &url)
{
    m_script.opened << url;
}

QString LongWords::translate(const char *, const char *text, const char *, int n) const
{
    const QString words = QString::fromUtf8(text).replace("%n"_L1, QString::number(n));
    return words + u' ' + QString(qMax<qsizetype>(1, words.size() * 4 / 10), u'ö');
}

Deployment refusingDeployment()
{
    QTcpServer closed;
    closed.listen(QHostAddress::LocalHost);
    const QString host = u"http://refusing.practice.localhost:%1"_s.arg(closed.serverPort());
    closed.close();
    Deployment deployment;
    deployment.name = u"Refusing"_s;
    deployment.aiGateway.url = host;
    Model model;
    model.name = u"mistral"_s;
    model.identifier = u"custom_openai/Mistral-Small"_s;
    model.endpoint = host + u"/v1"_s;
    deployment.models << model;
    return deployment;
}

bool runChecks(Session &session)
{
    session.startChecks();
    return QTest::qWaitFor([&] { return !session.isRunning(); }, 20'000);
}

QStringList clashesIn(const QMainWindow &window)
{
    QHash<QChar, QStringList> users;
    const auto add = [&](const QString &text) {
        const QString key = QKeySequence::mnemonic(text).toString();
        if (!key.isEmpty()) {
            users[key.back()] << text;
        }
    };
    for (const QAction *action : window.menuBar()->actions()) {
        add(action->text());
    }
    for (const auto *button : window.findChildren<QAbstractButton *>()) {
        if (button->isVisible()) {
            add(button->text());
        }
    }
    for (const auto *label : window.findChildren<QLabel *>()) {
        if (label->isVisible() && label->buddy()) {
            add(label->text());
        }
    }
    QStringList clashes;
    for (const QStringList &texts : std::as_const(users)) {
        if (texts.size() > 1) {
            clashes << texts.join(u" / "_s);
        }
    }
    return clashes;
}

} // namespace duodoctor
