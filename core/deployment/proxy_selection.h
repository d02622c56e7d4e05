#pragma once

#include "deployment/deployment.h"

#include <QHash>
#include <QUrl>

#include <optional>

namespace duodoctor
{

/// The proxy that a request from this workstation goes through, and why.
struct ProxyChoice {
    QUrl url;         ///< http://host:port of the proxy, without user and password
    QString userInfo; ///< user:password from the environment, never shown; empty mostly
    QString source;   ///< the variable that named it (HTTPS_PROXY ...) or `deployment file`
};

/// Chooses as curl does: http_proxy (lower case only), HTTPS_PROXY/https_proxy, ALL_PROXY, and NO_PROXY with its domain
/// suffixes, `*`, addresses and CIDR ranges.
/// @param environment  the process environment, handed in so that the choice is a pure function.
/// @return none when the request goes directly.
/// Source: curl's manual, as of 7.88; GitLab and the gateway's httpx follow the same names.
std::optional<ProxyChoice> proxyFor(const QUrl &target, const ProxySettings &settings,
                                    const QHash<QString, QString> &environment);

} // namespace duodoctor
