#pragma once

#include "check/check_result.h"

#include <QList>

namespace duodoctor
{

/// Results weighed against each other, as no single check can: some questions were asked from several places, and some
/// answers are older than others. Ids, subjects and evidence stay; severities and states get milder, never graver.
///
/// - What this workstation cannot reach, and the one that needs it can (the gateway for models and GitLab, GitLab for
///   the gateway and the Agent Platform), is skipped with its finding as a remark; another fault that only the
///   workstation sees is a warning.
/// - What stands in a log, while the checks that would see it now have passed, is a warning; unless the gateway is ill
///   now, and it would explain that.
/// Pure.
QList<CheckResult> weighedResults(const QList<CheckResult> &results);

} // namespace duodoctor
