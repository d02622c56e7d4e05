#pragma once

#include "lint/place.h"

#include <QList>
#include <QString>

#include <optional>

namespace duodoctor
{

/// A value of a YAML text with its place.
struct YamlNode {
    enum class Kind { Null, Scalar, Sequence, Mapping };
    Kind kind = Kind::Null;
    QString key;         ///< within a mapping
    Place keyPlace;      ///< of the key; within a sequence, of the item
    QString text;        ///< of a scalar
    Place place;         ///< of the value
    bool isPlain = true; ///< a scalar without quotes
    QList<YamlNode> items;

    /// The entry of that name; entries merged with `<<` count. Null when there is none.
    const YamlNode *entry(QStringView name) const;
    /// The same, through several mappings.
    const YamlNode *at(std::initializer_list<QStringView> names) const;
    bool isMapping() const { return kind == Kind::Mapping; }
    bool isSequence() const { return kind == Kind::Sequence; }
    bool isScalar() const { return kind == Kind::Scalar; }
};

/// A YAML text taken apart.
struct YamlTree {
    YamlNode root;
    QList<PlacedText> duplicates;      ///< keys that stood before in the same mapping
    std::optional<PlacedText> problem; ///< the first error of the syntax; then root is empty
};

/// Reads the first document of `text`. Aliases are copied, and the number of values is bounded, so that a few hostile
/// lines stay small. Texts above 512 KiB are a problem. Never throws.
YamlTree readYamlTree(const QString &text);

} // namespace duodoctor
