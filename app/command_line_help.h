#pragma once

#include "app/command.h"

#include <memory>
#include <string>
#include <vector>

namespace CLI
{
class Formatter;
}

namespace duodoctor
{

/// What `duo-doctor --help` prints: the wizard, the subcommands, exit statuses, examples.
std::string programHelp(const std::vector<std::unique_ptr<Command>> &commands);

/// Lays out the help of one subcommand.
std::shared_ptr<CLI::Formatter> commandHelpFormatter();

} // namespace duodoctor
