#pragma once

#include "app/command.h"

namespace duodoctor
{

/// `duo-doctor lint FILE…`: finds mistakes in configuration files, with line and column.
class LintCommand : public Command
{
public:
    const char *name() const override { return "lint"; }
    const char *description() const override;
    const char *examples() const override;
    std::vector<std::string> formats() const override { return {"text", "json", "html"}; }
    void declare(CLI::App &sub) override;
    ExitStatus run(CommandContext &context) override;

private:
    std::vector<std::string> m_files;
    std::string m_as;
    std::string m_deployment;
};

} // namespace duodoctor
