#pragma once

#include "app/command.h"
#include "check/check_result.h"

#include <QList>

#include <optional>

namespace duodoctor
{

class Session;

/// `duo-doctor check DEPLOYMENT.json`: every check that the deployment's reach allows, and the diagnosis.
class CheckCommand : public Command
{
public:
    const char *name() const override { return "check"; }
    const char *description() const override;
    const char *examples() const override;
    std::vector<std::string> formats() const override { return {"text", "json", "html"}; }
    void declare(CLI::App &sub) override;
    ExitStatus run(CommandContext &context) override;

private:
    std::optional<ExitStatus> openDeployment(Session &session, CommandContext &context) const;
    /// The planned checks that `--only` names. @return none after a usage error was printed.
    std::optional<QList<CheckKey>> chosenChecks(const Session &session, const CommandContext &context) const;

    std::string m_path;
    std::vector<std::string> m_only;
    bool m_noCompletion = false;
};

} // namespace duodoctor
