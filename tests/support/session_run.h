#pragma once

#include "session/session.h"

#include <chrono>

namespace duodoctor
{

/// Runs every check of the session's deployment and waits for the end. @return false when the limit passed first.
bool checkEverything(Session &session, std::chrono::milliseconds limit = std::chrono::seconds(30));

/// Ids of the root causes, most likely first.
QStringList rootCauseIds(const Session &session);

/// Every check with its status and findings, a line each: what a failing test prints.
QString describeResults(const Session &session);

/// Findings of this id anywhere in the results.
QList<Finding> findingsOf(const Session &session, FindingId id);

/// All findings above info.
QStringList findingsAboveInfo(const Session &session);

} // namespace duodoctor
