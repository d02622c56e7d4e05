#pragma once

#include "evidence/http_exchange.h"
#include "recognise/segments.h"

#include <optional>

/// Readers of what shows one request and its answer. A certificate's verdict that another machine gave stands in
/// `failure.detail` as `verify CODE: WORDS` with OpenSSL's numbers (0 where only words were printed).
namespace duodoctor::readers
{

/// Output of `curl --verbose`, whole or half, or its error line alone. Source: facts/commands B.
std::optional<HttpExchange> curlVerbose(const TextSegment &segment);
/// Output of `openssl s_client`. Source: facts/commands C.
std::optional<HttpExchange> opensslClient(const TextSegment &segment);
/// A status alone; 0 for `000`.
std::optional<HttpExchange> httpStatus(const TextSegment &segment);
/// A body without (or, from `curl --include`, with) the head of its answer. Where no status was printed, the one that
/// this body always comes with, or 0.
std::optional<HttpExchange> httpBody(const TextSegment &segment);

/// The URL that a command asks, with its method and whether a key was sent; an empty URL when there is none.
HttpExchange requestOf(const QString &command);
/// What the number and the words of a line `curl: (N) ...` mean.
NetworkFailure failureOfCurl(int exitCode, const QString &words);

} // namespace duodoctor::readers
