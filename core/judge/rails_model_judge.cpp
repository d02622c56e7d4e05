#include "judge/exchange_facts.h"
#include "judge/finding_ids.h"
#include "judge/gitlab_record.h"
#include "judge/model_endpoint_judge.h"
#include "judge/model_identifier.h"
#include "judge/rails_facts.h"
#include "judge/rails_judge.h"
#include "judge/ruby_error.h"
#include "judge/url_form.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

using Purpose = RailsRequestOutcome::Purpose;

/// Endpoints are equal when a client would ask the same server below the same path.
bool isSameEndpoint(const QString &a, const QString &b)
{
    const UrlForm first = readUrl(a);
    const UrlForm second = readUrl(b);
    if (!first.isValid() || !second.isValid()) {
        return a.trimmed() == b.trimmed();
    }
    return isSameAuthority(first.url, second.url) && first.url.scheme() == second.url.scheme() &&
           first.url.path() == second.url.path();
}

bool isSameIdentifier(const QString &a, const QString &b)
{
    const ModelIdentifier first = readIdentifier(a);
    const ModelIdentifier second = readIdentifier(b);
    return first.provider == second.provider && first.name == second.name;
}

/// GitLab's record of this model: by name, else the one with its identifier, else the one with its endpoint.
const ConfiguredModel *recordOf(const QList<ConfiguredModel> &models, const Model &model)
{
    const auto find = [&](auto matches) {
        const auto found = std::ranges::find_if(models, matches);
        return found == models.end() ? nullptr : &*found;
    };
    if (const auto *named = find([&](const ConfiguredModel &m) { return m.name == model.name; })) {
        return named;
    }
    const auto *identified = find([&](const ConfiguredModel &m) {
        return !model.identifier.isEmpty() && isSameIdentifier(m.identifier, model.identifier);
    });
    return identified ? identified : find([&](const ConfiguredModel &m) {
        return !model.endpoint.isEmpty() && isSameEndpoint(m.endpoint, model.endpoint);
    });
}

Arguments argumentsOf(const Model &model, const ConfiguredModel &record)
{
    return {{Argument::Model, model.name},
            {Argument::Url, record.endpoint},
            {Argument::Identifier, record.identifier.isEmpty() ? u"(none)"_s : record.identifier},
            {Argument::Service, u"model \"%1\" in GitLab"_s.arg(model.name)}};
}

/// What differs between the endpoint that GitLab has and the deployment's.
Findings judgeEndpoint(const JudgeInput &input, const Model &model, const ConfiguredModel &record)
{
    if (model.endpoint.isEmpty() || isSameEndpoint(record.endpoint, model.endpoint) || !usesOpenAiEndpoint(model)) {
        return {};
    }
    Arguments arguments = argumentsOf(model, record);
    arguments.set(Argument::Suggestion, model.endpoint);
    const UrlForm given = readUrl(record.endpoint);
    const UrlForm wanted = readUrl(model.endpoint);
    if (!given.isValid() || !wanted.isValid()) {
        return {}; // its form is judged on its own
    }
    if (isSameEndpoint(given.url.toString() + "/v1"_L1, model.endpoint)) {
        return {findingFrom(input, role::kRails, finding::kModelEndpointMissingV1, arguments)};
    }
    const bool isSameServer = isSameAuthority(given.url, wanted.url) && given.url.scheme() == wanted.url.scheme();
    arguments.set(Argument::Path,
                  isSameServer ? given.url.path() : u"GitLab names another server than this deployment"_s);
    return {findingFrom(input, role::kRails, finding::kModelEndpointWrongPath,
                        isSameServer ? Severity::Error : Severity::Warning, arguments)};
}

Findings judgeIdentifier(const JudgeInput &input, const Model &model, const ConfiguredModel &record)
{
    if (model.identifier.isEmpty() || isSameIdentifier(record.identifier, model.identifier)) {
        return {};
    }
    Model asGiven = model;
    asGiven.identifier = record.identifier;
    asGiven.family = record.family.isEmpty() ? model.family : record.family;
    const bool isSameName = requestedName(asGiven) == requestedName(model);
    // Of two names either may be served; what is no provider works nowhere.
    const bool isWrong = isSameName || !isKnownProvider(readIdentifier(record.identifier).provider);
    Arguments arguments = argumentsOf(model, record);
    arguments.set(Argument::Suggestion, model.identifier);
    arguments.set(Argument::ExpectedName, requestedName(asGiven));
    arguments.set(Argument::Detail, isSameName ? u"in GitLab it has another provider than in this deployment"_s
                                               : u"in GitLab it has another name than in this deployment"_s);
    return {findingFrom(input, role::kRails, finding::kModelIdentifierPrefix,
                        isWrong ? Severity::Error : Severity::Warning, arguments)};
}

Findings judgeKey(const JudgeInput &input, const Model &model, const ConfiguredModel &record)
{
    if (record.hasKey || model.apiKey.from == ApiKeySource::None) {
        return {};
    }
    Arguments arguments = argumentsOf(model, record);
    arguments.set(Argument::Detail, u"this deployment names a key, and GitLab's record of the model has none"_s);
    arguments.set(Argument::Status, u"no key"_s);
    return {findingFrom(input, role::kRails, finding::kModelKeyMissing, Severity::Warning, arguments)};
}

Model asModel(const Model &model, const ConfiguredModel &record)
{
    Model given = model;
    given.endpoint = record.endpoint;
    if (!record.identifier.isEmpty()) {
        given.identifier = record.identifier;
    }
    return given;
}

/// GitLab's record of one model of the deployment, where it has one.
Findings judgeRecordOf(const JudgeInput &input, const Model &model, const QList<ConfiguredModel> &records)
{
    const ConfiguredModel *record = recordOf(records, model);
    if (!record) {
        return {};
    }
    Findings findings = judgeEndpoint(input, model, *record);
    for (Finding finding : judgeRecordedEndpoint(input, role::kRails, asModel(model, *record))) {
        const bool isKnown = std::ranges::any_of(findings, [&](const Finding &f) { return f.id == finding.id; });
        if (!isKnown) {
            finding.arguments.merge({{Argument::Model, model.name}});
            findings << finding;
        }
    }
    return findings << judgeIdentifier(input, model, *record) << judgeKey(input, model, *record);
}

} // namespace

Findings judgeConfiguredModels(const JudgeInput &input)
{
    const RailsAnswers *rails = railsAnswersOf(input);
    if (!rails || !rails->models) {
        return {};
    }
    if (rails->models->isEmpty()) {
        return {findingFrom(input, role::kRails, finding::kGitlabNoModelsConfigured)};
    }
    Findings findings;
    for (const Model &model : input.deployment->models) {
        if (input.subject.isEmpty() || input.subject == model.name) {
            findings << judgeRecordOf(input, model, *rails->models);
        }
    }
    return findings;
}

Findings judgeModelFromRails(const JudgeInput &input)
{
    const RailsAnswers *rails = railsAnswersOf(input);
    const Model *model = input.model();
    if (!rails || !model || !usesOpenAiEndpoint(*model)) {
        return {};
    }
    for (const RailsRequestOutcome &request : rails->requests) {
        if (request.purpose != Purpose::ModelEndpoint || request.subject != model->name || request.status != 0) {
            continue;
        }
        const QUrl url(request.url);
        if (isThisMachine(url.host())) {
            continue; // another machine's localhost
        }
        auto error =
            findingOfRubyError(request.errorClass, request.errorMessage, url, u"model \"%1\""_s.arg(model->name));
        if (!error || request.isBlockedByFilter) {
            continue; // GitLab's own client asks the gateway, not the model
        }
        error->severity = Severity::Info; // only the gateway has to reach it
        error->arguments.merge({{Argument::Model, model->name}});
        error->evidence = {input.find(role::kRails)};
        return {*error};
    }
    return {};
}

} // namespace duodoctor
