#pragma once

#include <QWidget>

namespace duodoctor
{

class DialogPort;
class Session;

/// Set-up help: the size of the gateway, the image, the models that GitLab supports, and where they can be served from.
class PageSetUp : public QWidget
{
    Q_OBJECT
public:
    /// Both must outlive the page.
    PageSetUp(Session &session, DialogPort &dialogs, QWidget *parent = nullptr);

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
