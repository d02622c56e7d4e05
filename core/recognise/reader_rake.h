#pragma once

#include "evidence/rake_report.h"

#include <QJsonObject>
#include <QString>

namespace duodoctor::readers
{

/// Adds what the task's JSON summary tells: statuses and addresses that the lines above it leave out, and the steps
/// themselves when the summary came alone.
void readRakeSummary(const QJsonObject &summary, RakeReport &report);

/// The summary of a text, from its first known key on; empty when there is none.
QJsonObject findRakeSummary(const QString &text);

/// The result of a step, added in its place when it was not reached before.
RakeReport::StepResult &stepOf(RakeReport &report, RakeReport::Step step);

} // namespace duodoctor::readers
