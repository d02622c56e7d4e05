#pragma once

#include "gui_test.h"

#include "session/session.h"
#include "ui/main_window.h"

#include <memory>

namespace duodoctor
{

/// What the suites have in common that look at a whole window: a session, its window, dialogs that answer at once.
class WindowTest : public QObject
{
protected:
    /// A window of the usual size on this deployment. @return true when it is on the screen and has the keyboard.
    bool openWindow(const Deployment &deployment);
    void closeWindow();
    /// Does what stands in a menu. @return false when nothing of this text stands there.
    bool trigger(const QString &command) { return trigger(*m_window, command); }
    /// What is wrong with the page behind this command in a narrow window whose words are long: it may scroll down, as
    /// one area, and not sideways. Empty when nothing is.
    QString troubleWhenNarrow(const QString &command);

    ScriptedDialogs::Script m_script;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<MainWindow> m_window;

private:
    /// The command's text may have words behind it.
    static bool trigger(const MainWindow &window, const QString &command);
};

} // namespace duodoctor
