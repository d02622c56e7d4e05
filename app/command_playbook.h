#pragma once

#include "app/command.h"
#include "playbook/playbook.h"

#include <string>

namespace duodoctor
{

/// `duo-doctor playbook lint|list|show ID|graph`: checks the playbook, lists it, prints an article or a page of set-up
/// help, draws the decision tree.
class PlaybookCommand : public Command
{
public:
    const char *name() const override { return "playbook"; }
    const char *description() const override;
    const char *examples() const override;
    std::vector<std::string> formats() const override { return {"text", "json", "markdown"}; }
    void declare(CLI::App &sub) override;
    ExitStatus run(CommandContext &context) override;

private:
    enum class Action { Lint, List, Show, Graph };
    static ExitStatus list(CommandContext &context, const Playbook &playbook);
    ExitStatus lint(CommandContext &context) const;
    ExitStatus lintFolder(CommandContext &context, const QString &folder, const QList<PlaybookProblem> &problems,
                          bool isOverlay) const;
    ExitStatus show(CommandContext &context, const Playbook &playbook) const;
    std::optional<Deployment> shownDeployment(const CommandContext &context) const;

    Action m_action = Action::List;
    std::string m_folder;
    std::string m_id;
    std::string m_deployment;
    std::string m_gitlabWay;
    std::string m_gatewayWay;
};

} // namespace duodoctor
