#pragma once

#include "certificate/certificate.h"

#include <cstddef>

namespace duodoctor
{

enum class ConstraintVerdict {
    Allowed,
    Forbidden,
    /// A wildcard name that merely could stand for an excluded host; Go before 1.25.5 and OpenSSL let it pass.
    ForbiddenWildcard,
    /// More comparisons than the budget: names times constraints is how hostile certificates burn time.
    TooComplex
};

/// Checks a certificate's names (subject, alternative names) against one authority's constraints.
/// @param budget comparisons left, lowered by what was spent.
/// Source: RFC 5280, 4.2.1.10 and 6.1.3 (b), (c); hosts of URIs match exactly unless the constraint begins with a dot.
ConstraintVerdict checkNameConstraints(const Certificate &certificate, const NameConstraints &constraints,
                                       size_t &budget);
/// The same for one name.
ConstraintVerdict checkNameConstraints(const GeneralName &name, const NameConstraints &constraints, size_t &budget);

} // namespace duodoctor
