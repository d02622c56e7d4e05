#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>

namespace duodoctor
{

/// One value of a YAML document. Scalars stay text: the playbook's readers know what they expect.
struct YamlValue {
    enum class Kind { Null, Scalar, Sequence, Mapping };
    Kind kind = Kind::Null;
    QString key;  ///< the key of a mapping's entry, else empty
    int line = 0; ///< 1-based, of the key where there is one
    QString scalar;
    QList<YamlValue> items; ///< of a sequence, or the entries of a mapping in their order; keys are unique

    /// The entry of a mapping, or null.
    const YamlValue *entry(QStringView name) const;
};

/// A document, or why there is none.
struct YamlDocument {
    std::optional<YamlValue> root;
    int problemLine = 0;
    QString problem;
};

/// Reads one document of the part of YAML that the playbook uses: mappings with plain keys, sequences, scalars.
/// @param bytes      UTF-8.
/// @param firstLine  number of the first line in its file.
/// Errors: anchors, aliases, duplicate keys, a second document, deep nesting and syntax errors become a problem;
/// nothing is thrown. Thread: any. Cost: bounded by kMaxYamlDepth and kMaxYamlValues.
YamlDocument readYaml(QByteArrayView bytes, int firstLine = 1);

inline constexpr int kMaxYamlDepth = 12;
inline constexpr int kMaxYamlValues = 20'000;

} // namespace duodoctor
