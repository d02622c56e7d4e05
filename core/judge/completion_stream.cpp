#include "judge/completion_stream.h"

#include "judge/exchange_facts.h"

#include <QByteArrayView>
#include <QJsonArray>
#include <QJsonDocument>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxBytes = 1024 * 1024;
constexpr int kMaxEvents = 2000;

/// Fewer events than this may well fit into one network packet.
constexpr int kEventsThatNeedTime = 4;
/// Below this, the answer is so quick that nobody could tell streaming from none.
constexpr std::chrono::milliseconds kNoticeableWait{500};
/// Pieces of one answer that arrive within this belong to the same delivery.
constexpr std::chrono::milliseconds kSameMoment{20};

std::optional<StreamError> errorOf(const QJsonObject &object)
{
    const QJsonValue error = object.value("error"_L1);
    if (error.isString() && !error.toString().isEmpty()) {
        return StreamError{error.toString().left(2000), object.value("code"_L1).toInt()};
    }
    if (error.isObject()) {
        const QJsonObject inner = error.toObject();
        const QJsonValue code = inner.value("code"_L1);
        return StreamError{inner.value("message"_L1).toString().left(2000),
                           code.isString() ? code.toString().toInt() : code.toInt()};
    }
    const bool isErrorObject = object.value("object"_L1) == "error"_L1 || object.value("type"_L1) == "error"_L1;
    return isErrorObject ? std::optional{StreamError{object.value("message"_L1).toString().left(2000),
                                                     object.value("code"_L1).toInt()}}
                         : std::nullopt;
}

void takeObject(CompletionStream &stream, const QJsonObject &object)
{
    if (const auto error = errorOf(object)) {
        stream.error = stream.error ? stream.error : error;
        return;
    }
    const QJsonArray choices = object.value("choices"_L1).toArray();
    if (choices.isEmpty()) {
        return;
    }
    const QJsonObject choice = choices.first().toObject();
    ++stream.textEvents;
    stream.isWholeObject = stream.isWholeObject || choice.contains("message"_L1);
    stream.isDone = stream.isDone || choice.value("finish_reason"_L1).isString();
}

void takeLine(CompletionStream &stream, QByteArrayView line)
{
    constexpr QByteArrayView kField("data:");
    if (!line.startsWith(kField)) {
        // Some servers drop the field name for an error in the middle.
        if (line.startsWith('{')) {
            takeObject(stream, QJsonDocument::fromJson(line.toByteArray()).object());
        }
        return;
    }
    stream.isEventStream = true;
    const QByteArrayView data = line.sliced(kField.size()).trimmed();
    if (data == "[DONE]") {
        stream.isDone = true;
    } else if (!data.isEmpty()) {
        ++stream.events;
        takeObject(stream, QJsonDocument::fromJson(data.toByteArray()).object());
    }
}

} // namespace

CompletionStream readCompletion(const HttpExchange &exchange)
{
    CompletionStream stream;
    stream.isEventStream = exchange.header("content-type").toLower().startsWith("text/event-stream");
    if (const auto object = bodyObject(exchange)) {
        takeObject(stream, *object);
        return stream;
    }
    const QByteArrayView body = QByteArrayView(exchange.body).first(qMin(exchange.body.size(), kMaxBytes));
    qsizetype start = 0;
    while (start < body.size() && stream.events < kMaxEvents) {
        qsizetype end = body.indexOf('\n', start);
        end = end < 0 ? body.size() : end;
        takeLine(stream, body.sliced(start, end - start).trimmed());
        start = end + 1;
    }
    return stream;
}

bool arrivedInOnePiece(const HttpExchange &exchange, const CompletionStream &stream)
{
    if (!exchange.streamRequested || exchange.pieces.isEmpty() || stream.textEvents < kEventsThatNeedTime) {
        return false;
    }
    const auto first = exchange.pieces.first().at;
    const auto last = exchange.pieces.last().at;
    return last - first <= kSameMoment && first >= kNoticeableWait;
}

} // namespace duodoctor
