#pragma once

#include <chrono>
#include <optional>

namespace duodoctor
{

/// Durations of the phases of one exchange, each for itself (not since the start); none where it was not reached or
/// does not apply. `total` is the whole exchange.
struct Phases {
    using Duration = std::chrono::microseconds;
    std::optional<Duration> dns;
    std::optional<Duration> connect;
    std::optional<Duration> tls;
    std::optional<Duration> firstByte; ///< from the request sent to the first byte of the answer
    std::optional<Duration> total;
};

} // namespace duodoctor
