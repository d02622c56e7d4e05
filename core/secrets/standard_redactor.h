#pragma once

#include "evidence/redactor.h"
#include "secrets/secret_store.h"

#include <QList>

#include <memory>

namespace duodoctor
{

/// The redactor of the program: a chain of small named rules (bearer tokens, GitLab tokens, JWTs, OpenAI-style keys,
/// AWS keys, passwords in URLs, KEY=VALUE of secret names, private key blocks) plus the known secrets of this run, in
/// plain, base64 and percent-encoded form. Immutable, so any thread may use it.
class StandardRedactor : public Redactor
{
public:
    explicit StandardRedactor(const QList<SecretText> &knownSecrets = {});
    ~StandardRedactor() override;
    Redaction redact(const QString &text) const override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace duodoctor
