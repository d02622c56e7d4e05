#pragma once

#include "judge/judge_input.h"

namespace duodoctor
{

// Judges of how far the exchange of role::kExchange (or, for the Agent Platform, role::kGrpc) got. Each answers for its
// own step only and gives nothing when an earlier step failed: the earlier check has said it.

/// dns-not-found. A name that a proxy resolves for us is not ours to judge.
Findings judgeNameResolution(const JudgeInput &input);

/// connect-refused, connect-timeout, network-unreachable, proxy-unreachable, proxy-auth-required,
/// proxy-intercepts-internal.
Findings judgeConnection(const JudgeInput &input);

/// connection-closed, response-timeout, http-on-tls-port, url-wrong-port, url-invalid: connected (and, for https, past
/// the certificate), and no whole answer. TLS's own troubles are tls_judge's; silence or an end during the handshake is
/// judged here.
Findings judgeAnswerArrived(const JudgeInput &input);

/// redirect-unexpected for a complete answer that sends the client elsewhere. A redirect to the sign-in page of GitLab
/// says whose server this is, and is left to whoever asks that.
Findings judgeRedirect(const JudgeInput &input);

/// True when the evidence of this role is an answer with a status, whole or cut at the size limit.
bool hasAnswer(const JudgeInput &input, QLatin1StringView role);

/// True when a forward proxy made this answer in place of the host behind it.
bool isAnswerOfForwardProxy(const HttpExchange &exchange);

} // namespace duodoctor
