#pragma once

#include "evidence/grpc_health.h"
#include "evidence/http_exchange.h"
#include "evidence/redactor.h"

namespace duodoctor::intake
{

/// Takes credentials out of everything textual of an exchange, before it becomes evidence. Bytes in which nothing was
/// found stay as they are, also where they are no valid UTF-8.
void redact(HttpExchange &exchange, const Redactor &redactor);
QByteArray redacted(const QByteArray &bytes, const Redactor &redactor);

} // namespace duodoctor::intake
