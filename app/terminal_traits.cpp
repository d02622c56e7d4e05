#include "app/terminal_traits.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>

namespace duodoctor
{

namespace
{

constexpr int kDefaultWidth = 100;

std::string_view environment(const char *name)
{
    const char *value = std::getenv(name);
    return value == nullptr ? std::string_view{} : std::string_view{value};
}

int columns(int descriptor)
{
    winsize size = {};
    if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        return size.ws_col;
    }
    return kDefaultWidth;
}

} // namespace

TerminalTraits terminalTraits()
{
    TerminalTraits traits;
    traits.outIsTerminal = isatty(STDOUT_FILENO) == 1;
    traits.errIsTerminal = isatty(STDERR_FILENO) == 1;
    traits.mayColor = traits.outIsTerminal && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
    if (traits.outIsTerminal) {
        traits.width = std::clamp(columns(STDOUT_FILENO), 40, 200);
    } else if (traits.errIsTerminal) {
        traits.width = std::clamp(columns(STDERR_FILENO), 40, 200);
    }
    return traits;
}

} // namespace duodoctor
