#pragma once

#include "secrets/secret_store.h"
#include "vantage/prompter.h"

#include <QObject>
#include <QSet>
#include <QString>

#include <memory>

namespace duodoctor
{

/// Stands between ssh or sudo and the user: answers a prompt with what the user had kept, and asks where there is
/// nothing, or where it was just refused. Keeps nothing by itself. Thread: one, with an event loop.
class PromptKeeper : public QObject
{
    Q_OBJECT
public:
    explicit PromptKeeper(QObject *parent = nullptr);
    ~PromptKeeper() override;

    /// Who is asked; null: every prompt is declined.
    void setPrompter(const Prompter &prompter) { m_prompter = prompter; }
    /// The prompter for one run; null when nobody can be asked.
    Prompter beginRun();
    /// Puts an answer into the keyring. One-time codes and empty answers are not kept.
    void keep(const PromptRequest &request, const SecretText &answer);

Q_SIGNALS:
    void noticeRaised(const QString &sentence);

private:
    void answer(const PromptRequest &request, const PromptAnswer &reply);
    void ask(const PromptRequest &request, const PromptAnswer &reply) const;

    Prompter m_prompter;
    std::unique_ptr<SecretStore> m_store; ///< made when first needed: asking the keyring costs time
    QSet<QString> m_used;                 ///< in this run: asked for once more, a kept answer was wrong
};

} // namespace duodoctor
