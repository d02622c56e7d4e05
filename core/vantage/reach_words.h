#pragma once

#include "deployment/deployment.h"
#include "vantage/command.h"

#include <QString>
#include <QStringList>

namespace duodoctor
{

/// What every kubectl command of this reach begins with: the program, context and namespace.
QStringList kubectlPrefix(const Reach &reach);

/// `docker` or `podman`.
QString engineProgram(const Reach &reach);

/// The words that run `words` inside the container or pod; `words` themselves for other reaches.
/// @param pod  the pod to use, for kubectl.
QStringList insideWords(const Reach &reach, const QString &pod, const QStringList &words);

/// The ssh reach of the host where the engine or the command itself runs; null when that is this machine.
const Reach *hostOf(const Reach &reach);

/// Why a reach cannot be used safely: a name that a client would take for an option, control characters in it, nothing
/// where a name is needed. Empty when it can be.
QString reachObjection(const Reach &reach);

/// The pod to look at, of the answer to `get pods -o json`: running, the newest. Empty: there is none.
QString newestRunningPod(const QByteArray &podListJson);

} // namespace duodoctor
