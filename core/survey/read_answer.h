#pragma once

#include "evidence/evidence.h"

#include <QString>

namespace duodoctor
{

/// An answer from another place, read and redacted.
struct ReadAnswer {
    Evidence::Payload payload;
    QString text; ///< what a person sees of it; empty: the excerpt is made from the payload
};

} // namespace duodoctor
