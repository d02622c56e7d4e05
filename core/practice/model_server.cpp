#include "practice/model_server.h"

#include "practice/model_shapes.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr auto kFirstToken = 40ms; ///< what a small prompt takes on a free GPU
constexpr auto kBetweenTokens = 25ms;
constexpr auto kSlowFirstToken = 10'300ms; ///< just above the ten seconds of GitLab's set-up task
constexpr auto kBuffered = 600ms;
constexpr std::array kWords{"Hello", "! How", " can", " I", " help", " you", " today", "?"};

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray event(const QJsonObject &object)
{
    return "data: " + compact(object) + "\n\n";
}

QJsonObject completionHead(const QString &name, const QString &object)
{
    return {{u"id"_s, u"chatcmpl-practice"_s}, {u"object"_s, object}, {u"created"_s, 1763632000}, {u"model"_s, name}};
}

QByteArray textEvent(const QString &name, const char *text)
{
    QJsonObject chunk = completionHead(name, u"chat.completion.chunk"_s);
    const QJsonObject delta{{u"content"_s, QString::fromLatin1(text)}};
    chunk.insert(u"choices"_s,
                 QJsonArray{QJsonObject{{u"index"_s, 0}, {u"delta"_s, delta}, {u"finish_reason"_s, QJsonValue::Null}}});
    return event(chunk);
}

QByteArray lastEvent(const QString &name)
{
    QJsonObject chunk = completionHead(name, u"chat.completion.chunk"_s);
    chunk.insert(u"choices"_s, QJsonArray{QJsonObject{
                                   {u"index"_s, 0}, {u"delta"_s, QJsonObject{}}, {u"finish_reason"_s, u"stop"_s}}});
    return event(chunk) + "data: [DONE]\n\n";
}

ServedAnswer streamHead(const ModelBehaviour &behaviour)
{
    return textAnswer(200, {}, "text/event-stream; charset=utf-8", modelshape::headersOf(behaviour.shape));
}

ServedAnswer streamed(const ModelBehaviour &behaviour, const QString &name)
{
    ServedAnswer answer = streamHead(behaviour);
    for (const char *word : kWords) {
        answer.pieces << ServedPiece{kBetweenTokens, textEvent(name, word)};
    }
    answer.pieces.first().after = behaviour.state == ModelState::IsSlow ? kSlowFirstToken : kFirstToken;
    if (behaviour.state == ModelState::StreamBreaksOff) {
        answer.pieces = answer.pieces.first(3);
        return answer;
    }
    answer.pieces << ServedPiece{kBetweenTokens, lastEvent(name)};
    if (behaviour.state == ModelState::ProxyBuffers) {
        QByteArray all;
        for (const ServedPiece &piece : answer.pieces) {
            all += piece.bytes;
        }
        answer.pieces = {ServedPiece{0ms, all}};
        answer.delay = kBuffered;
        answer.headers = {{"server", "nginx/1.22.1"}, {"content-type", "text/event-stream; charset=utf-8"}};
    }
    return answer;
}

ServedAnswer whole(const ModelBehaviour &behaviour, const QString &name)
{
    QByteArray text;
    for (const char *word : kWords) {
        text += word;
    }
    QJsonObject object = completionHead(name, u"chat.completion"_s);
    const QJsonObject message{{u"role"_s, u"assistant"_s}, {u"content"_s, QString::fromLatin1(text)}};
    object.insert(u"choices"_s,
                  QJsonArray{QJsonObject{{u"index"_s, 0}, {u"message"_s, message}, {u"finish_reason"_s, u"stop"_s}}});
    object.insert(u"usage"_s,
                  QJsonObject{{u"prompt_tokens"_s, 9}, {u"completion_tokens"_s, 9}, {u"total_tokens"_s, 18}});
    ServedAnswer answer = jsonAnswer(200, object, modelshape::headersOf(behaviour.shape));
    answer.delay = behaviour.state == ModelState::IsSlow ? kSlowFirstToken : kFirstToken;
    return answer;
}

ServedAnswer errorInStream(const ModelBehaviour &behaviour)
{
    const QJsonObject error{{u"message"_s, u"CUDA out of memory. Tried to allocate 2.00 GiB."_s},
                            {u"type"_s, u"InternalServerError"_s},
                            {u"param"_s, QJsonValue::Null},
                            {u"code"_s, 500}};
    ServedAnswer answer = streamHead(behaviour);
    answer.pieces << ServedPiece{kFirstToken, event({{u"error"_s, error}})}
                  << ServedPiece{0ms, QByteArray{"data: [DONE]\n\n"}};
    return answer;
}

ServedAnswer chat(const ModelBehaviour &behaviour, const ServedRequest &request)
{
    const QJsonObject asked = QJsonDocument::fromJson(request.body).object();
    const QString name = asked.value("model"_L1).toString();
    const bool servesAnyName = behaviour.shape == ModelShape::LlamaCpp;
    const auto error = [&](int status, const QString &message, const QString &type) {
        return modelshape::error(behaviour.shape, status, message, type);
    };
    if (!servesAnyName && name != behaviour.servedName) {
        return modelshape::unknownModel(behaviour.shape, name);
    }
    switch (behaviour.state) {
    case ModelState::Overloaded:
        return error(429, u"Rate limit reached: too many requests are waiting."_s, u"rate_limit_error"_s);
    case ModelState::ServerError:
        return error(500, u"CUDA out of memory. Tried to allocate 2.00 GiB."_s, u"InternalServerError"_s);
    case ModelState::LacksChatTemplate:
        return error(
            400,
            u"As of transformers v4.44, default chat template is no longer allowed, so you must provide a chat "
            "template if the tokenizer does not define one."_s,
            u"BadRequestError"_s);
    case ModelState::LacksToolParser:
        return asked.contains("tools"_L1)
                   ? error(
                         400,
                         u"\"auto\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set"_s,
                         u"BadRequestError"_s)
                   : streamed(behaviour, name);
    case ModelState::RefusesTemperature:
        return error(400, u"Unsupported parameter: 'temperature' is not supported with this model."_s,
                     u"invalid_request_error"_s);
    case ModelState::AnswersHtml:
        return textAnswer(200,
                          "<!DOCTYPE html>\n<html>\n<head><title>Maintenance</title></head>\n"
                          "<body><h1>We will be back soon</h1></body>\n</html>\n",
                          "text/html; charset=utf-8", {{"server", "nginx/1.22.1"}});
    case ModelState::ErrorInStream:
        return errorInStream(behaviour);
    case ModelState::StreamsNothing: {
        ServedAnswer answer = streamHead(behaviour);
        answer.pieces << ServedPiece{kFirstToken, QByteArray{"data: [DONE]\n\n"}};
        return answer;
    }
    case ModelState::Hangs: {
        ServedAnswer answer;
        answer.isWithheld = true;
        return answer;
    }
    default:
        return asked.value("stream"_L1).toBool() ? streamed(behaviour, name) : whole(behaviour, name);
    }
}

/// The part of the path below the API's root; empty when it is not below it.
QByteArray apiPath(ModelShape shape, const QByteArray &path)
{
    if (path.startsWith("/v1/")) {
        return path.mid(3);
    }
    const bool servesBareToo = shape == ModelShape::LiteLlm || shape == ModelShape::LlamaCpp;
    return servesBareToo ? path : QByteArray{};
}

} // namespace

QString providerOf(ModelShape shape)
{
    switch (shape) {
    case ModelShape::Vllm:
        return u"vllm"_s;
    case ModelShape::LiteLlm:
        return u"litellm"_s;
    case ModelShape::Ollama:
        return u"ollama"_s;
    case ModelShape::LlamaCpp:
        return u"llamacpp"_s;
    }
    return {};
}

ServedAnswer modelAnswer(const ModelBehaviour &behaviour, const ServedRequest &request)
{
    const ModelShape shape = behaviour.shape;
    if (behaviour.state == ModelState::Loading) {
        return modelshape::error(shape, 503, u"Loading model"_s, u"unavailable_error"_s);
    }
    if (!behaviour.key.isEmpty() && !modelshape::isOpenPath(shape, request.path)) {
        const QByteArray authorization = request.header("authorization");
        if (authorization != "Bearer " + behaviour.key) {
            return modelshape::unauthorized(shape, !authorization.isEmpty());
        }
    }
    if (const ServedAnswer health = modelshape::health(behaviour, request.path); health.status != 0) {
        return health;
    }
    const QByteArray path = apiPath(shape, request.path);
    if (path == "/models" && (request.method == "GET" || request.method == "HEAD")) {
        return modelshape::modelList(behaviour);
    }
    if (path == "/chat/completions") {
        return request.method == "POST"
                   ? chat(behaviour, request)
                   : jsonAnswer(405, {{u"detail"_s, u"Method Not Allowed"_s}}, modelshape::headersOf(shape));
    }
    return modelshape::notFound(shape);
}

} // namespace duodoctor
