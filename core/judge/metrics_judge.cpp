#include "judge/metrics_judge.h"

#include "judge/exchange_facts.h"
#include "judge/finding_ids.h"
#include "judge/server_fingerprint.h"
#include "judge/url_form.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// What kept the metrics away, in a few words.
QString reasonOf(const HttpExchange &exchange)
{
    switch (exchange.failure.kind) {
    case NetworkFailureKind::None:
    case NetworkFailureKind::TooLarge:
        return u"status %1 from %2"_s.arg(exchange.status).arg(fingerprintOf(exchange).name);
    case NetworkFailureKind::Refused:
        return u"nothing listens on the port"_s;
    case NetworkFailureKind::TimedOut:
        return u"no answer within the time limit"_s;
    case NetworkFailureKind::NameNotFound:
    case NetworkFailureKind::NameServerSilent:
        return u"the name does not resolve"_s;
    case NetworkFailureKind::ClosedByPeer:
        return u"the connection was closed"_s;
    default:
        return exchange.failure.detail.isEmpty() ? u"no answer"_s : exchange.failure.detail;
    }
}

} // namespace

Findings judgeMetrics(const JudgeInput &input)
{
    const UrlForm form = readUrl(input.subject);
    if (!form.isValid()) {
        Arguments arguments{{Argument::Url, input.subject}, {Argument::Service, u"the metrics endpoint"_s}};
        arguments.set(Argument::Detail, wordsFor(form.problem));
        if (!form.suggestion.isEmpty()) {
            arguments.set(Argument::Suggestion, form.suggestion);
        }
        return {makeFinding(finding::kUrlInvalid, arguments)};
    }
    const HttpExchange *exchange = input.exchange(role::kExchange);
    if (!exchange || exchange->failure.kind == NetworkFailureKind::Cancelled) {
        return {};
    }
    const bool isAnswered = !exchange->failure || exchange->failure.kind == NetworkFailureKind::TooLarge;
    if (isAnswered && exchange->status == 200 && fingerprintOf(*exchange).kind == ServerKind::Prometheus) {
        return {};
    }
    return {findingFrom(input, role::kExchange, finding::kGatewayMetricsUnreachable,
                        {{Argument::Detail, reasonOf(*exchange)}})};
}

} // namespace duodoctor
