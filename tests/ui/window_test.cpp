#include "window_test.h"

#include "ui/page_scroll_area.h"

#include <QAction>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace duodoctor
{

bool WindowTest::openWindow(const Deployment &deployment)
{
    m_script = {};
    m_session = std::make_unique<Session>();
    m_session->setDeployment(deployment);
    m_window = std::make_unique<MainWindow>(*m_session, std::make_unique<ScriptedDialogs>(m_script));
    m_window->resize(1120, 780);
    m_window->show();
    return QTest::qWaitForWindowActive(m_window.get());
}

void WindowTest::closeWindow()
{
    m_window.reset();
    m_session.reset();
}

QString WindowTest::troubleWhenNarrow(const QString &command)
{
    LongWords words;
    QCoreApplication::installTranslator(&words);
    MainWindow window(*m_session, std::make_unique<ScriptedDialogs>(m_script));
    window.resize(600, 700);
    window.show();
    if (!trigger(window, command)) {
        return u"there is no such command"_s;
    }
    QTest::qWait(50);
    QList<PageScrollArea *> areas = window.findChildren<PageScrollArea *>();
    areas.removeIf([](const PageScrollArea *area) { return !area->isVisible(); });
    if (areas.size() != 1) {
        return u"%1 areas scroll"_s.arg(areas.size());
    }
    if (areas.first()->horizontalScrollBar()->maximum() > 0) {
        return u"it scrolls sideways"_s;
    }
    return areas.first()->verticalScrollBar()->maximum() > 0 ? QString{} : u"it does not scroll down"_s;
}

bool WindowTest::trigger(const MainWindow &window, const QString &command)
{
    const QList<QAction *> actions = window.findChildren<QAction *>();
    const auto action =
        std::ranges::find_if(actions, [&command](const QAction *each) { return each->text().startsWith(command); });
    if (action == actions.end()) {
        return false;
    }
    (*action)->trigger();
    return true;
}

} // namespace duodoctor
