#pragma once

#include "generate/generation.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace duodoctor::test
{

/// The contract's deployment, of this version: TLS in front of both services, metrics, no CA of its own.
Deployment usualDeployment(const QString &version);

/// A program's status and everything that it printed.
struct ToolRun {
    int status = -1;
    QString output;
};
ToolRun runTool(const QString &program, const QStringList &arguments, const QString &input = {});

/// What our own lint says above a remark, a line each.
QStringList complaintsOf(GenerationKind kind, const QString &text, const Deployment &deployment);

/// Runs a generated script by a real `sh`, with commands of its own in the place of docker and podman.
struct ScriptRun {
    int status = -1;
    QString errors;
    QStringList arguments;               ///< of the engine, as it got them
    QHash<QString, QString> environment; ///< of the engine
};
/// @param folder  where the script is saved, with the four key files in it where `hasKeys`.
ScriptRun runScript(const QString &script, const QTemporaryDir &folder, bool hasKeys = true);
/// What follows each `--name` among the arguments.
QStringList valuesOf(const QStringList &arguments, const QString &name);

/// The YAML text as Python's parser reads it; empty when it does not parse.
QJsonObject parsedYaml(const QString &text);

/// What `nginx -t` says of a generated configuration, with certificates made here in the place of the usual ones; empty
/// when it is in order. A wrong directive, a word that is not closed and a file that is not there are told.
QString nginxComplaint(const QString &configuration, const QTemporaryDir &folder);

/// Every installed flag of `podman run`.
QStringList podmanFlags();

} // namespace duodoctor::test
