#pragma once

#include "evidence/redactor.h"

#include <QString>

namespace duodoctor
{

/// Replaces whole blocks of private keys, frames and all, by `[redacted: private key]`, or by
/// `[redacted: private key, cut off]` where the block's end is missing. So a reader still sees what a variable held.
/// @param removed  counts them.
QString withoutPrivateKeys(const QString &text, int &removed);

/// What a redactor could not know because a line was cut at the width of a window: the rest of a credential at the
/// beginning of the next line.
/// @param redactedJoined  the redaction of the same text with its lines joined.
QString withoutCutSecrets(const QString &redacted, const QString &redactedJoined, int &removed);

/// Removes the credentials that show themselves only when the lines that a terminal cut are joined: the name stands on
/// one line and the value on the next, or either is cut in two. @param redacted  as the redactor gave it.
/// @param whole  what it was given.
QString withoutSecretsAcrossLines(const QString &redacted, const QString &whole, const Redactor &redactor,
                                  int &removed);

} // namespace duodoctor
