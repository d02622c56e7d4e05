#pragma once

#include "deployment/deployment.h"

#include <QSet>
#include <QString>
#include <QStringList>

namespace duodoctor
{

/// What is known in the middle of a walk, from whatever source.
struct WalkKnowledge {
    const Deployment *deployment = nullptr; ///< never null
    QSet<QString> found;                    ///< ids of the root causes that are known
    QSet<QString> passed;                   ///< ids of checks that were made and passed, wherever they looked from
    QStringList answers;                    ///< `node/answer` of this walk
    QStringList codes{};                    ///< Duo's codes in what was brought in this walk
};

/// When an answer is known without asking. Every list that is not empty has to hold.
struct TreeCondition {
    QStringList found;      ///< any of these is a known root cause
    QStringList passed;     ///< all of these checks passed
    QStringList deployment; ///< all of these words are true of the deployment (deploymentWords())
    QStringList answered;   ///< any of these `node/answer` was given in this walk
    QStringList codes{};    ///< any of Duo's codes (A1003) stood in what was brought in this walk

    bool isEmpty() const
    {
        return found.isEmpty() && passed.isEmpty() && deployment.isEmpty() && answered.isEmpty() && codes.isEmpty();
    }
};

bool holds(const TreeCondition &condition, const WalkKnowledge &knowledge);

/// The words that a condition may use of a deployment, such as `offline` or `gateway-kubernetes`.
QStringList deploymentWords();
/// Whether such a word is true. A word of the form `no-…` is true only where the opposite is certain; an unknown word
/// is false.
bool isTrueOf(const Deployment &deployment, const QString &word);

} // namespace duodoctor
