#include "recognise/recogniser.h"

#include "recognise/clean_text.h"

namespace duodoctor
{

QList<EvidencePtr> recognise(const ForeignText &foreign, const Redactor &redactor)
{
    auto evidence = std::make_shared<Evidence>();
    const Redaction redacted = redactor.redact(cleanText(foreign.bytes));
    evidence->source = foreign.source;
    evidence->kind = EvidenceKind::Unrecognised;
    evidence->takenAt = foreign.takenAt;
    evidence->text = redacted.text;
    evidence->secretsRemoved = redacted.removed;
    evidence->payload = UnrecognisedText{redacted.text, {}};
    return {evidence};
}

} // namespace duodoctor
