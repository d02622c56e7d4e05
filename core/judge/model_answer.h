#pragma once

#include "evidence/http_exchange.h"

#include <QStringList>

#include <optional>

namespace duodoctor
{

/// What an answer of a model server means, before anybody asks whose fault it is.
enum class ModelAnswer {
    None, ///< no answer to classify
    Good, ///< status 2xx; its body is not looked at here
    NoSuchPath,
    NoSuchModel,
    Unauthorized,
    Loading,
    Overloaded,
    TimedOut, ///< a proxy before the model gave up waiting
    ServerError,
    ContextTooShort,
    ChatTemplateMissing,
    ToolCallingDisabled,
    ParameterUnsupported,
    ProviderCredentials,
    Redirect,
    Unclear ///< another 4xx
};

/// Classifies a status and the shape of its body by the shapes of vLLM, LiteLLM, Ollama, llama.cpp and OpenAI.
/// Source: facts/endpoints section 5, facts/errors section 4.
ModelAnswer classifyModelAnswer(const HttpExchange &exchange);

/// Classifies an error that came as text, as inside a stream of status 200; ServerError when nothing else fits.
ModelAnswer classifyModelError(const QString &message, int code);

/// One row of a model list.
struct ListedModel {
    QString id;
    int maxModelLen = 0; ///< tokens; 0 when the server does not say
};

/// The models of an answer `{"object":"list","data":[...]}`, at most 500.
/// @return none when the answer is no such list.
std::optional<QList<ListedModel>> readModelList(const HttpExchange &exchange);

/// True when the server says that no key was given at all.
bool saysKeyIsMissing(const HttpExchange &exchange);
/// True when the server says that the key which was given is not one of its own.
bool saysKeyIsWrong(const HttpExchange &exchange);

/// The parameter that a refusal names, or empty.
QString refusedParameter(const QString &message);

/// The number of tokens that an error about the context names, or 0.
int contextLimitIn(const QString &message);

} // namespace duodoctor
