#include "judge/model_endpoint_judge.h"

#include "judge/finding_ids.h"
#include "judge/model_identifier.h"
#include "judge/url_form.h"

#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// Ends of a path that the gateway's client appends itself, or that belong to another protocol of the server.
constexpr std::array kSurplus{"/chat/completions"_L1, "/completions"_L1,  "/models"_L1,   "/embeddings"_L1,
                              "/api/chat"_L1,         "/api/generate"_L1, "/api/tags"_L1, "/health"_L1};

Arguments endpointArguments(const Model &model)
{
    return {{Argument::Url, model.endpoint},
            {Argument::Model, model.name},
            {Argument::Identifier, model.identifier},
            {Argument::Service, u"model \"%1\""_s.arg(model.name)}};
}

} // namespace

QString endpointWithoutSurplus(const QString &endpoint)
{
    const UrlForm form = readUrl(endpoint);
    if (!form.isValid()) {
        return endpoint;
    }
    QString path = form.url.path();
    bool isChanged = true;
    while (isChanged) {
        isChanged = false;
        for (const QLatin1StringView end : kSurplus) {
            if (path.endsWith(end)) {
                path.chop(end.size());
                isChanged = true;
                // Ollama's own protocol has no /v1; its OpenAI one has.
                path += end.startsWith("/api/"_L1) ? u"/v1"_s : QString{};
            }
        }
        if (path.endsWith("/v1/v1"_L1)) {
            path.chop(3);
            isChanged = true;
        }
    }
    if (path == form.url.path()) {
        return endpoint;
    }
    QUrl url = form.url;
    url.setPath(path);
    return url.toString();
}

Findings judgeModelEndpoint(const JudgeInput &input)
{
    const Model *model = input.model();
    if (!model || model->endpoint.isEmpty() || isCloudProvider(readIdentifier(model->identifier).provider)) {
        return {}; // clouds of their own ignore the field
    }
    const UrlForm form = readUrl(model->endpoint);
    if (!form.isValid()) {
        Arguments arguments = endpointArguments(*model);
        arguments.set(Argument::Detail, wordsFor(form.problem));
        if (!form.suggestion.isEmpty()) {
            arguments.set(Argument::Suggestion, form.suggestion);
        }
        return {makeFinding(finding::kUrlInvalid, arguments)};
    }
    Findings findings;
    if (isThisMachine(form.url.host())) {
        Arguments arguments = endpointArguments(*model);
        arguments.set(Argument::Host, form.url.host());
        arguments.set(Argument::Port, effectivePort(form.url));
        findings << makeFinding(finding::kModelLocalhostInContainer, arguments);
    }
    const QString shorter = endpointWithoutSurplus(model->endpoint);
    if (usesOpenAiEndpoint(*model) && shorter != model->endpoint) {
        Arguments arguments = endpointArguments(*model);
        arguments.set(Argument::Path, form.url.path());
        arguments.set(Argument::Suggestion, shorter);
        findings << makeFinding(finding::kModelEndpointWrongPath, arguments);
    }
    return findings;
}

} // namespace duodoctor
