#pragma once

#include "app/command.h"
#include "recognise/recogniser.h"

#include <QList>

#include <optional>

namespace duodoctor
{

class Session;

/// `duo-doctor read FILE… | -`: recognises what somebody captured or pasted, and says what it means.
class ReadCommand : public Command
{
public:
    const char *name() const override { return "read"; }
    const char *description() const override;
    const char *examples() const override;
    std::vector<std::string> formats() const override { return {"text", "json", "html"}; }
    void declare(CLI::App &sub) override;
    ExitStatus run(CommandContext &context) override;

private:
    std::optional<ExitStatus> prepare(Session &session, const CommandContext &context) const;
    /// The inputs, read to their end. @return none after a usage error was printed.
    std::optional<QList<ForeignText>> readInputs(const CommandContext &context) const;

    std::vector<std::string> m_files;
    std::string m_as;
    std::string m_deployment;
};

} // namespace duodoctor
