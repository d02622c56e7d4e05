#pragma once

#include "deployment/deployment.h"
#include "generate/generation_kind.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace duodoctor
{

class Playbook;

/// What our own lint says of a generated text, in sentences: faults that the deployment itself brings along. Empty:
/// nothing. None: the lint does not read this kind. Thread: any. Cost: some milliseconds.
std::optional<QStringList> lintOfGenerated(GenerationKind kind, const QString &text, const Deployment &deployment,
                                           const Playbook &playbook);

} // namespace duodoctor
