#pragma once

#include "evidence/evidence.h"
#include "evidence/redactor.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace duodoctor
{

/// A text that somebody captured or pasted.
struct ForeignText {
    QByteArray bytes; ///< at most 64 MiB are looked at
    QString name;     ///< file name; empty for a paste
    EvidenceSource source = EvidenceSource::Pasted;
    std::optional<EvidenceKind> as; ///< the user says what it is
    std::optional<Vantage> vantage; ///< where it was captured, if known; else told from the text
    QDateTime takenAt;              ///< UTC
};

/// Tells what a text is and reads it. One paste may hold several outputs: each becomes a piece of evidence, in order.
/// What nobody knows becomes UnrecognisedText. Never empty, never fails; linear in the size of the text.
/// Thread: any.
QList<EvidencePtr> recognise(const ForeignText &foreign, const Redactor &redactor);

} // namespace duodoctor
