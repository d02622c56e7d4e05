#include "practice/model_shapes.h"

#include <QJsonArray>
#include <QJsonObject>

namespace duodoctor::modelshape
{

using namespace Qt::StringLiterals;

namespace
{

QString ownerOf(ModelShape shape)
{
    switch (shape) {
    case ModelShape::Vllm:
        return u"vllm"_s;
    case ModelShape::LiteLlm:
        return u"openai"_s;
    case ModelShape::Ollama:
        return u"library"_s;
    case ModelShape::LlamaCpp:
        return u"llamacpp"_s;
    }
    return {};
}

ServedAnswer plain(ModelShape shape, const QByteArray &text)
{
    return textAnswer(200, text, "text/plain; charset=utf-8", headersOf(shape));
}

} // namespace

HeaderList headersOf(ModelShape shape)
{
    switch (shape) {
    case ModelShape::Vllm:
        return {{"server", "uvicorn"}};
    case ModelShape::LiteLlm:
        return {{"server", "uvicorn"}, {"x-litellm-version", "1.74.3"}};
    case ModelShape::Ollama:
        return {};
    case ModelShape::LlamaCpp:
        return {{"server", "llama.cpp"}};
    }
    return {};
}

ServedAnswer error(ModelShape shape, int status, const QString &message, const QString &type)
{
    QJsonObject error{{u"message"_s, message}, {u"type"_s, type}};
    switch (shape) {
    case ModelShape::LlamaCpp:
        error.insert(u"code"_s, status);
        break;
    case ModelShape::Ollama:
        error.insert(u"param"_s, QJsonValue::Null);
        error.insert(u"code"_s, QJsonValue::Null);
        break;
    case ModelShape::LiteLlm:
        error.insert(u"param"_s, u"None"_s);
        error.insert(u"code"_s, QString::number(status));
        break;
    case ModelShape::Vllm:
        error.insert(u"param"_s, QJsonValue::Null);
        error.insert(u"code"_s, status);
        break;
    }
    return jsonAnswer(status, {{u"error"_s, error}}, headersOf(shape));
}

ServedAnswer notFound(ModelShape shape)
{
    switch (shape) {
    case ModelShape::Ollama:
        return textAnswer(404, "404 page not found", "text/plain", {});
    case ModelShape::LlamaCpp:
        return error(shape, 404, u"File Not Found"_s, u"not_found_error"_s);
    case ModelShape::Vllm:
    case ModelShape::LiteLlm:
        break;
    }
    return jsonAnswer(404, {{u"detail"_s, u"Not Found"_s}}, headersOf(shape));
}

ServedAnswer unauthorized(ModelShape shape, bool isGiven)
{
    switch (shape) {
    case ModelShape::LlamaCpp:
        return error(shape, 401, u"Invalid API Key"_s, u"authentication_error"_s);
    case ModelShape::LiteLlm:
        return isGiven
                   ? error(shape, 401,
                           u"Authentication Error, Invalid proxy server token passed. Unable to find token in cache "
                           "or `LiteLLM_VerificationTokenTable`"_s,
                           u"token_not_found_in_db"_s)
                   : error(shape, 401, u"Authentication Error, No api key passed in."_s, u"auth_error"_s);
    case ModelShape::Vllm:
    case ModelShape::Ollama:
        break;
    }
    return jsonAnswer(401, {{u"error"_s, u"Unauthorized"_s}}, headersOf(shape));
}

ServedAnswer unknownModel(ModelShape shape, const QString &name)
{
    switch (shape) {
    case ModelShape::Ollama:
        return error(shape, 404, u"model \"%1\" not found, try pulling it first"_s.arg(name), u"api_error"_s);
    case ModelShape::LiteLlm:
        return error(shape, 400,
                     u"{'error': '/chat/completions: Invalid model name passed in model=%1. Call `/v1/models` to view "
                     "available models for your key.'}"_s.arg(name),
                     u"invalid_request_error"_s);
    case ModelShape::Vllm:
    case ModelShape::LlamaCpp:
        break;
    }
    return error(shape, 404, u"The model `%1` does not exist."_s.arg(name), u"NotFoundError"_s);
}

bool isOpenPath(ModelShape shape, const QByteArray &path)
{
    switch (shape) {
    case ModelShape::Vllm:
        return !path.startsWith("/v1"); // --api-key guards /v1 only
    case ModelShape::LiteLlm:
        return path == "/" || path.startsWith("/health/");
    case ModelShape::Ollama:
        return true;
    case ModelShape::LlamaCpp:
        return path == "/health" || path == "/v1/health" || path == "/models" || path == "/v1/models";
    }
    return true;
}

ServedAnswer health(const ModelBehaviour &behaviour, const QByteArray &path)
{
    const ModelShape shape = behaviour.shape;
    if (shape == ModelShape::Vllm && path == "/health") {
        return plain(shape, {});
    }
    if (shape == ModelShape::Vllm && path == "/version") {
        return jsonAnswer(200, {{u"version"_s, u"0.18.1"_s}}, headersOf(shape));
    }
    if (shape == ModelShape::LiteLlm && (path == "/health/liveliness" || path == "/health/liveness")) {
        return textAnswer(200, "\"I'm alive!\"", "application/json", headersOf(shape));
    }
    if (shape == ModelShape::LiteLlm && path == "/health/readiness") {
        return jsonAnswer(200, {{u"status"_s, u"connected"_s}, {u"db"_s, u"Not connected"_s}}, headersOf(shape));
    }
    if (shape == ModelShape::Ollama && path == "/") {
        return plain(shape, "Ollama is running");
    }
    if (shape == ModelShape::Ollama && path == "/api/tags") {
        const QJsonObject tag{{u"name"_s, behaviour.servedName}, {u"model"_s, behaviour.servedName}};
        return jsonAnswer(200, {{u"models"_s, QJsonArray{tag}}}, headersOf(shape));
    }
    if (shape == ModelShape::LlamaCpp && (path == "/health" || path == "/v1/health")) {
        return jsonAnswer(200, {{u"status"_s, u"ok"_s}}, headersOf(shape));
    }
    ServedAnswer none;
    none.status = 0;
    return none;
}

ServedAnswer modelList(const ModelBehaviour &behaviour)
{
    constexpr int kCreated = 1763632000;
    QJsonObject row{{u"id"_s, behaviour.servedName},
                    {u"object"_s, u"model"_s},
                    {u"created"_s, kCreated},
                    {u"owned_by"_s, ownerOf(behaviour.shape)}};
    if (behaviour.shape == ModelShape::Vllm) {
        row.insert(u"root"_s, behaviour.servedName);
        row.insert(u"parent"_s, QJsonValue::Null);
        row.insert(u"max_model_len"_s, behaviour.contextTokens);
    }
    if (behaviour.shape == ModelShape::LlamaCpp) {
        row.insert(u"meta"_s, QJsonObject{{u"n_vocab"_s, 32768}, {u"n_ctx_train"_s, behaviour.contextTokens}});
    }
    return jsonAnswer(200, {{u"object"_s, u"list"_s}, {u"data"_s, QJsonArray{row}}}, headersOf(behaviour.shape));
}

} // namespace duodoctor::modelshape
