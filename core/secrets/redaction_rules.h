#pragma once

#include <QLatin1StringView>
#include <QStringView>

#include <span>
#include <vector>

namespace duodoctor
{

/// A stretch of a text that is a credential.
struct SecretSpan {
    qsizetype begin = 0;
    qsizetype end = 0;      ///< behind the last character
    QLatin1StringView kind; ///< as shown in `[redacted: KIND]`
};

using SecretSpans = std::vector<SecretSpan>;

/// One way of knowing a credential when it is seen. Pure, and linear in the text, whatever the text is: no rule looks
/// back or tries again from within what it has read.
struct RedactionRule {
    QLatin1StringView name;
    void (*find)(QStringView text, SecretSpans &found);
};

/// Credentials known by their own shape: GitLab tokens, JWTs, provider keys, private key blocks.
std::span<const RedactionRule> shapeRules();
/// Credentials known by what stands before them: headers, `KEY=VALUE`, JSON and YAML, query strings, options, URLs.
std::span<const RedactionRule> contextRules();

/// Credentials that stand apart from their name: the value of a pair, a password behind a user, a console's answer.
std::span<const RedactionRule> neighbourRules();

/// True for a name whose value is a credential, in any of the spellings `api_key`, `API-Key`, `apiKey`, `HF_TOKEN`.
/// False for the tokens of language models (`max_tokens`, `eos_token`) and for names of files and endpoints.
bool isSecretName(QStringView name);

} // namespace duodoctor
