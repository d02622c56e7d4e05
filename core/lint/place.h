#pragma once

#include <QString>

namespace duodoctor
{

/// A place in a text.
struct Place {
    int line = 0;   ///< 1-based; 0: the text as a whole
    int column = 0; ///< 1-based, in characters; 0: the line as a whole

    friend bool operator==(const Place &, const Place &) = default;
};

/// A value and where it stands.
struct PlacedText {
    QString text;
    Place place;
};

} // namespace duodoctor
