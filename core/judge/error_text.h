#pragma once

#include "judge/argument.h"
#include "judge/finding_id.h"

#include <QString>

#include <optional>

namespace duodoctor
{

/// Who wrote an error text; the same words mean another thing on another leg of the chain.
enum class ErrorWriter {
    GitLab,  ///< llm.log, sidekiq, the rake task, the health check: GitLab towards the gateway
    Gateway, ///< the gateway's log, its error events, the self test: the gateway towards GitLab or the model
    Person   ///< a quoted message; the writer is not known
};

struct ErrorMeaning {
    FindingId finding;
    Arguments arguments;
};

/// What an error text names as its cause: the one dictionary of error strings, used by logs, by the rake task's and the
/// self test's lines, by error bodies inside streams and by quoted messages. The most specific entry wins (an exception
/// class with its reason before a status). None when the text names no cause. Linear in the text, at most 64 KiB of it.
/// Source: facts/errors sections 1 to 6, facts/endpoints 1.2 to 1.4 and 5.
std::optional<ErrorMeaning> meaningOfError(const QString &text, ErrorWriter writer);

} // namespace duodoctor
