#pragma once

#include "session/walk_step.h"

#include <QString>

namespace duodoctor
{

class Session;

/// The word that stands in a node's commands for the id of the request that a walk follows.
inline constexpr auto kCorrelationWord = "CORRELATION-ID";

/// The correlation id of the newest request that the logs brought in this walk name: of one that failed, where there is
/// one. Empty where none is named, and for an id that is more than letters, digits, hyphens and underscores: it goes
/// into commands. Source: facts/logs section 4.
QString correlationIdOf(const QList<WalkStep> &steps, const Session &session);

} // namespace duodoctor
