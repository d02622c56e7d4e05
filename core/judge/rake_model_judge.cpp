#include "judge/rake_model_judge.h"

#include "judge/exchange_facts.h"
#include "judge/finding_ids.h"
#include "judge/gitlab_record.h"
#include "judge/model_identifier.h"
#include "judge/rake_findings.h"
#include "judge/ruby_error.h"
#include "judge/url_form.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

using ModelLine = RakeReport::ModelLine;
using ModelTest = RakeReport::ModelTest;

constexpr auto kAsked = "/v1/models"_L1; ///< what the task puts behind every endpoint

/// GitLab's record as a model of a deployment, filled up with what only the deployment knows.
Model recordOf(const JudgeInput &input, const ModelLine &line)
{
    Model model;
    if (const Model *known = input.deployment->model(line.name)) {
        model = *known;
    }
    model.name = line.name;
    model.family = line.family;
    if (!line.endpoint.isEmpty()) {
        model.endpoint = line.endpoint;
    }
    if (!line.identifier.isEmpty()) {
        model.identifier = line.identifier;
    }
    if (model.provider.isEmpty() && !line.provider.startsWith("openai"_L1)) {
        model.provider = line.provider;
    }
    return model;
}

Model recordOf(const JudgeInput &input, const RakeReport &report, const ModelTest &test)
{
    if (report.models) {
        const auto found = std::ranges::find(*report.models, test.name, &ModelLine::name);
        if (found != report.models->end()) {
            return recordOf(input, *found);
        }
    }
    ModelLine line;
    line.name = test.name;
    line.family = test.family;
    line.endpoint = test.url.endsWith(kAsked) ? test.url.chopped(kAsked.size()) : QString{};
    return recordOf(input, line);
}

std::optional<bool> hasKey(const RakeReport &report, const ModelTest &test)
{
    if (test.hasKey || !report.models) {
        return test.hasKey;
    }
    const auto found = std::ranges::find(*report.models, test.name, &ModelLine::name);
    return found == report.models->end() ? std::nullopt : found->hasKey;
}

bool endsWithV1(const Model &model)
{
    const UrlForm form = readUrl(model.endpoint);
    return form.isValid() && form.url.path().endsWith("/v1"_L1);
}

/// True for servers that answer the same requests with and without /v1.
bool servesWithoutV1(const Model &model)
{
    return model.provider == "litellm"_L1 || model.provider == "llamacpp"_L1 || model.provider == "llama.cpp"_L1 ||
           readIdentifier(model.identifier).provider == "litellm_proxy"_L1;
}

Arguments argumentsOf(const Model &model)
{
    return {{Argument::Url, model.endpoint},
            {Argument::Model, model.name},
            {Argument::Identifier, model.identifier},
            {Argument::Service, u"model \"%1\""_s.arg(model.name)}};
}

Findings judgePassed(const JudgeInput &input, const Model &model, const ModelTest &test)
{
    Arguments arguments = argumentsOf(model);
    if (test.status >= 300 && test.status < 400) {
        arguments.set(Argument::Status, test.status);
        arguments.set(Argument::Location, u"an address that the task does not print"_s);
        return {fromRake(input, finding::kRedirectUnexpected, arguments)};
    }
    const UrlForm form = readUrl(model.endpoint);
    const bool hasPath = form.isValid() && !form.url.path().isEmpty();
    if (!form.isValid() || hasPath) {
        return {}; // a path of its own: ENDPOINT/v1/models answers, and what the gateway asks cannot be told from it
    }
    arguments.set(Argument::Suggestion, withPath(form.url, u"/v1"_s).toString());
    return {fromRake(input, finding::kModelEndpointMissingV1,
                     servesWithoutV1(model) ? Severity::Warning : Severity::Error, arguments)};
}

Findings judgeRefused(const JudgeInput &input, const Model &model, const ModelTest &test, std::optional<bool> key)
{
    Arguments arguments = argumentsOf(model);
    arguments.set(Argument::Status, test.status);
    switch (test.status) {
    case 401:
    case 403:
        if (!key) {
            return {};
        }
        return {fromRake(input, *key ? finding::kModelKeyRejected : finding::kModelKeyMissing, arguments)};
    case 429:
        return {fromRake(input, finding::kModelOverloaded, arguments)};
    case 503:
        return {fromRake(input, finding::kModelServerError, Severity::Warning, arguments)};
    default:
        break;
    }
    if (test.status >= 500) {
        return {fromRake(input, finding::kModelServerError, arguments)};
    }
    // 404 and the unknown: what the task asks for is no address that the gateway uses.
    return {};
}

/// From GitLab's host; the requests that matter come from the gateway.
Findings judgeFailed(const JudgeInput &input, const Model &model, const ModelTest &test)
{
    const UrlForm form = readUrl(model.endpoint);
    if (form.isValid() && isThisMachine(form.url.host())) {
        return {}; // another machine's localhost
    }
    auto error = findingOfRubyError(test.errorClass, test.errorMessage, form.isValid() ? form.url : QUrl{},
                                    u"model \"%1\""_s.arg(model.name));
    if (!error) {
        return {};
    }
    error->arguments.merge(argumentsOf(model));
    Findings findings;
    addRubyError(input, findings, error, Severity::Info);
    return findings;
}

Findings judgeTest(const JudgeInput &input, const RakeReport &report, const ModelTest &test)
{
    const Model model = recordOf(input, report, test);
    if (test.wasSkipped || !usesOpenAiEndpoint(model)) {
        return {};
    }
    switch (test.outcome) {
    case StepOutcome::Passed:
        return endsWithV1(model) && test.status < 300 ? Findings{} : judgePassed(input, model, test);
    case StepOutcome::Warned:
        return judgeRefused(input, model, test, hasKey(report, test));
    case StepOutcome::Failed:
        return judgeFailed(input, model, test);
    case StepOutcome::NotRun:
        break;
    }
    return {};
}

Findings judgeModelLines(const JudgeInput &input, const QList<ModelLine> &lines)
{
    if (lines.isEmpty()) {
        return {fromRake(input, finding::kGitlabNoModelsConfigured)};
    }
    Findings findings;
    for (const ModelLine &line : lines) {
        if (!line.endpoint.isEmpty()) {
            findings << judgeRecordedEndpoint(input, role::kRake, recordOf(input, line));
        }
    }
    return findings;
}

Findings judgeFeatures(const JudgeInput &input, const RakeReport &report)
{
    if (!report.featureCount) {
        return {};
    }
    if (*report.featureCount == 0) {
        return {
            fromRake(input, finding::kGitlabFeatureNotSelfHosted, {{Argument::Detail, u"no feature names a model"_s}})};
    }
    Findings findings;
    if (report.assignedFeatures.isEmpty()) {
        return findings; // the lines with their names are not there
    }
    QStringList wanted;
    for (const Model &model : input.deployment->models) {
        wanted << model.features;
    }
    wanted.removeDuplicates();
    for (const QString &feature : wanted) {
        if (!report.assignedFeatures.contains(feature)) {
            findings << fromRake(input, finding::kGitlabFeatureNotSelfHosted, {{Argument::Feature, feature}});
        }
    }
    return findings;
}

} // namespace

Findings judgeRakeModels(const JudgeInput &input, const RakeReport &report)
{
    Findings findings = report.models ? judgeModelLines(input, *report.models) : Findings{};
    for (const ModelTest &test : report.tests) {
        findings << judgeTest(input, report, test);
    }
    return findings << judgeFeatures(input, report);
}

} // namespace duodoctor
