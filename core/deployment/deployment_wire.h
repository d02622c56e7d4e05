#pragma once

#include <QLatin1StringView>
#include <QStringList>

// The words of `duo-doctor/deployment/1`, which reading and writing share. Lists are in the order of the enumerators.
namespace duodoctor::wire
{

inline constexpr QLatin1StringView kSchema{"duo-doctor/deployment/1"};
inline const QStringList kReachWords{QStringLiteral("none"),   QStringLiteral("local"),   QStringLiteral("ssh"),
                                     QStringLiteral("docker"), QStringLiteral("kubectl"), QStringLiteral("paste")};
inline const QStringList kEngineWords{QStringLiteral("docker"), QStringLiteral("podman")};
inline const QStringList kKeyWords{QStringLiteral("none"), QStringLiteral("keychain"), QStringLiteral("env"),
                                   QStringLiteral("prompt")};
inline const QStringList kProxyWords{QStringLiteral("system"), QStringLiteral("none"), QStringLiteral("manual")};

} // namespace duodoctor::wire
