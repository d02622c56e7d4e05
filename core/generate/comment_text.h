#pragma once

#include "deployment/deployment.h"
#include "generate/generation_kind.h"

#include <QString>
#include <QStringList>

namespace duodoctor
{

/// `text` as it may stand in a comment of one line: control characters and every kind of line break become blanks.
/// At most 300 characters.
QString commentText(const QString &text);

/// True when a value has characters that no line of a configuration can hold: control characters, line breaks, and
/// marks that turn the direction of writing.
bool hasControlCharacters(const QString &text);

/// The lines at the head of every generated text, without comment signs: what it is and what it was written for.
QStringList headLines(GenerationKind kind, const Deployment &deployment);

/// Lines with `# ` before each; an empty line becomes `#`.
QString hashComment(const QStringList &lines);

} // namespace duodoctor
