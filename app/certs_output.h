#pragma once

#include "app/certs_case.h"
#include "app/command.h"
#include "playbook/playbook.h"

#include <QByteArray>

namespace duodoctor
{

/// One judged chain with what its output says besides.
struct CertsResult {
    CertsAnswer answer;
    ChainContext context;
    Findings findings; ///< with arguments
    QString chainName; ///< the file, or the address that was asked
    QString trustFile; ///< the bundle's path; empty for the system's store
    QDateTime generatedAt;
};

/// The report of the contract, with `trusted`, `clients` and the drawn `chain` besides.
QByteArray certsJson(const CertsResult &result, const Playbook &playbook);

/// The verdict for a person: the chain from the server's certificate to the root, what is wrong, who accepts it, and
/// what to do.
void printCertsText(const CertsResult &result, const Playbook &playbook, CommandContext &context);

} // namespace duodoctor
