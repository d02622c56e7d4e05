#pragma once

#include "setup/sizing.h"
#include "ui/deployment_hints.h"

#include <QString>

#include <optional>

namespace duodoctor
{

/// What a person typed about the load.
struct TypedLoad {
    QString users;
    QString concurrentRequests; ///< empty: not measured
    QString requestsPerSecond;  ///< empty: not measured
};

/// What is wrong with one of them; none for an empty text.
FieldHint hintForUsers(const QString &text);
FieldHint hintForConcurrency(const QString &text);
FieldHint hintForRate(const QString &text);

/// @return none while the users are missing or something is wrong. A measured concurrency decides alone.
std::optional<SizingQuestion> sizingQuestion(const TypedLoad &typed);

/// "3 instances with 8 vCPU and 32 GiB of memory each".
QString wordsFor(const SizingOption &option);
/// The command that lets Kubernetes scale the pods; empty where the size is fixed.
QString autoscaleCommand(const SizingOption &chosen);

} // namespace duodoctor
