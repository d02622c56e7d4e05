#include "recognise/reader_rails_values.h"

#include "recognise/reader_rails.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

namespace
{

using Purpose = RailsRequestOutcome::Purpose;

constexpr int kMaxRecords = 200;

/// `id: 1, name: "x"` or `:id=>1, "name"=>"x"`.
QHash<QString, QString> attributesOf(const QString &text)
{
    static const QRegularExpression form(
        uR"re([:"]?(\w{1,40})"?(?:: ?|\s?=>\s?)(?:"((?:[^"\\]|\\.){0,1000})"|:?([\w.\-\[\]]{1,100})))re"_s);
    QHash<QString, QString> attributes;
    auto matches = form.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        const QString value = match.captured(2).isEmpty() ? match.captured(3) : match.captured(2);
        if (!attributes.contains(match.captured(1))) {
            attributes.insert(match.captured(1), value == "nil"_L1 ? QString{} : value);
        }
    }
    return attributes;
}

ConfiguredModel modelOf(const QHash<QString, QString> &attributes)
{
    ConfiguredModel model;
    model.id = attributes.value(u"id"_s).toInt();
    model.name = attributes.value(u"name"_s);
    model.family = attributes.contains(u"model"_s) ? attributes.value(u"model"_s) : attributes.value(u"family"_s);
    model.endpoint = attributes.value(u"endpoint"_s);
    model.identifier = attributes.value(u"identifier"_s);
    model.provider = attributes.value(u"provider"_s);
    const QString key = attributes.value(u"key"_s);
    model.hasKey = key == "true"_L1 || !attributes.value(u"encrypted_api_token"_s).isEmpty() ||
                   !attributes.value(u"api_token"_s).isEmpty();
    return model;
}

ConfiguredFeature featureOf(const QHash<QString, QString> &attributes)
{
    const QString model = attributes.contains(u"model_id"_s) ? attributes.value(u"model_id"_s)
                                                             : attributes.value(u"ai_self_hosted_model_id"_s);
    return {attributes.value(u"feature"_s), attributes.value(u"provider"_s), model.toInt()};
}

/// An inspected response of an HTTP client, or one that a person printed as `401 "body"`.
bool takeAnswer(RailsRequestOutcome &request, const QString &value)
{
    static const QRegularExpression printed(uR"re(^(\d{3})(?:\s+"?(.{0,2000}))?)re"_s);
    static const QRegularExpression inspected(uR"(Net::HTTP\w+ (\d{3})\b)"_s);
    static const QRegularExpression parsed(uR"(parsed_response=(.{0,500}?), @)"_s);
    if (const auto match = printed.match(value); match.hasMatch()) {
        request.status = match.captured(1).toInt();
        request.body = match.captured(2);
        if (request.body.endsWith(u'"')) {
            request.body.chop(1);
        }
        request.body.replace("\\\""_L1, "\""_L1);
        return true;
    }
    if (const auto match = inspected.match(value); match.hasMatch()) {
        request.status = match.captured(1).toInt();
        request.body = parsed.match(value).captured(1);
        return true;
    }
    return false;
}

void takeModelTestWords(RailsRequestOutcome &request, const QString &value)
{
    static const QRegularExpression code(uR"(returned code (\d{3}))"_s);
    const QString words = rubyString(value).value_or(value);
    if (const auto match = code.match(words); match.hasMatch()) {
        request.status = match.captured(1).toInt();
    }
    request.errorMessage = words.left(600);
    request.errorClass = u"Refused::Message"_s;
}

} // namespace

std::optional<bool> rubyBool(const QString &value)
{
    if (value == "true"_L1 || value == "false"_L1) {
        return value == "true"_L1;
    }
    static const QRegularExpression response(uR"(^#<.{0,200}\b@?allowed\??[=:] ?(true|false))"_s);
    if (const auto match = response.match(value); match.hasMatch()) {
        return match.captured(1) == "true"_L1;
    }
    return std::nullopt;
}

std::optional<QString> rubyString(const QString &value)
{
    if (value == "nil"_L1) {
        return QString{};
    }
    if (value.size() >= 2 && value.startsWith(u'"') && value.endsWith(u'"')) {
        return value.sliced(1, value.size() - 2);
    }
    return value.startsWith("#<"_L1) ? std::nullopt : std::optional{value};
}

std::optional<std::pair<QString, QString>> rubyException(const QString &line)
{
    static const QString name =
        u"((?:[A-Z]\\w*::)*(?:[A-Z]\\w*(?:Error|Exception|Timeout|Missing|NotFound)|E[A-Z]{4,}))"_s;
    static const QRegularExpression behind(u"^(.{1,2000}) \\(%1\\)$"_s.arg(name));
    static const QRegularExpression before(u"^%1 \\((.{1,2000})\\)$"_s.arg(name));
    static const QRegularExpression inspected(u"^(?:=> )?#<%1: (.{0,2000})>$"_s.arg(name));
    static const QRegularExpression plain(u"^(?:=> )?%1: (.{1,2000})$"_s.arg(name));
    for (const QRegularExpression *form : {&before, &inspected, &plain}) {
        if (const auto match = form->match(line); match.hasMatch()) {
            return std::pair{match.captured(1), match.captured(2)};
        }
    }
    if (const auto match = behind.match(line); match.hasMatch()) {
        // Without the place in front: `(irb):1:in '<main>': undefined method ...`.
        const QString words = match.captured(1);
        const qsizetype at = words.indexOf("': "_L1);
        const bool isPlace = at >= 0 && words.first(at).contains(":in "_L1);
        return std::pair{match.captured(2), isPlace ? words.sliced(at + 3) : words};
    }
    return std::nullopt;
}

void addRequest(RailsAnswers &answers, Purpose purpose, const QString &value)
{
    RailsRequestOutcome request;
    request.purpose = purpose;
    request.throughGitlabHttp = purpose != Purpose::ConfiguredGateway;
    request.url = answers.gatewayUrl.value_or(QString{});
    if (purpose == Purpose::ModelTest) {
        if (value == "nil"_L1) {
            request.status = 200;
        } else {
            takeModelTestWords(request, value);
        }
    } else if (value == "nil"_L1) {
        request.errorClass = u"NoAnswer"_s;
    } else if (const auto error = rubyException(value)) {
        request.errorClass = error->first;
        request.errorMessage = error->second;
    } else if (!takeAnswer(request, value)) {
        return;
    }
    settleFailure(request);
    if (answers.requests.size() < kMaxRecords) {
        answers.requests << request;
    }
}

bool readModelRecords(const QString &line, RailsAnswers &answers)
{
    static const QRegularExpression record(uR"(#<Ai::SelfHostedModel(?::0x\w+)?\s([^>]{1,4000}))"_s);
    static const QRegularExpression hash(uR"(\{([^{}]{0,2000}?endpoint[^{}]{0,2000})\})"_s);
    bool isAny = false;
    for (const QRegularExpression *form : {&record, &hash}) {
        auto matches = form->globalMatch(line);
        while (matches.hasNext() && answers.models.value_or(QList<ConfiguredModel>{}).size() < kMaxRecords) {
            const ConfiguredModel model = modelOf(attributesOf(matches.next().captured(1)));
            if (model.name.isEmpty() || model.endpoint.isEmpty()) {
                continue;
            }
            answers.models = answers.models.value_or(QList<ConfiguredModel>{});
            *answers.models << model;
            isAny = true;
        }
    }
    return isAny;
}

bool readFeatureRecords(const QString &line, RailsAnswers &answers)
{
    static const QRegularExpression record(uR"(#<Ai::FeatureSetting(?::0x\w+)?\s([^>]{1,2000}))"_s);
    static const QRegularExpression hash(uR"(\{([^{}]{0,500}?feature[^{}]{0,500}provider[^{}]{0,500})\})"_s);
    bool isAny = false;
    for (const QRegularExpression *form : {&record, &hash}) {
        auto matches = form->globalMatch(line);
        while (matches.hasNext() && answers.features.value_or(QList<ConfiguredFeature>{}).size() < kMaxRecords) {
            const ConfiguredFeature feature = featureOf(attributesOf(matches.next().captured(1)));
            if (feature.feature.isEmpty() || feature.provider.isEmpty()) {
                continue;
            }
            answers.features = answers.features.value_or(QList<ConfiguredFeature>{});
            *answers.features << feature;
            isAny = true;
        }
    }
    return isAny;
}

} // namespace duodoctor::readers
