#pragma once

#include "deployment/deployment_file.h"

#include <QString>

namespace duodoctor
{

/// What stands below a field: a problem keeps the checks from starting, a note does not.
struct FieldHint {
    enum class Level { None, Note, Problem };
    Level level = Level::None;
    QString sentence;
};

/// Hints for what a person typed, before anything is looked at. Whether a URL works is a check's question, so only what
/// cannot be meant is a problem. Pure; an empty text gives no hint.
FieldHint hintForServiceUrl(const QString &text);
FieldHint hintForModelEndpoint(const QString &text);
FieldHint hintForModelIdentifier(const QString &text);
FieldHint hintForGitLabVersion(const QString &text);
FieldHint hintForAgentPlatform(const QString &text);
FieldHint hintForProxy(const QString &text);

/// The first problem of this key, in a sentence with its remedy; empty when there is none.
QString problemOf(const QString &key, const QList<DeploymentProblem> &problems);

} // namespace duodoctor
