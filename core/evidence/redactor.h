#pragma once

#include <QByteArray>
#include <QLatin1StringView>
#include <QString>

namespace duodoctor
{

/// Begins what stands in the place of a credential: `[redacted: KIND]`.
inline constexpr QLatin1StringView kRedactionMark("[redacted: ");

/// What a redactor took out of a text.
struct Redaction {
    QString text;
    int removed = 0; ///< how many credentials were replaced; above 0 is the finding secret-exposed for foreign text
};

/// Handed to whoever makes evidence, so that no unredacted byte can be stored. Implemented in core/secrets.
/// Thread: any; implementations are immutable or lock.
class Redactor
{
public:
    virtual ~Redactor() = default;
    /// Replaces credentials (known secrets, tokens, keys, passwords, private keys) by `[redacted: KIND]`.
    virtual Redaction redact(const QString &text) const = 0;
};

} // namespace duodoctor
