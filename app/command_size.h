#pragma once

#include "app/command.h"
#include "setup/sizing.h"

#include <QString>

#include <optional>
#include <string>

namespace duodoctor
{

/// `duo-doctor size --users N`: how large the gateway has to be.
class SizeCommand : public Command
{
public:
    const char *name() const override { return "size"; }
    const char *description() const override;
    const char *examples() const override;
    std::vector<std::string> formats() const override { return {"text", "json"}; }
    void declare(CLI::App &sub) override;
    ExitStatus run(CommandContext &context) override;

private:
    /// Reads the options' texts. @return what is wrong, with the option before the first colon, or empty.
    QString read(SizingQuestion &question) const;

    std::string m_users;
    std::optional<std::string> m_concurrency;
    std::optional<std::string> m_requestsPerSecond;
};

} // namespace duodoctor
