#include "judge/model_identifier.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

ModelIdentifier readIdentifier(const QString &identifier)
{
    const QString text = identifier.trimmed();
    const qsizetype slash = text.indexOf(u'/');
    if (slash < 0) {
        return {u"custom_openai"_s, text, false};
    }
    return {text.first(slash), text.sliced(slash + 1), true};
}

bool isKnownProvider(const QString &provider)
{
    static const QStringList providers{u"custom_openai"_s,
                                       u"openai"_s,
                                       u"hosted_vllm"_s,
                                       u"azure"_s,
                                       u"azure_ai"_s,
                                       u"bedrock"_s,
                                       u"bedrock_mantle"_s,
                                       u"vertex_ai"_s,
                                       u"anthropic"_s,
                                       u"gemini"_s,
                                       u"mistral"_s,
                                       u"ollama"_s,
                                       u"ollama_chat"_s,
                                       u"litellm_proxy"_s,
                                       u"text-completion-openai"_s,
                                       u"text-completion-custom_openai"_s,
                                       u"codestral"_s,
                                       u"groq"_s,
                                       u"together_ai"_s,
                                       u"fireworks_ai"_s,
                                       u"huggingface"_s,
                                       u"databricks"_s,
                                       u"sagemaker"_s,
                                       u"watsonx"_s,
                                       u"openrouter"_s,
                                       u"deepseek"_s,
                                       u"nvidia_nim"_s,
                                       u"xai"_s,
                                       u"cohere"_s,
                                       u"openai_like"_s,
                                       u"lm_studio"_s,
                                       u"llamafile"_s,
                                       u"text-completion-codestral"_s};
    return providers.contains(provider);
}

bool isCloudProvider(const QString &provider)
{
    return provider == "bedrock"_L1 || provider == "vertex_ai"_L1;
}

QString requestedName(const Model &model)
{
    const ModelIdentifier identifier = readIdentifier(model.identifier);
    // Without an identifier the gateway asks for the family.
    return identifier.name.isEmpty() && !identifier.hasProvider ? model.family : identifier.name;
}

bool usesOpenAiEndpoint(const Model &model)
{
    static const QStringList otherShapes{u"bedrock"_s,   u"vertex_ai"_s, u"vertex"_s,    u"azure"_s,  u"azure_ai"_s,
                                         u"anthropic"_s, u"gemini"_s,    u"sagemaker"_s, u"watsonx"_s};
    const QString identifierProvider = readIdentifier(model.identifier).provider;
    return !model.endpoint.isEmpty() && !otherShapes.contains(model.provider.toLower()) &&
           !otherShapes.contains(identifierProvider);
}

} // namespace duodoctor
