#pragma once

#include "evidence/evidence.h"

#include <QString>

#include <chrono>

namespace duodoctor
{

/// Shakes hands with `https://HOST:PORT/` and gives the exchange, whatever it was. Sends no credential.
/// Spins an event loop; needs a QCoreApplication.
EvidencePtr fetchServedChain(const QString &authority, std::chrono::milliseconds limit);

} // namespace duodoctor
