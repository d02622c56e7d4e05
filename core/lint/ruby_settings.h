#pragma once

#include "lint/place.h"

#include <QList>

namespace duodoctor
{

/// A setting of gitlab.rb: `external_url 'x'`, `gitlab_rails['smtp_port'] = 25`, an entry of a hash.
struct RubySetting {
    QString name;        ///< `external_url`, `gitlab_rails['env']`
    QString key;         ///< of the hash's entry, empty for the setting itself
    QString value;       ///< of a string, number or word; empty for other values
    bool isHash = false; ///< the setting itself, whose entries follow
    Place place;         ///< of the name, or of the key
    Place valuePlace;
};

struct RubySettings {
    QList<RubySetting> settings;
    QList<PlacedText> problems;
};

/// Reads the settings of a gitlab.rb without running it: assignments, calls with one value, hashes over several lines,
/// comments and strings. Other Ruby is passed over. Linear in the text.
RubySettings readRubySettings(const QString &text);

} // namespace duodoctor
