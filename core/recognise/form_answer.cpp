#include "recognise/form_exchange.h"
#include "recognise/form_json.h"

#include <QJsonObject>
#include <QRegularExpression>

#include <array>

namespace duodoctor::readers
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMostBody = 512 * 1024;

struct StatusOfWords {
    QLatin1StringView words;
    int status;
};

/// The status that an answer with these words always has. Source: facts/endpoints 1.2, 1.3, 5 and 6.
constexpr std::array kStatusOfWords{
    StatusOfWords{"No authorization header presented"_L1, 401},
    StatusOfWords{"Invalid authorization header"_L1, 401},
    StatusOfWords{"Invalid authentication token type"_L1, 401},
    StatusOfWords{"Forbidden by auth provider"_L1, 401},
    StatusOfWords{"Header mismatch '"_L1, 401},
    StatusOfWords{"Authentication Error"_L1, 401},
    StatusOfWords{"invalid_api_key"_L1, 401},
    StatusOfWords{"Incorrect API key"_L1, 401},
    StatusOfWords{"\"Unauthorized\""_L1, 401},
    StatusOfWords{"insufficient_credits"_L1, 402},
    StatusOfWords{"Unauthorized to "_L1, 403},
    StatusOfWords{"not_entitled"_L1, 403},
    StatusOfWords{"Duo Core no longer authorized"_L1, 403},
    StatusOfWords{"502 Bad Gateway"_L1, 502},
    StatusOfWords{"503 Service"_L1, 503},
    StatusOfWords{"504 Gateway Time"_L1, 504},
    StatusOfWords{"413 Request Entity"_L1, 413},
    StatusOfWords{"plain HTTP request was sent to HTTPS"_L1, 400},
    StatusOfWords{"HTTP request to an HTTPS server"_L1, 400},
    StatusOfWords{"default backend - 404"_L1, 404},
    StatusOfWords{"404 page not found"_L1, 404},
    StatusOfWords{"does not exist"_L1, 404},
    StatusOfWords{"try pulling it first"_L1, 404},
    StatusOfWords{"not found"_L1, 404},
    StatusOfWords{"File Not Found"_L1, 404},
    StatusOfWords{"Loading model"_L1, 503},
    StatusOfWords{"Inference failed"_L1, 503},
    StatusOfWords{"no healthy upstream"_L1, 503},
    StatusOfWords{"upstream connect error"_L1, 503},
    StatusOfWords{"Too many requests"_L1, 429},
    StatusOfWords{"Validation error"_L1, 422},
    StatusOfWords{"Failed to generate JWT"_L1, 500},
    StatusOfWords{"Internal Server Error"_L1, 500},
};

int statusInJson(const QJsonObject &object)
{
    for (const QJsonValue &value : {object["error"_L1]["code"_L1], object["code"_L1], object["statusCode"_L1],
                                    object["error"_L1]["status_code"_L1]}) {
        const int code = value.isString() ? value.toString().toInt() : value.toInt();
        if (code >= 400 && code < 600) {
            return code;
        }
    }
    const bool isGood = object["choices"_L1].isArray() || object["data"_L1].isArray() ||
                        object["models"_L1].isArray() || object["keys"_L1].isArray() ||
                        object["issuer"_L1].isString() || object.isEmpty();
    return isGood ? 200 : 0;
}

/// An object that tells of nothing but an error: TGI's and Ollama's "error", Amazon's and GitLab's "message".
bool isRefusal(const QJsonObject &object)
{
    if (object["error"_L1].isString() || object["error"_L1].isObject()) {
        return true;
    }
    const bool hasMessage = object["message"_L1].isString() || object["Message"_L1].isString();
    constexpr qsizetype kFewKeys = 3;
    return hasMessage && object.size() <= kFewKeys;
}

int statusOfBody(const QString &body)
{
    const auto json = jsonIn(body);
    if (json && json->isObject()) {
        if (const int status = statusInJson(json->object())) {
            return status;
        }
        // Codes of the gateway about the model's server: `421 {"detail":"401: Unauthorized"}`.
        static const QRegularExpression wrapped(uR"(^\d{3}: )"_s);
        if (wrapped.match(json->object()["detail"_L1].toString().left(10)).hasMatch()) {
            return 421;
        }
    }
    const QString start = body.left(4000);
    // Chat's events arrive under 200, whatever they say (facts/endpoints 1.4).
    static const QRegularExpression chatEvent(
        uR"x(^\{\s{0,4}"type"\s{0,4}:\s{0,4}"(?:final_answer_delta|action|unknown|error|usage)")x"_s);
    if (chatEvent.match(start).hasMatch()) {
        return 200;
    }
    for (const StatusOfWords &row : kStatusOfWords) {
        if (start.contains(row.words, Qt::CaseInsensitive)) {
            return row.status;
        }
    }
    if (json && json->isObject() && isRefusal(json->object())) {
        return 500; // of an error nobody knows the number
    }
    return json || start.startsWith("data:"_L1) || start.startsWith(u'#') || start.startsWith(u'<') ? 200 : 0;
}

/// Reads the head of an answer, as `curl --include` prints it, and returns the rest.
QString takeHead(const QString &text, HttpExchange &exchange)
{
    static const QRegularExpression statusLine(uR"(^HTTP/([\d.]{1,3}) (\d{3}))"_s);
    const QString trimmed = text.trimmed();
    const auto match = statusLine.match(trimmed.left(100));
    if (!match.hasMatch()) {
        return trimmed;
    }
    exchange.httpVersion = match.captured(1);
    exchange.status = match.captured(2).toInt();
    qsizetype at = trimmed.indexOf(u'\n');
    constexpr int kMostHeaders = 200;
    for (int i = 0; at >= 0 && i < kMostHeaders; ++i) {
        const qsizetype end = trimmed.indexOf(u'\n', at + 1);
        const QString line = trimmed.sliced(at + 1, (end < 0 ? trimmed.size() : end) - at - 1);
        const qsizetype colon = line.indexOf(u':');
        if (colon <= 0 || line.startsWith(u'{')) {
            return trimmed.sliced(at + 1).trimmed();
        }
        exchange.headers.append(
            {line.first(colon).toLower().toUtf8(), line.sliced(colon + 1).trimmed().left(2000).toUtf8()});
        at = end;
    }
    return {};
}

} // namespace

std::optional<HttpExchange> httpStatus(const TextSegment &segment)
{
    static const QRegularExpression status(uR"((?:^|[^\d.])([1-5]\d\d|000)(?:[^\d]|$))"_s);
    HttpExchange exchange = requestOf(segment.command);
    const QString rest = takeHead(segment.text, exchange);
    if (exchange.status != 0) {
        exchange.body = rest.left(kMostBody).toUtf8();
        return exchange;
    }
    const auto match = status.match(segment.text.left(300));
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    exchange.status = match.captured(1).toInt();
    return exchange;
}

std::optional<HttpExchange> httpBody(const TextSegment &segment)
{
    HttpExchange exchange = requestOf(segment.command);
    QString body = takeHead(segment.text, exchange);
    if (body.isEmpty() && exchange.status == 0) {
        return std::nullopt;
    }
    static const QRegularExpression statusBehind(
        uR"((?:\n|[}>\]])\s{0,4}(?:HTTP(?:_CODE)?[ :=]{0,3})?([1-5]\d\d)%?$)"_s);
    const auto behind = statusBehind.match(body.right(40));
    if (exchange.status == 0 && behind.hasMatch()) {
        exchange.status = behind.captured(1).toInt();
        body = body.first(body.size() - std::min<qsizetype>(40, body.size()) + behind.capturedStart(1)).trimmed();
    }
    const bool isCut = isOpenJson(body);
    if (const QString json =
            isCut || body.startsWith("data:"_L1) || body.startsWith(u'<') ? QString{} : jsonWithin(body);
        !json.isEmpty()) {
        const auto document = jsonIn(json);
        body = document && json.contains(u'\n') ? QString::fromUtf8(document->toJson(QJsonDocument::Compact)) : json;
    }
    if (exchange.status == 0) {
        exchange.status = statusOfBody(body);
    }
    exchange.body = body.left(kMostBody).toUtf8();
    exchange.bodyTruncated = isCut;
    return exchange;
}

} // namespace duodoctor::readers
