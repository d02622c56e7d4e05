#pragma once

#include "evidence/evidence.h"

#include <QString>

#include <optional>
#include <span>

namespace duodoctor
{

/// The forms that lintConfiguration() knows.
std::span<const EvidenceKind> configurationForms();

/// Tells the form of a file by its name and its content; the content decides where it speaks for itself. None for a
/// text that is none of them. Looks at the first 64 KiB.
std::optional<EvidenceKind> configurationForm(const QString &name, const QString &text);

} // namespace duodoctor
