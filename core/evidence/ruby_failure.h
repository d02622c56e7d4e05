#pragma once

#include "evidence/network_failure.h"

#include <QString>

namespace duodoctor
{

/// How far a request by a Ruby program (GitLab's Rails, its rake tasks) got, by the class of the exception that ended
/// it. Ruby has one class for all of TLS and one for all of the outbound filter, so there the message tells more.
/// @param errorClass  `Errno::ECONNREFUSED`, `OpenSSL::SSL::SSLError` ...
/// @return kind None for a class that says nothing about a connection. CertificateNotTrusted for a refused certificate.
/// Source: facts/errors section 2, facts/commands E10.
NetworkFailure failureOfRubyError(const QString &errorClass, const QString &message);

/// True for the exception of GitLab's filter of outbound requests that refuses an address as local, private or
/// forbidden. The same class for a name that does not resolve is no refusal.
bool isRefusedByOutboundFilter(const QString &errorClass, const QString &message);

} // namespace duodoctor
