#pragma once

#include "evidence/evidence.h"
#include "recognise/segments.h"

#include <optional>

namespace duodoctor
{

/// Reads an output as evidence of that kind, with the reader of its form. @return none when it is not of that form.
/// @param fileName  kept in configuration texts and certificate files
/// @param hadPrivateKey  one was cut out of it before
std::optional<Evidence::Payload> payloadOf(EvidenceKind kind, const TextSegment &segment, const QString &fileName,
                                           bool hadPrivateKey);

} // namespace duodoctor
