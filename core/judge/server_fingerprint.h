#pragma once

#include "evidence/http_exchange.h"
#include "judge/argument.h"

#include <QString>

namespace duodoctor
{

/// What kind of server gave an answer.
enum class ServerKind {
    Unknown,
    AiGateway,
    GitLab,
    FastApi, ///< a Python server of the kind that vLLM and the gateway are, without a mark of either
    Vllm,
    LiteLlm,
    Ollama,
    LlamaCpp,
    OpenAiCompatible, ///< answers in OpenAI's shapes without a mark of the four above
    Prometheus,       ///< metrics as text
    GrpcOrHttp2,      ///< frames of HTTP/2 where HTTP/1 was spoken
    TlsPort,          ///< TLS, or its complaint, where plain HTTP was spoken
    DefaultPage,      ///< a web server's welcome page
    LoginPage,
    IngressDefaultBackend,
    ReverseProxy, ///< an error page of a reverse proxy or load balancer
    ForwardProxy, ///< an answer that a forward proxy made itself
    WebServer     ///< some other page for a browser
};

/// What gave this answer, from marks that only that server leaves: the shapes of facts/endpoints, sections 1, 3, 5, 6.
struct ServerFingerprint {
    ServerKind kind = ServerKind::Unknown;
    QString name; ///< in a few words, for Argument::Server: `nginx`, `vLLM`, `a login page`

    bool isModelServer() const;
};

/// @param exchange  complete or not; one without a single byte of an answer is Unknown.
/// Errors: none. Cost: below a millisecond, whatever the body.
ServerFingerprint fingerprintOf(const HttpExchange &exchange);

/// Who gave this answer, for which path, and in which words: Server, Path, Detail.
Arguments argumentsOfAnswer(const HttpExchange &exchange);

} // namespace duodoctor
