#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

namespace duodoctor
{

/// What a variable that should hold a key holds. The key itself never gets this far.
enum class KeyShape { Empty, Pem, PrivateKeyCutOff, NotPem };

/// The environment of a process: output of env, printenv, an environment file, `Config.Env` of a container.
struct EnvironmentListing {
    QMap<QString, QString> values; ///< as set; credentials replaced by the redactor's mark
    QMap<QString, KeyShape> keys;  ///< of the variables that hold key material
    QStringList duplicates;        ///< names that stood more than once
    QStringList badLines;          ///< lines that are no NAME=value, at most 20
    bool isPartial = false;        ///< filtered (grep) or cut: what is not there may still be set
    bool isFile = false;           ///< an environment file (.env), not a running process

    bool contains(const QString &name) const { return values.contains(name) || keys.contains(name); }
    friend bool operator==(const EnvironmentListing &, const EnvironmentListing &) = default;
};

} // namespace duodoctor
