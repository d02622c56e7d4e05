#pragma once

#include <optional>

namespace duodoctor
{

/// The askpass mode: ssh has started this program to ask something. The question goes to the run that started ssh, by
/// the socket and the token that stand in the environment; the answer goes to standard output and nowhere else.
/// @return the exit status, or none when this is not that mode. Needs no application object.
std::optional<int> runAskpass(int argc, char *argv[]);

} // namespace duodoctor
