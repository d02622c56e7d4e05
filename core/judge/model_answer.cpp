#include "judge/model_answer.h"

#include "judge/exchange_facts.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxListed = 500;
constexpr qsizetype kMaxIdChars = 300;

struct TextMark {
    QLatin1StringView text; ///< lower case
    ModelAnswer answer;
};

/// What servers write into their errors; first match wins.
constexpr std::array kTextMarks{
    TextMark{"chat template"_L1, ModelAnswer::ChatTemplateMissing},
    TextMark{"chat_template"_L1, ModelAnswer::ChatTemplateMissing},
    TextMark{"conversation roles must alternate"_L1, ModelAnswer::ChatTemplateMissing},
    TextMark{"enable-auto-tool-choice"_L1, ModelAnswer::ToolCallingDisabled},
    TextMark{"tool-call-parser"_L1, ModelAnswer::ToolCallingDisabled},
    TextMark{"does not support tools"_L1, ModelAnswer::ToolCallingDisabled},
    TextMark{"tools param requires --jinja"_L1, ModelAnswer::ToolCallingDisabled},
    TextMark{"maximum context length"_L1, ModelAnswer::ContextTooShort},
    TextMark{"exceeds the available context size"_L1, ModelAnswer::ContextTooShort},
    TextMark{"exceed_context_size"_L1, ModelAnswer::ContextTooShort},
    TextMark{"context window"_L1, ModelAnswer::ContextTooShort},
    TextMark{"max_model_len"_L1, ModelAnswer::ContextTooShort},
    TextMark{"prompt is too long"_L1, ModelAnswer::ContextTooShort},
    TextMark{"loading model"_L1, ModelAnswer::Loading},
    TextMark{"still loading"_L1, ModelAnswer::Loading},
    TextMark{"model is loading"_L1, ModelAnswer::Loading},
    TextMark{"try pulling it first"_L1, ModelAnswer::NoSuchModel},
    TextMark{"invalid model name passed"_L1, ModelAnswer::NoSuchModel},
    TextMark{"deploymentnotfound"_L1, ModelAnswer::NoSuchModel},
    TextMark{"model_not_found"_L1, ModelAnswer::NoSuchModel},
    TextMark{"security token included in the request is"_L1, ModelAnswer::ProviderCredentials},
    TextMark{"unable to locate credentials"_L1, ModelAnswer::ProviderCredentials},
    TextMark{"accessdeniedexception"_L1, ModelAnswer::ProviderCredentials},
    TextMark{"unsupported parameter"_L1, ModelAnswer::ParameterUnsupported},
    TextMark{"unsupported value"_L1, ModelAnswer::ParameterUnsupported},
    TextMark{"unsupported_parameter"_L1, ModelAnswer::ParameterUnsupported},
    TextMark{"unsupportedparamserror"_L1, ModelAnswer::ParameterUnsupported},
    TextMark{"does not support parameters"_L1, ModelAnswer::ParameterUnsupported},
    TextMark{"extra inputs are not permitted"_L1, ModelAnswer::ParameterUnsupported},
    TextMark{"unrecognized request argument"_L1, ModelAnswer::ParameterUnsupported},
    TextMark{"litellm.timeout"_L1, ModelAnswer::TimedOut},
    TextMark{"apitimeouterror"_L1, ModelAnswer::TimedOut},
    TextMark{"rate limit"_L1, ModelAnswer::Overloaded},
    TextMark{"too many requests"_L1, ModelAnswer::Overloaded},
    TextMark{"overloaded"_L1, ModelAnswer::Overloaded},
    TextMark{"queue is full"_L1, ModelAnswer::Overloaded},
    TextMark{"queue full"_L1, ModelAnswer::Overloaded},
    TextMark{"maximum pending requests exceeded"_L1, ModelAnswer::Overloaded},
    TextMark{"invalid api key"_L1, ModelAnswer::Unauthorized},
    TextMark{"incorrect api key"_L1, ModelAnswer::Unauthorized},
    TextMark{"authenticationerror"_L1, ModelAnswer::Unauthorized},
    // A LiteLLM proxy with a master key and no database, asked with any other key (400; seen with 1.106).
    TextMark{"no connected db"_L1, ModelAnswer::Unauthorized},
};

std::optional<ModelAnswer> fromText(const QString &text)
{
    const QString lower = text.left(4000).toLower();
    for (const TextMark &mark : kTextMarks) {
        if (lower.contains(mark.text)) {
            return mark.answer;
        }
    }
    static const QRegularExpression noModel(
        uR"(model [`'"\\]*[^`'"]{1,200}[`'"\\]* (does not exist|not found|was not found|is not served)|no such model)"_s);
    return noModel.match(lower).hasMatch() ? std::optional{ModelAnswer::NoSuchModel} : std::nullopt;
}

/// 404 of a router and not of a model: FastAPI, llama.cpp, Go, a web server's page.
bool isPathNotFound(const HttpExchange &exchange)
{
    const auto object = bodyObject(exchange);
    if (!object) {
        return true;
    }
    const QJsonValue error = object->value("error"_L1);
    return object->value("detail"_L1) == "Not Found"_L1 ||
           error.toObject().value("message"_L1).toString() == "File Not Found"_L1 || error == "404 Not Found"_L1 ||
           (!error.isObject() && object->value("object"_L1) != "error"_L1);
}

} // namespace

ModelAnswer classifyModelError(const QString &message, int code)
{
    if (const auto known = fromText(message)) {
        return *known;
    }
    switch (code) {
    case 401:
    case 403:
        return ModelAnswer::Unauthorized;
    case 404:
        return ModelAnswer::NoSuchModel;
    case 429:
        return ModelAnswer::Overloaded;
    case 408:
        return ModelAnswer::TimedOut;
    default:
        return ModelAnswer::ServerError;
    }
}

ModelAnswer classifyModelAnswer(const HttpExchange &exchange)
{
    const int status = exchange.status;
    if (status == 0) {
        return ModelAnswer::None;
    }
    if (status / 100 == 2) {
        return ModelAnswer::Good;
    }
    if (status / 100 == 3) {
        return ModelAnswer::Redirect;
    }
    // The status of a refusal decides before its words, which may quote anything.
    if (status == 401 || status == 403) {
        return ModelAnswer::Unauthorized;
    }
    if (status == 429) {
        return ModelAnswer::Overloaded;
    }
    const QString words = isHtml(exchange) ? QString{} : bodyText(exchange);
    if (status == 408) {
        return ModelAnswer::TimedOut;
    }
    if (status == 405) {
        return ModelAnswer::NoSuchPath;
    }
    if (const auto known = fromText(words)) {
        // A page of a router may hold none of these words; a 404 with them is the model's.
        return *known;
    }
    if (status == 404) {
        return isPathNotFound(exchange) ? ModelAnswer::NoSuchPath : ModelAnswer::NoSuchModel;
    }
    return status >= 500 ? ModelAnswer::ServerError : ModelAnswer::Unclear;
}

std::optional<QList<ListedModel>> readModelList(const HttpExchange &exchange)
{
    const auto object = exchange.status == 200 ? bodyObject(exchange) : std::nullopt;
    if (!object) {
        return std::nullopt;
    }
    const QJsonValue data = object->value("data"_L1);
    // Ollama writes null when it has no model at all.
    const bool isEmptyList = data.isNull() && object->value("object"_L1) == "list"_L1;
    if (!data.isArray() && !isEmptyList) {
        return std::nullopt;
    }
    QList<ListedModel> models;
    const QJsonArray rows = data.toArray();
    for (const QJsonValue &row : rows) {
        const QString id = row.toObject().value("id"_L1).toString();
        if (!id.isEmpty() && models.size() < kMaxListed) {
            models << ListedModel{id.left(kMaxIdChars), row.toObject().value("max_model_len"_L1).toInt()};
        }
    }
    return models;
}

bool saysKeyIsMissing(const HttpExchange &exchange)
{
    const QString words = bodyText(exchange).left(2000).toLower();
    return words.contains("no api key"_L1) || words.contains("didn't provide an api key"_L1) ||
           words.contains("missing api key"_L1) || words.contains("not authenticated"_L1);
}

bool saysKeyIsWrong(const HttpExchange &exchange)
{
    const QString words = bodyText(exchange).left(2000).toLower();
    return words.contains("incorrect api key"_L1) || words.contains("invalid api key"_L1) ||
           words.contains("invalid_api_key"_L1) || words.contains("invalid proxy server token"_L1) ||
           words.contains("received api key"_L1);
}

QString refusedParameter(const QString &message)
{
    static const QRegularExpression quoted(
        uR"((?:parameter|argument|value)s?[^'"`]{0,40}['"`]([A-Za-z_][A-Za-z0-9_.]{0,60})['"`])"_s,
        QRegularExpression::CaseInsensitiveOption);
    return quoted.match(message.left(4000)).captured(1);
}

int contextLimitIn(const QString &message)
{
    static const QRegularExpression limit(uR"((?:context (?:length|size|window)[^0-9]{0,30})(\d{2,8}))"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    return limit.match(message.left(4000)).captured(1).toInt();
}

} // namespace duodoctor
