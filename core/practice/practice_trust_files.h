#pragma once

#include "practice/practice_switches.h"

#include <QString>

namespace duodoctor
{

/// Writes one trust file of the practice in the state that the switch says.
/// @return an error sentence; empty when it is written, or is meant to be missing.
QString writeTrustFile(const QString &path, TrustFileState state, const IssuedCertificate &root);

} // namespace duodoctor
