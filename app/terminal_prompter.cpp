#include "app/terminal_prompter.h"

#include "app/terminal_prompt.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <memory>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

QString questionFor(const PromptRequest &request)
{
    switch (request.kind) {
    case PromptRequest::Kind::Password:
        return u"Password for %1:"_s.arg(request.place);
    case PromptRequest::Kind::Passphrase:
        return u"Passphrase for %1:"_s.arg(request.place);
    case PromptRequest::Kind::SudoPassword:
        return u"sudo password on %1:"_s.arg(request.place);
    case PromptRequest::Kind::OneTimeCode:
        break;
    }
    return u"%1: %2"_s.arg(request.place, request.question);
}

} // namespace

Prompter makeTerminalPrompter(QObject &context)
{
    if (isatty(STDIN_FILENO) != 1) {
        return {};
    }
    auto pool = std::make_shared<QThreadPool>();
    pool->setMaxThreadCount(1); // two questions at once would share one terminal
    return [pool, owner = QPointer<QObject>(&context)](const PromptRequest &request, PromptAnswer reply) {
        pool->start([owner, question = questionFor(request), reply = std::move(reply)] {
            const std::optional<SecretText> typed = promptForSecret(question);
            const QByteArray answer = typed ? typed->reveal() : QByteArray{};
            const auto deliver = [owner, reply, answer] {
                if (owner) {
                    reply(answer);
                }
            };
            QMetaObject::invokeMethod(QCoreApplication::instance(), deliver, Qt::QueuedConnection);
        });
    };
}

} // namespace duodoctor
