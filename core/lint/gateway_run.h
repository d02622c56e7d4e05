#pragma once

#include "lint/place.h"

#include <QList>
#include <QStringList>

#include <optional>

namespace duodoctor
{

/// A variable that a configuration gives to the gateway's container.
struct Setting {
    QString name;
    QString value;
    Place place;            ///< of the name
    bool isKnown = true;    ///< false: the value comes from elsewhere (a secret, a shell's variable, a command)
    bool isLiteral = false; ///< nothing is expanded in it, so that `$(cat key)` stays as it is written
};

/// `HOST:CONTAINER`; `host` is 0 for a port that the engine chooses.
struct PortMapping {
    int host = 0;
    int container = 0;
    QString text; ///< as written
    Place place;
};

struct Mount {
    QString source; ///< empty: anonymous, or not a path of the host
    QString target;
    bool isReadOnly = false;
    bool isFile = false; ///< a single file: a host's path that ends in a file's name, or a subPath
    QStringList files;   ///< the names below it, when they are known
    Place place;
};

/// One gateway container as a configuration describes it, whatever the form.
struct GatewayRun {
    Place place;      ///< of the command or the service
    PlacedText image; ///< reference, or the tag alone; empty when not given
    std::optional<PlacedText> pullPolicy;
    QList<Setting> settings;
    QList<PortMapping> ports;
    QList<Mount> mounts;
    std::optional<PlacedText> cpus;   ///< limit, as written
    std::optional<PlacedText> memory; ///< limit, as written
    std::optional<Place> readOnlyRoot;
    QStringList tmpfs;
    bool hasHostNetwork = false;
    Place hostNetworkPlace;
    bool hasOtherSettings = false;    ///< an environment file or secret may give more variables
    bool isHttpReachedInside = false; ///< a proxy of the same file reaches 5052
    bool isGrpcReachedInside = false; ///< a proxy of the same file reaches 50052
    bool needsPorts = true;           ///< false where ports are no business of this form (Helm, environment files)
    bool isWhole = true;              ///< all variables of the gateway stand here, so that one can be missing
    bool choosesKeysItself = false;   ///< the chart may create the signing keys

    const Setting *setting(QStringView name) const; ///< the last one of that name, or null
    /// Its value when known, else empty.
    QString valueOf(QStringView name) const;
    /// Set to something, here or perhaps elsewhere.
    bool mayHave(QStringView name) const;
};

/// A port mapping of `docker run -p` and Compose's short form: `[IP:]HOST:CONTAINER[/PROTO]`, `CONTAINER`. Ranges give
/// one for each of at most 100 ports. Empty when it is none.
QList<PortMapping> readPortMappings(const QString &text, Place place);

/// A mount of `docker run -v` and Compose's short form: `[SOURCE:]TARGET[:OPTIONS]`.
Mount readMount(const QString &text, Place place);

} // namespace duodoctor
