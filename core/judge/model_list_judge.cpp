#include "judge/model_list_judge.h"

#include "judge/exchange_facts.h"
#include "judge/finding_ids.h"
#include "judge/model_evidence.h"
#include "judge/model_identifier.h"
#include "judge/network_judge.h"
#include "judge/server_fingerprint.h"
#include "judge/url_form.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// Below this many tokens no prompt of a GitLab feature fits; below the second, chats with context fail.
/// Source: the documents start servers with 8192 (Llama 3) to 32768 tokens, facts/sizing_models sections 2 and 4.
constexpr int kUselessContext = 4096;
constexpr int kSmallContext = 8192;

bool lists(const JudgeInput &input, QLatin1StringView role)
{
    return hasAnswer(input, role) && readModelList(*input.exchange(role)).has_value();
}

/// The other place is a model API: it lists models, or asks for a key where the configured place knows no path.
bool isApiElsewhere(const JudgeInput &input)
{
    return lists(input, role::kModelsOther) || answerOf(input, role::kModelsOther) == ModelAnswer::Unauthorized;
}

QString endpointOf(const HttpExchange &modelsExchange)
{
    QString url = modelsExchange.url.toString();
    if (url.endsWith("/models"_L1)) {
        url.chop(7);
    }
    return url;
}

/// The configured endpoint knows no model list; says what is wrong with its path.
Finding wrongPlace(const JudgeInput &input)
{
    const HttpExchange *other = input.exchange(role::kModelsOther);
    Arguments arguments;
    const UrlForm form = readUrl(input.model()->endpoint);
    arguments.set(Argument::Path, form.url.path());
    arguments.set(Argument::Url, input.model()->endpoint);
    if (!other || !isApiElsewhere(input)) {
        return modelFinding(input, role::kModels, finding::kModelEndpointWrongPath, arguments);
    }
    arguments.set(Argument::Suggestion, endpointOf(*other));
    const bool isMissing = other->url.path().endsWith("/v1/models"_L1) && !form.url.path().endsWith("/v1"_L1);
    Finding finding =
        modelFinding(input, role::kModels,
                     isMissing ? finding::kModelEndpointMissingV1 : finding::kModelEndpointWrongPath, arguments);
    finding.evidence << input.find(role::kModelsOther);
    return finding;
}

QStringList idsOf(const QList<ListedModel> &models)
{
    QStringList ids;
    std::ranges::transform(models, std::back_inserter(ids), &ListedModel::id);
    return ids;
}

const ListedModel *findListed(const QList<ListedModel> &models, const QString &name)
{
    const auto it = std::ranges::find_if(models, [&](const ListedModel &model) {
        // Ollama takes a name without a tag as its latest.
        return model.id == name || model.id == name + ":latest"_L1;
    });
    return it == models.end() ? nullptr : &*it;
}

/// Servers that answer to any name, or to patterns.
bool takesAnyName(const HttpExchange &list, const QList<ListedModel> &models)
{
    return fingerprintOf(list).kind == ServerKind::LlamaCpp ||
           std::ranges::any_of(models, [](const ListedModel &model) { return model.id.contains(u'*'); });
}

/// The served name that was probably meant.
QString likelyName(const QList<ListedModel> &models, const QString &name)
{
    const QString last = name.section(u'/', -1);
    for (const ListedModel &model : models) {
        if (model.id.compare(name, Qt::CaseInsensitive) == 0) {
            return model.id;
        }
    }
    for (const ListedModel &model : models) {
        if (model.id.section(u'/', -1).compare(last, Qt::CaseInsensitive) == 0) {
            return model.id;
        }
    }
    return models.size() == 1 ? models.first().id : QString{};
}

Finding notServed(const JudgeInput &input, QLatin1StringView role, const std::optional<QList<ListedModel>> &models)
{
    const Model &model = *input.model();
    const QString name = requestedName(model);
    Arguments arguments{{Argument::ExpectedName, name}};
    if (models) {
        arguments.set(Argument::ServedNames, idsOf(*models));
        const QString likely = likelyName(*models, name);
        if (!likely.isEmpty() && likely != name) {
            arguments.set(Argument::Suggestion, u"custom_openai/"_s + likely);
        }
    }
    return modelFinding(input, role, finding::kModelNotServed, arguments);
}

Findings judgeContext(const JudgeInput &input, const ListedModel &listed)
{
    if (listed.maxModelLen <= 0 || listed.maxModelLen >= kSmallContext) {
        return {};
    }
    Arguments arguments;
    arguments.set(Argument::Tokens, listed.maxModelLen);
    arguments.set(Argument::Limit, u"%1 tokens"_s.arg(kSmallContext));
    Finding finding = modelFinding(input, role::kModels, finding::kModelContextTooShort, arguments);
    if (listed.maxModelLen >= kUselessContext) {
        finding.severity = Severity::Warning;
    }
    return {finding};
}

/// The identifier without what the gateway would take away, for a server that is asked for the rest.
Finding wrongPrefix(const JudgeInput &input, const QString &detail, Severity severity = Severity::Error)
{
    const Model &model = *input.model();
    Arguments arguments{{Argument::Identifier, model.identifier},
                        {Argument::Model, model.name},
                        {Argument::ExpectedName, requestedName(model)},
                        {Argument::Suggestion, u"custom_openai/"_s + model.identifier},
                        {Argument::Service, u"model \"%1\""_s.arg(model.name)},
                        {Argument::Detail, detail}};
    Finding finding = makeFinding(finding::kModelIdentifierPrefix, severity, arguments);
    if (const EvidencePtr list = input.find(role::kModels)) {
        finding.evidence << list;
        if (const auto models = listedModels(input)) {
            finding.arguments.set(Argument::ServedNames, idsOf(*models));
        }
    }
    return finding;
}

} // namespace

Findings judgeModelHealth(const JudgeInput &input)
{
    if (!hasAnswer(input, role::kHealth) || completionWorked(input)) {
        return {};
    }
    return judgeServerState(input, role::kHealth);
}

Findings judgeModelList(const JudgeInput &input)
{
    const HttpExchange *models = input.exchange(role::kModels);
    if (!models || completionWorked(input)) {
        return {};
    }
    JudgeInput main = input;
    main.evidence.insert(role::kExchange, input.find(role::kModels));
    if (Findings onTheWay = judgeAnswerArrived(main); !onTheWay.isEmpty() || !hasAnswer(input, role::kModels)) {
        return onTheWay;
    }
    if (lists(input, role::kModels)) {
        return {};
    }
    switch (answerOf(input, role::kModels)) {
    case ModelAnswer::Good: // a page, or JSON of another shape
        return {isApiElsewhere(input) ? wrongPlace(input)
                                      : modelFinding(input, role::kModels, finding::kModelResponseMalformed)};
    case ModelAnswer::NoSuchPath:
        return {wrongPlace(input)};
    case ModelAnswer::Unauthorized:
    case ModelAnswer::NoSuchModel:
    case ModelAnswer::Unclear:
        // A list with the same key at the other place says that the key is right and the path is not.
        return lists(input, role::kModelsOther) ? Findings{wrongPlace(input)} : Findings{};
    case ModelAnswer::Redirect:
        return judgeRedirect(main);
    default:
        return judgeServerState(input, role::kModels);
    }
}

Findings judgeModelServed(const JudgeInput &input)
{
    const Model *model = input.model();
    if (!model) {
        return {};
    }
    const auto models = listedModels(input);
    const QString name = requestedName(*model);
    if (models && findListed(*models, model->identifier) && !judgeModelIdentifier(input).isEmpty()) {
        return {}; // served as it stands: its provider is the fault, and another check's
    }
    // What the chat says counts for more than the list: a proxy lists what it cannot serve.
    if (answerOf(input, role::kCompletion) == ModelAnswer::NoSuchModel) {
        return {notServed(input, role::kCompletion, models)};
    }
    if (models) {
        if (const ListedModel *listed = findListed(*models, name)) {
            return judgeContext(input, *listed);
        }
    }
    if (completionWorked(input)) {
        return {};
    }
    const bool isMissing =
        models && !models->isEmpty() && !name.isEmpty() && !takesAnyName(*input.exchange(role::kModels), *models);
    return isMissing ? Findings{notServed(input, role::kModels, models)} : Findings{};
}

Findings judgeModelIdentifier(const JudgeInput &input)
{
    const Model *model = input.model();
    if (!model || model->identifier.isEmpty()) {
        return {};
    }
    const ModelIdentifier identifier = readIdentifier(model->identifier);
    if (identifier.name.isEmpty()) {
        Finding finding = wrongPrefix(input, u"nothing stands behind the provider"_s);
        finding.arguments.set(Argument::Suggestion, model->identifier + u"<served name>"_s);
        return {finding};
    }
    const QString provider = model->provider.toLower();
    const bool isOwnServer = usesOpenAiEndpoint(*model);
    if (identifier.hasProvider && !isKnownProvider(identifier.provider)) {
        return {wrongPrefix(input, u"the gateway knows no provider \"%1\""_s.arg(identifier.provider))};
    }
    if (!identifier.hasProvider && provider == "azure"_L1) {
        Finding finding = wrongPrefix(input, u"without a provider the gateway assumes custom_openai"_s);
        finding.arguments.set(Argument::Suggestion, u"azure/"_s + model->identifier);
        return {finding};
    }
    const bool isForeignProvider = identifier.hasProvider && identifier.provider != "custom_openai"_L1;
    if (!isOwnServer || !isForeignProvider) {
        return {};
    }
    // A served name that itself contains a slash loses its first part.
    const auto models = listedModels(input);
    const bool isCutOff = models && findListed(*models, model->identifier) && !findListed(*models, identifier.name);
    return isCutOff
               ? Findings{wrongPrefix(input, u"the gateway takes \"%1\" for the provider and asks for \"%2\""_s.arg(
                                                 identifier.provider, identifier.name))}
               : Findings{};
}

Findings judgeModelKey(const JudgeInput &input)
{
    if (!input.model() || completionWorked(input)) {
        return {};
    }
    for (const QLatin1StringView role : {role::kCompletion, role::kModels}) {
        const ModelAnswer answer = answerOf(input, role);
        if (answer == ModelAnswer::ProviderCredentials) {
            return {modelFinding(input, role, finding::kModelProviderCredentials)};
        }
        if (answer != ModelAnswer::Unauthorized) {
            continue;
        }
        const HttpExchange &exchange = *input.exchange(role);
        // A body that was pasted alone does not show whether a key went with its request.
        const bool sentNone = !exchange.credentialSent && !exchange.url.host().isEmpty() && !saysKeyIsWrong(exchange);
        const bool isMissing = sentNone || saysKeyIsMissing(exchange);
        return {modelFinding(input, role, isMissing ? finding::kModelKeyMissing : finding::kModelKeyRejected)};
    }
    return {};
}

} // namespace duodoctor
