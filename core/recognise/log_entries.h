#pragma once

#include "evidence/service_log.h"
#include "recognise/log_unwrapping.h"

#include <optional>

/// One line of a log → an entry, by the form that it has (facts/logs sections 1, 2, 3 and 6). None: not of that form.
namespace duodoctor::log_entries
{

constexpr qsizetype kMaxMessage = 4000; ///< characters that are kept of an entry's words

/// GitLab's and the gateway's JSON lines, whole or cut at one end.
std::optional<LogEntry> fromJson(const LogLine &line);
/// structlog's console form, uvicorn's and vLLM's lines, nginx's access and error lines, Python's and GitLab's plain
/// ones.
std::optional<LogEntry> fromPlain(const LogLine &line);

} // namespace duodoctor::log_entries
