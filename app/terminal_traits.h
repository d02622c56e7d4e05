#pragma once

#include <string>

namespace duodoctor
{

/// What the process finds at its standard streams.
struct TerminalTraits {
    bool outIsTerminal = false;
    bool errIsTerminal = false;
    bool mayColor = false; ///< standard output is a terminal that shows colours, and NO_COLOR is not set (no-color.org)
    int width = 100;       ///< columns of the terminal, 40 to 200; 100 where there is none
};

TerminalTraits terminalTraits();

} // namespace duodoctor
