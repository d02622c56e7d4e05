#include "ui/prompt_dialogs.h"

#include "session/session.h"
#include "ui/dialog_port.h"

#include <QPointer>
#include <QWidget>

namespace duodoctor
{

namespace
{

SecretQuestion questionFor(const PromptRequest &request)
{
    switch (request.kind) {
    case PromptRequest::Kind::SudoPassword:
        return {PromptDialogs::tr("Password for sudo"),
                PromptDialogs::tr("sudo on %1 asks for a password.").arg(request.place),
                {},
                true};
    case PromptRequest::Kind::Passphrase:
        return {PromptDialogs::tr("Passphrase"),
                PromptDialogs::tr("The key %1 is locked with a passphrase.").arg(request.place), request.question,
                true};
    case PromptRequest::Kind::OneTimeCode:
        return {PromptDialogs::tr("One-time code"),
                PromptDialogs::tr("%1 asks for a one-time code.").arg(request.place), request.question, false};
    case PromptRequest::Kind::Password:
        break;
    }
    return {PromptDialogs::tr("Password"), PromptDialogs::tr("%1 asks for your password.").arg(request.place),
            request.question, true};
}

} // namespace

PromptDialogs::PromptDialogs(Session &session, DialogPort &dialogs, QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_dialogs(dialogs)
    , m_window(window)
{
    session.setPrompter([self = QPointer<PromptDialogs>(this)](const PromptRequest &request, PromptAnswer reply) {
        if (self) {
            self->ask(request, reply);
        } else {
            reply({});
        }
    });
    connect(&session, &Session::runFinished, this, [this] { m_dialogs.withdrawSecrets(m_window); });
}

PromptDialogs::~PromptDialogs()
{
    m_session.setPrompter({});
}

void PromptDialogs::ask(const PromptRequest &request, const PromptAnswer &reply)
{
    const auto take = [self = QPointer<PromptDialogs>(this), request, reply](const SecretReply &given) {
        if (self && given.keep && !given.secret.isEmpty()) {
            self->m_session.keepPromptAnswer(request, given.secret);
        }
        reply(given.secret.reveal());
    };
    m_dialogs.askSecret(m_window, questionFor(request), take);
}

} // namespace duodoctor
