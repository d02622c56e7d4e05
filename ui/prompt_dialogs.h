#pragma once

#include "vantage/prompter.h"

#include <QObject>

class QWidget;

namespace duodoctor
{

class DialogPort;
class Session;

/// Puts the password prompts of ssh and sudo on the user's screen, while it lives; keeps what the user wants kept.
class PromptDialogs : public QObject
{
    Q_OBJECT
public:
    /// All must outlive this object. @param window  that the dialogs belong to
    PromptDialogs(Session &session, DialogPort &dialogs, QWidget *window);
    ~PromptDialogs() override;

private:
    void ask(const PromptRequest &request, const PromptAnswer &reply);

    Session &m_session;
    DialogPort &m_dialogs;
    QWidget *m_window;
};

} // namespace duodoctor
