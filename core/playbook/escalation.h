#pragma once

#include "check/check_result.h"
#include "deployment/deployment.h"

#include <QList>
#include <QString>

namespace duodoctor
{

/// What is known of a criterion for handing a case over to GitLab's team for custom models.
enum class CriterionState {
    Met,
    NotMet,
    OnlyAPerson ///< nothing that was seen decides it
};
QLatin1StringView toWire(CriterionState state);

/// One of the criteria, with what was seen of it. Source: facts/errors, the paragraph on escalation.
struct EscalationCriterion {
    QString id;    ///< stable: basic-steps, model-integration, unit-primitive, several-users, model-performance
    QString title; ///< as a statement: "The basic steps are exhausted"
    CriterionState state = CriterionState::OnlyAPerson;
    QString reason; ///< what was seen, or what to ask, one or two sentences
    friend bool operator==(const EscalationCriterion &, const EscalationCriterion &) = default;
};

/// What a walk knows at its end.
struct EscalationCase {
    QString entry;              ///< id of the symptom that the walk began with; empty without a walk
    QList<CheckResult> results; ///< everything that was looked at
    QStringList nodes;          ///< of the walk, in their order
};

/// Every criterion, always in the same order. Pure.
QList<EscalationCriterion> escalationCriteria(const EscalationCase &known);

} // namespace duodoctor
