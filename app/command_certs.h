#pragma once

#include "app/certs_output.h"
#include "app/command.h"

#include <optional>
#include <string>

namespace duodoctor
{

/// `duo-doctor certs`: judges a certificate chain from a file, from a live server, or many from a batch.
class CertsCommand : public Command
{
public:
    const char *name() const override { return "certs"; }
    const char *description() const override;
    const char *examples() const override;
    std::vector<std::string> formats() const override { return {"text", "json"}; }
    void declare(CLI::App &sub) override;
    ExitStatus run(CommandContext &context) override;

private:
    ExitStatus runBatch(CommandContext &context) const;
    ExitStatus judgeOne(CommandContext &context);
    /// Reads --chain or asks --connect. @return the failure's status, or nothing.
    std::optional<ExitStatus> readChain(const CommandContext &context, CertificateSource &chain, CertsResult &result);

    std::string m_chain;
    std::string m_trust;
    std::string m_host;
    std::string m_at;
    std::string m_connect;
    std::string m_batch;
};

} // namespace duodoctor
