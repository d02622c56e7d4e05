#pragma once

#include <QWidget>

namespace duodoctor
{

class DialogPort;
class Session;

/// The page that writes configuration for this deployment: which file, what to choose beside the deployment, and the
/// text.
class PageGenerate : public QWidget
{
    Q_OBJECT
public:
    /// Both must outlive the page.
    PageGenerate(Session &session, DialogPort &dialogs, QWidget *parent = nullptr);

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
