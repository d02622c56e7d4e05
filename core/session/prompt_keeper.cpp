#include "session/prompt_keeper.h"

#include <QPointer>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// Where an answer is kept; empty: nowhere. The question names the user, and a place that asks something else than
/// before gets no old answer.
QString entryFor(const PromptRequest &request)
{
    switch (request.kind) {
    case PromptRequest::Kind::Password:
        return u"password/%1/%2"_s.arg(request.place, request.question);
    case PromptRequest::Kind::Passphrase:
        return u"passphrase/%1/%2"_s.arg(request.place, request.question);
    case PromptRequest::Kind::SudoPassword:
        return u"sudo/%1/%2"_s.arg(request.place, request.question);
    case PromptRequest::Kind::OneTimeCode:
        break;
    }
    return {};
}

} // namespace

PromptKeeper::PromptKeeper(QObject *parent)
    : QObject(parent)
{
}

PromptKeeper::~PromptKeeper() = default;

Prompter PromptKeeper::beginRun()
{
    m_used.clear();
    if (!m_prompter) {
        return {};
    }
    return [self = QPointer<PromptKeeper>(this)](const PromptRequest &request, const PromptAnswer &reply) {
        if (self) {
            self->answer(request, reply);
        } else {
            reply({});
        }
    };
}

void PromptKeeper::answer(const PromptRequest &request, const PromptAnswer &reply)
{
    const QString entry = entryFor(request);
    if (entry.isEmpty() || m_used.contains(entry)) {
        ask(request, reply);
        return;
    }
    m_used.insert(entry);
    if (!m_store) {
        m_store = std::make_unique<SecretStore>();
    }
    m_store->read(entry, [this, request, reply](SecretOutcome outcome, const SecretText &kept) {
        if (outcome == SecretOutcome::Ok && !kept.isEmpty()) {
            reply(kept.reveal());
        } else {
            ask(request, reply);
        }
    });
}

void PromptKeeper::ask(const PromptRequest &request, const PromptAnswer &reply) const
{
    if (m_prompter) {
        m_prompter(request, reply);
    } else {
        reply({});
    }
}

void PromptKeeper::keep(const PromptRequest &request, const SecretText &answer)
{
    const QString entry = entryFor(request);
    if (entry.isEmpty() || answer.isEmpty()) {
        return;
    }
    if (!m_store) {
        m_store = std::make_unique<SecretStore>();
    }
    m_store->write(entry, answer, [this](SecretOutcome outcome) {
        if (outcome != SecretOutcome::Ok || !m_store->isPersistent()) {
            Q_EMIT noticeRaised(tr("The password could not be put into a keyring. It is kept until the program ends."));
        }
    });
}

} // namespace duodoctor
