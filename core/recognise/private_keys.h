#pragma once

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

} // namespace duodoctor
