#include "app/command.h"
#include "app/command_certs.h"
#include "app/command_check.h"
#include "app/command_generate.h"
#include "app/command_lint.h"
#include "app/command_playbook.h"
#include "app/command_practice.h"
#include "app/command_read.h"
#include "app/command_size.h"

namespace duodoctor
{

std::vector<std::unique_ptr<Command>> makeCommands()
{
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(std::make_unique<CheckCommand>());
    commands.push_back(std::make_unique<ReadCommand>());
    commands.push_back(std::make_unique<CertsCommand>());
    commands.push_back(std::make_unique<GenerateCommand>());
    commands.push_back(std::make_unique<LintCommand>());
    commands.push_back(std::make_unique<SizeCommand>());
    commands.push_back(std::make_unique<PracticeCommand>());
    commands.push_back(std::make_unique<PlaybookCommand>());
    return commands;
}

} // namespace duodoctor
