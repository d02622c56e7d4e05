#pragma once

#include "practice/served_answer.h"

#include <QString>

namespace duodoctor
{

/// Whose shapes a model server has.
enum class ModelShape { Vllm, LiteLlm, Ollama, LlamaCpp };

enum class ModelState {
    Healthy,
    Loading,
    Overloaded,
    ServerError,
    Hangs,       ///< takes the completion and never answers
    IsSlow,      ///< the first token takes longer than GitLab's set-up task waits
    AnswersHtml, ///< a page stands where the completion should be
    StreamsNothing,
    ErrorInStream, ///< status 200, and an error where text should come
    LacksChatTemplate,
    LacksToolParser,
    RefusesTemperature,
    ProxyBuffers,   ///< nginx keeps the pieces until all are there
    StreamBreaksOff ///< ends in the middle, without [DONE]
};

struct ModelBehaviour {
    ModelShape shape = ModelShape::Vllm;
    ModelState state = ModelState::Healthy;
    QString servedName;
    QByteArray key; ///< asked for when not empty
    int contextTokens = 32768;
};

/// `vllm`, `litellm`, `ollama`, `llamacpp`: as the deployment file names the provider.
QString providerOf(ModelShape shape);

/// The answers of a model server, OpenAI-compatible below /v1, with each product's own paths and errors.
ServedAnswer modelAnswer(const ModelBehaviour &behaviour, const ServedRequest &request);

} // namespace duodoctor
