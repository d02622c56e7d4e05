#pragma once

#include "deployment/proxy_selection.h"
#include "evidence/http_exchange.h"
#include "probe/probe_request.h"

#include <QByteArray>
#include <QUrl>

#include <optional>

namespace duodoctor
{

bool isSecure(const QUrl &url);
/// The host in ASCII, an address of IPv6 without its brackets.
QByteArray hostOf(const QUrl &url);
/// True for the name of a header whose value is a credential.
bool isAuthorization(const QByteArray &name);

/// What is known of an exchange before anything was answered: the request, without its credentials.
HttpExchange unansweredExchange(const HttpRequest &request, const std::optional<ProxyChoice> &proxy);

} // namespace duodoctor
