#pragma once

#include "deployment/deployment.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>

#include <optional>

namespace duodoctor
{

/// One mistake in a deployment file, in the words a person needs: which key, what is wrong, what to write instead.
struct DeploymentProblem {
    QString key;     ///< path of the key, such as `ai_gateway.reach.via` or `models[0].name`; empty: the file itself
    QString problem; ///< what is wrong, one sentence
    QString remedy;  ///< what to do, one sentence
    int line = 0;    ///< 1-based where known (syntax errors), else 0

    /// `FILE: KEY: problem Remedy.` in one line, for standard error.
    QString toLine(const QString &fileName) const;
};

/// The outcome of reading: a deployment, or the mistakes; never both.
struct DeploymentReading {
    std::optional<Deployment> deployment;
    QList<DeploymentProblem> problems;
};

/// Reads and writes `duo-doctor/deployment/1` (see resources/schemas/deployment-1.md). Strict: an unknown key, a wrong
/// type, a secret in the file, a port out of range or a model without a name is a problem that names the key.
/// Thread: any. Input is bounded to 1 MiB.
class DeploymentFile
{
public:
    static constexpr qint64 kMaxBytes = 1024 * 1024;

    static DeploymentReading parse(const QByteArray &json, const QString &baseFolder);
    /// Reads from disk; an unreadable file is a problem too. `path` may be relative.
    static DeploymentReading load(const QString &path);
    /// Writes atomically (QSaveFile). @return an error sentence, or empty when saved.
    static QString save(const Deployment &deployment, const QString &path);
    /// The same object that stands in a report; a deployment holds no secret, so nothing is left out.
    static QJsonObject toJson(const Deployment &deployment);
    /// Mistakes of a deployment entered by hand (no file behind it), with the same keys.
    static QList<DeploymentProblem> validate(const Deployment &deployment);
};

} // namespace duodoctor
