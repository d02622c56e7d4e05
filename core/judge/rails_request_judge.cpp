#include "judge/error_text.h"
#include "judge/finding_ids.h"
#include "judge/rails_facts.h"
#include "judge/rails_judge.h"
#include "judge/rails_requests.h"

#include <QRegularExpression>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

using Purpose = RailsRequestOutcome::Purpose;

/// Words that the gateway's own 401 carries in `error`.
FindingId findingOf401(const QString &body)
{
    if (body.contains("Forbidden by auth provider"_L1) || body.contains("Signature verification"_L1)) {
        return finding::kGatewayJwtSignature;
    }
    if (body.contains("Not enough segments"_L1) || body.contains("Invalid authorization header"_L1) ||
        body.contains("No authorization header presented"_L1)) {
        return finding::kGatewayTokenMalformed;
    }
    return finding::kAuthUnauthorized;
}

QString featureOf403(const QString &body)
{
    static const QRegularExpression form(uR"re(Unauthorized to access '?([\w ]{1,60}))re"_s);
    return form.match(body).captured(1).trimmed();
}

const Model *modelOf(const JudgeInput &input, const RailsRequestOutcome &request)
{
    if (const Model *named = input.deployment->model(request.subject)) {
        return named;
    }
    return input.deployment->models.size() == 1 ? &input.deployment->models.first() : nullptr;
}

/// `401: Unauthorized` of a 421, or the code within the words of a model test.
int statusOfModel(const RailsRequestOutcome &request)
{
    static const QRegularExpression form(uR"re((?:"detail":\s?"|returned code )(\d{3}):)re"_s);
    const auto match = form.match(request.body.isEmpty() ? request.errorMessage : request.body);
    return match.hasMatch() ? match.captured(1).toInt() : 0;
}

FindingId findingOfModelStatus(int status, bool hasKey)
{
    switch (status) {
    case 401:
    case 403:
        return hasKey ? finding::kModelKeyRejected : finding::kModelKeyMissing;
    case 404:
        return finding::kModelNotServed;
    case 408:
    case 504:
        return finding::kModelTimeout;
    case 429:
        return finding::kModelOverloaded;
    default:
        return finding::kModelServerError;
    }
}

bool recordHasKey(const JudgeInput &input, const RailsRequestOutcome &request)
{
    const RailsAnswers *rails = railsAnswersOf(input);
    const Model *model = modelOf(input, request);
    if (rails->models && model) {
        const auto found = std::ranges::find(*rails->models, model->name, &ConfiguredModel::name);
        if (found != rails->models->end()) {
            return found->hasKey;
        }
    }
    return model && model->apiKey.from != ApiKeySource::None;
}

/// The gateway is fine and says how the model server failed.
Findings judgeModelFault(const JudgeInput &input, const RailsRequestOutcome &request, int status)
{
    Arguments arguments = placeOfRailsRequest(input, request);
    const Model *model = modelOf(input, request);
    const QString name = model ? model->name : request.subject;
    arguments.set(Argument::Model, name.isEmpty() ? u"that was asked for"_s : name);
    arguments.set(Argument::Service, u"model \"%1\""_s.arg(name));
    arguments.set(Argument::Status, status);
    if (model) {
        arguments.set(Argument::Url, model->endpoint);
        arguments.set(Argument::Identifier, model->identifier);
        arguments.set(Argument::ExpectedName, model->identifier.section(u'/', 1));
    }
    if (!arguments.contains(Argument::Detail)) {
        arguments.set(Argument::Detail, request.errorMessage.simplified().left(300));
    }
    const QString words = request.body.isEmpty() ? request.errorMessage : request.body;
    if (const auto meaning = meaningOfError(words, ErrorWriter::Gateway)) {
        Arguments known = meaning->arguments;
        return {fromRails(input, meaning->finding, known.merge(arguments))};
    }
    return {fromRails(input, findingOfModelStatus(status, recordHasKey(input, request)), arguments)};
}

Findings judgeRefusal(const JudgeInput &input, const RailsRequestOutcome &request)
{
    Arguments arguments = placeOfRailsRequest(input, request);
    if (request.status == 401) {
        return {fromRails(input, findingOf401(request.body), arguments)};
    }
    if (const QString feature = featureOf403(request.body); !feature.isEmpty()) {
        arguments.set(Argument::Feature, feature);
    }
    return {fromRails(input, finding::kAuthForbidden, arguments)};
}

Findings judgeCompletion(const JudgeInput &input, const RailsRequestOutcome &request)
{
    const bool isHtml = request.body.trimmed().startsWith(u'<');
    switch (request.status) {
    case 0:
        return judgeRailsError(input, request);
    case 401:
    case 402:
    case 403:
        return judgeRefusal(input, request);
    case 421:
        return judgeModelFault(input, request, statusOfModel(request));
    default:
        break;
    }
    if (isHtml || (request.status >= 300 && request.status < 400) || request.status == 407) {
        return judgeGatewayAnswer(input, request);
    }
    if (request.status == 500 || request.status == 503 || request.status == 429 || request.status == 504) {
        return judgeModelFault(input, request, request.status);
    }
    if (request.status == 404 || request.status == 422) {
        const auto meaning = meaningOfError(request.body, ErrorWriter::GitLab);
        Arguments known = meaning ? meaning->arguments : Arguments{};
        return meaning ? Findings{fromRails(input, meaning->finding, known.merge(placeOfRailsRequest(input, request)))}
                       : Findings{};
    }
    return {};
}

/// Words of GitLab's own test: its 401 is the gateway's or the model's, by who "returned" it.
Findings judgeModelTest(const JudgeInput &input, const RailsRequestOutcome &request)
{
    const QString words = request.errorMessage + request.body;
    if (request.status == 200 || words.contains("Net::ReadTimeout"_L1)) {
        return {}; // three seconds are its limit: a slow model fails it and works
    }
    if (words.contains("model server returned code"_L1)) {
        return judgeModelFault(input, request, request.status == 0 ? statusOfModel(request) : request.status);
    }
    if (words.contains("AI Gateway returned code"_L1)) {
        return request.status == 401 || request.status == 403 ? judgeRefusal(input, request) : Findings{};
    }
    return request.status == 0 && request.failure != NetworkFailureKind::None ? judgeRailsError(input, request)
                                                                              : Findings{};
}

} // namespace

Findings judgeFullRequest(const JudgeInput &input)
{
    const RailsAnswers *rails = railsAnswersOf(input);
    if (!rails) {
        return {};
    }
    Findings findings;
    for (const RailsRequestOutcome &request : rails->requests) {
        if (!input.subject.isEmpty() && !request.subject.isEmpty() && request.subject != input.subject) {
            continue;
        }
        if (request.purpose == Purpose::Completion) {
            findings << judgeCompletion(input, request);
        } else if (request.purpose == Purpose::ModelTest) {
            findings << judgeModelTest(input, request);
        }
    }
    return findings;
}

} // namespace duodoctor
