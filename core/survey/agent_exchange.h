#pragma once

#include "evidence/http_exchange.h"
#include "evidence/redactor.h"
#include "probe/probe_request.h"

#include <QJsonObject>

namespace duodoctor
{

/// An exchange that the agent tells of, as a probe from here would have given it: redacted and bounded, whatever the
/// answer says.
/// @param request  HttpRequest, WebSocketRequest or GrpcHealthRequest.
HttpExchange agentExchange(const ProbeRequest &request, const QJsonObject &answer, const Redactor &redactor);

} // namespace duodoctor
