#pragma once

#include "check/check_definition.h"
#include "report/report.h"

#include <QList>
#include <QString>

#include <optional>

namespace duodoctor
{

/// The checks of one subject, under the heading that reports give them.
struct CheckGroup {
    std::optional<SubjectKind> kind;          ///< none for ids that the catalogue does not know
    QString subject;                          ///< as in CheckKey; empty where the kind has one subject only
    QString title;                            ///< `AI Gateway`, `Model mistral`
    QString address;                          ///< what was looked at; may be empty
    QList<const Report::CheckEntry *> checks; ///< point into the report
};

/// Groups in the order in which the report's checks first touch them.
QList<CheckGroup> groupsOf(const Report &report);

/// The checks at which a blocked check's block begins: those that failed themselves. Empty for a check that is not
/// blocked.
QList<const Report::CheckEntry *> blockOrigins(const Report::CheckEntry &entry, const Report &report);
/// Their titles in quotation marks, joined by commas.
QString blockOriginTitles(const Report::CheckEntry &entry, const Report &report);

/// Words for people, the same in every format.
QString wordOf(CheckStatus status); ///< passed, warning, failed, skipped, blocked
QString symbolOf(CheckStatus status);
QString wordOf(Severity severity);
QString wordOf(Confidence confidence);
QString headlineOf(HealthStatus status); ///< `Healthy`, `Broken`
/// What a reader should take away, one sentence.
QString summarySentence(const Report &report);
/// `from the workstation`, `on the GitLab server`, for a step's or check's place.
QString placeText(Vantage vantage);
QString durationText(std::chrono::microseconds duration); ///< `12 ms`, `1.4 s`
/// The phases of one exchange in a line; empty where nothing was timed.
QString phasesText(const Phases &phases);

} // namespace duodoctor
