#include "app/command.h"

namespace duodoctor
{

std::vector<std::unique_ptr<Command>> makeCommands()
{
    return {};
}

} // namespace duodoctor
