#pragma once

#include "ui/deployment_form.h"

#include <QWidget>

class QBoxLayout;
class QLabel;

namespace duodoctor
{

class ChoiceButton;
class Session;

/// The first page: what is there, and where to begin.
class PageDeployment : public QWidget
{
    Q_OBJECT
public:
    /// Both must outlive the page.
    PageDeployment(Session &session, DialogPort &dialogs, QWidget *parent = nullptr);

    /// Makes what was typed the session's deployment, with keys and options. @return false when a field has a problem,
    /// which then has the focus.
    /// @param mayBeEmpty  true: no address is needed (the guide can do without).
    bool commit(bool mayBeEmpty = false);
    /// Shows the files opened lately, newest first.
    void setRecentFiles(const QStringList &paths);
    void focusFirstField();

Q_SIGNALS:
    void checkRequested();
    void guideRequested();
    void practiceRequested();
    void openRequested();
    void fileRequested(const QString &path);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeActions();
    void showDeployment();

    Session &m_session;
    QBoxLayout *m_columns;
    DeploymentForm *m_form;
    QLabel *m_practiceNotice;
    QWidget *m_actions;
    QWidget *m_recent = nullptr;
};

} // namespace duodoctor
