#pragma once

#include "playbook/escalation.h"
#include "report/report.h"
#include "ui/status_sign.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace duodoctor
{

class Session;

/// What a walk has asked and what was seen on the way, for whoever goes on with it.
struct WalkRecord {
    struct Check {
        StatusSign sign = StatusSign::NotChecked;
        QString title;
        QString section; ///< of which service
        QString detail;  ///< what it said, or why it was not made
    };
    QList<PathStep> path;                ///< without the end of the walk
    QList<Check> checks;                 ///< what needs attention first
    QList<EscalationCriterion> criteria; ///< for handing the case over
    int without = 0;                     ///< checks besides these for which the deployment names nothing to look at
};

/// The walk that the session is in, with every result that it has.
WalkRecord walkRecordOf(Session &session);

/// "Which message do you get? A timeout". Without an answer the title alone.
QString lineOf(const PathStep &step);
/// "Failed: The gateway accepts connections (AI Gateway). Nothing listens …"
QString lineOf(const WalkRecord::Check &check);
/// All checks, a line for each, and one for those without anything to look at.
QStringList linesOf(const WalkRecord &record);
/// "Met: The basic steps are exhausted. Network, health …"
QString lineOf(const EscalationCriterion &criterion);
/// What the list of criteria is about: who takes the case when one of them is met.
QString criteriaHeading();
/// What somebody else needs besides, as sentences.
QStringList attachmentsOf(const WalkRecord &record);

/// The record as plain text, for a message or a ticket.
QString plainTextOf(const WalkRecord &record);

} // namespace duodoctor
