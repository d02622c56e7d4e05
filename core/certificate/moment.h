#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace duodoctor
{

/// The moment a chain is judged for, UTC. Microseconds, because a certificate that ended at 12:00:00 is dead at
/// 12:00:00.5.
using Moment = std::chrono::sys_time<std::chrono::microseconds>;

/// Reads an RFC 3339 time such as `2026-06-01T12:00:00.25+02:00`; digits beyond microseconds are dropped.
/// @return nothing for anything else.
std::optional<Moment> momentFromRfc3339(std::string_view text);

/// `2026-06-01 12:00 UTC`, as people read dates of certificates.
std::string dateText(std::chrono::sys_seconds time);

/// Reads the content of a DER UTCTime (`shortYear`) or GeneralizedTime in the form that RFC 5280 allows: digits and Z.
std::optional<std::chrono::sys_seconds> timeFromAsn1(std::string_view content, bool shortYear);

} // namespace duodoctor
