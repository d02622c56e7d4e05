#pragma once

#include <QWidget>

namespace duodoctor
{

class DialogPort;
class Session;

/// The quick diagnostic commands with this deployment's values, each with the place where it belongs, and the button
/// that runs the emergency checks.
class PageCommands : public QWidget
{
    Q_OBJECT
public:
    /// Both must outlive the page.
    PageCommands(Session &session, DialogPort &dialogs, QWidget *parent = nullptr);

    /// Called whenever the page comes into sight: shows the deployment as it is now and puts the focus where one
    /// begins.
    void refresh();

Q_SIGNALS:
    void noticeRaised(const QString &sentence);

private:
    Session &m_session;
    DialogPort &m_dialogs;
};

} // namespace duodoctor
