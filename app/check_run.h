#pragma once

#include "app/command.h"
#include "check/check_result.h"

#include <QList>
#include <QString>

namespace duodoctor
{

class Session;
struct Report;

/// Writes `report` to the context's output in the format of `--format` (text, json or html).
void writeReport(const Report &report, CommandContext &context);

/// Options of a run from the common ones: `--timeout`.
void applyCommonOptions(Session &session, const CommonOptions &common);
/// Reads the organisation's own playbook on top of ours and says on `err` what of it cannot be used.
void applyOverlay(Session &session, const CommandContext &context);

/// Runs these checks of the session's deployment to their end (empty: all), with a progress line and notices on the
/// error stream, writes the report, and says how it went. Ctrl-C ends the run within a second; what is known by then is
/// written, and the status is CouldNotWork. Spins an event loop; needs a QCoreApplication.
/// @param reportCommand  the report's `command`: check, practice.
ExitStatus runChecks(Session &session, CommandContext &context, const QString &reportCommand,
                     const QList<CheckKey> &only = {});

} // namespace duodoctor
