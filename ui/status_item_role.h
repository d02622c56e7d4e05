#pragma once

#include <Qt>

namespace duodoctor
{

/// What the lists of checks and findings answer besides their text, for StatusDelegate and for the filter.
enum StatusItemRole {
    SignRole = Qt::UserRole + 1, ///< int of StatusSign
    DetailRole,                  ///< second line, plain text
    SectionRole,                 ///< heading above the first row of a group; empty: no headings
    EmphasisRole,                ///< bool: this row stands out (a root cause)
    FirstOwnRole                 ///< where a model's own roles begin
};

} // namespace duodoctor
