#pragma once

#include "app/command.h"
#include "generate/generation.h"

namespace duodoctor
{

/// `duo-doctor generate KIND DEPLOYMENT.json`: writes configuration for this deployment.
class GenerateCommand : public Command
{
public:
    const char *name() const override { return "generate"; }
    const char *description() const override;
    const char *examples() const override;
    std::vector<std::string> formats() const override { return {"text"}; }
    bool mayReplaceOutput() const override { return m_force; }
    void declare(CLI::App &sub) override;
    ExitStatus run(CommandContext &context) override;

private:
    /// @return an option that was given and means nothing for this kind; empty when there is none.
    QString strayOption(GenerationKind kind) const;
    GenerationOptions options() const;
    ExitStatus makeKeys(const CommandContext &context, const Deployment &deployment) const;

    std::string m_kind;
    std::string m_file;
    std::string m_engine;
    std::string m_platform;
    std::string m_folder;
    std::string m_upstream;
    std::string m_tlsCertificate;
    std::string m_tlsKey;
    std::string m_nginxVersion;
    std::string m_base;
    std::string m_keyFolder;
    std::vector<std::string> m_added;
    bool m_hostNetwork = false;
    bool m_fragment = false;
    bool m_force = false;
};

} // namespace duodoctor
