#pragma once

#include "recognise/segments.h"

namespace duodoctor
{

/// Divides an output at blank lines behind which evidently another form begins (a configuration file behind a listing).
/// Forms that hold others, such as GitLab's set-up check with its JSON, stay whole. At most the first 60 blocks are
/// looked at. Linear.
QList<TextSegment> dividedByForm(const TextSegment &segment);

} // namespace duodoctor
