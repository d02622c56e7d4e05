#pragma once

#include "judge/evidence_role.h"
#include "judge/judge_input.h"

#include <QJsonObject>
#include <QLatin1StringView>
#include <QString>

#include <optional>

namespace duodoctor
{

/// What every finding about an exchange can tell: Url, Host, Port, Address, Status, Proxy, Elapsed, Service.
Arguments argumentsOf(const JudgeInput &input, const HttpExchange &exchange);

/// What was asked, in words: `the AI Gateway`, `GitLab`, `the Agent Platform service`, `model "mistral"`.
QString serviceOf(const JudgeInput &input, const HttpExchange &exchange);

/// A finding that stands on the evidence of a role, with argumentsOf() its exchange below the given arguments.
Finding findingFrom(const JudgeInput &input, QLatin1StringView role, FindingId id, Arguments arguments = {});
/// The same, lowered.
Finding findingFrom(const JudgeInput &input, QLatin1StringView role, FindingId id, Severity severity,
                    Arguments arguments = {});

/// The start of a body as text, at most 64 KiB; bytes that are no UTF-8 become replacement characters.
QString bodyText(const HttpExchange &exchange);
/// A body that is one JSON object; none for anything else, for truncated bodies and for more than 1 MiB.
std::optional<QJsonObject> bodyObject(const HttpExchange &exchange);
/// The peer's own words, for Argument::Detail: the message of a JSON error, the title of a page, or the first words.
/// One line of at most 300 characters.
QString wordsOfPeer(const HttpExchange &exchange);

/// True for a body that is meant for a browser.
bool isHtml(const HttpExchange &exchange);
/// True for 301, 302, 303, 307, 308.
bool isRedirect(const HttpExchange &exchange);

/// `850 ms`, `14.2 s`.
QString wordsForDuration(std::chrono::microseconds duration);

} // namespace duodoctor
