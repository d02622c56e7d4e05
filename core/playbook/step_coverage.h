#pragma once

#include "playbook/article.h"

#include <QList>
#include <QString>

namespace duodoctor
{

/// What is wrong with the conditions of an article's steps, for lint.
struct StepCoverageProblem {
    int step = 0; ///< index of the step that it is about
    QString problem;
};

/// Finds a GitLab version with ways of installing for which no step repairs anything, steps that are never shown and
/// conditions that say nothing. A step that only looks or asks again repairs nothing.
QList<StepCoverageProblem> stepCoverageProblems(const Article &article);

} // namespace duodoctor
