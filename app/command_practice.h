#pragma once

#include "app/command.h"

#include <QStringList>

namespace duodoctor
{

class PracticeDeployment;

/// `duo-doctor practice [--fault ID]... [--list] [--serve] [--check]`: the embedded practice deployment. Without one of
/// the three it opens the wizard, and without a display it checks.
class PracticeCommand : public Command
{
public:
    const char *name() const override { return "practice"; }
    const char *description() const override;
    const char *examples() const override;
    std::vector<std::string> formats() const override { return {"text", "json", "html"}; }
    void declare(CLI::App &sub) override;
    std::optional<std::vector<std::string>> wizardFaults() const override;
    ExitStatus run(CommandContext &context) override;

private:
    ExitStatus list(CommandContext &context) const;
    ExitStatus check(CommandContext &context, const QStringList &faults) const;
    ExitStatus serve(CommandContext &context, const QStringList &faults) const;
    /// Says what is wrong with the options. @return none when nothing is.
    std::optional<ExitStatus> refuse(const CommandContext &context, const QStringList &faults) const;

    std::vector<std::string> m_faults;
    bool m_lists = false;
    bool m_serves = false;
    bool m_checks = false;
};

} // namespace duodoctor
