#pragma once

#include "deployment/deployment.h"

#include <QString>

namespace duodoctor
{

/// A model identifier as the gateway reads it: what stands before the first slash is the provider, the rest is the name
/// that it asks the server for. Without a slash the provider is custom_openai.
/// Source: facts/sizing_models section 4 (the gateway's model_metadata.py).
struct ModelIdentifier {
    QString provider;
    QString name;
    bool hasProvider = false; ///< one was written
};

ModelIdentifier readIdentifier(const QString &identifier);

/// True for a provider that the gateway's LiteLLM knows.
bool isKnownProvider(const QString &provider);

/// True for a provider that is a cloud of its own, reached without the endpoint field: bedrock, vertex_ai.
bool isCloudProvider(const QString &provider);

/// The name that the gateway will put into its requests to this model's server.
QString requestedName(const Model &model);

/// True when requests go to an endpoint of the deployment in the shapes of OpenAI, so that we can ask the same.
bool usesOpenAiEndpoint(const Model &model);

} // namespace duodoctor
