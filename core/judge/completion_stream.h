#pragma once

#include "evidence/http_exchange.h"

#include <QString>

#include <optional>

namespace duodoctor
{

/// An error that came inside an answer of status 200.
struct StreamError {
    QString message;
    int code = 0; ///< as the server gives it; 0 when it gives none
};

/// What a body of server-sent events (or, from a server that does not stream, one JSON object) says.
struct CompletionStream {
    bool isEventStream = false; ///< by its content type or its `data:` lines
    int events = 0;             ///< data lines, `[DONE]` aside
    int textEvents = 0;         ///< of these, with choices
    bool isDone = false;        ///< `[DONE]` or a finish_reason came
    bool isWholeObject = false; ///< one chat.completion as a single JSON object
    std::optional<StreamError> error;
};

/// Reads a completion's body; at most 1 MiB and 2000 events are looked at.
CompletionStream readCompletion(const HttpExchange &exchange);

/// True when a streamed answer of several events came as one piece after a wait in which a streaming server would have
/// sent the first ones.
bool arrivedInOnePiece(const HttpExchange &exchange, const CompletionStream &stream);

} // namespace duodoctor
