#include "judge/gitlab_judge.h"

#include "judge/exchange_facts.h"
#include "judge/finding_ids.h"
#include "judge/network_judge.h"
#include "judge/server_fingerprint.h"
#include "judge/url_form.h"

#include <QJsonArray>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

bool isDiscoveryDocument(const HttpExchange &exchange)
{
    const auto object = exchange.status == 200 ? bodyObject(exchange) : std::nullopt;
    return object && object->value("issuer"_L1).isString() && object->value("jwks_uri"_L1).isString();
}

/// Someone keeps this path to themselves; whether the gateway may read it cannot be said from here.
bool isRestricted(const HttpExchange &exchange)
{
    return exchange.status == 401 || exchange.status == 403;
}

Findings redirected(const JudgeInput &input, QLatin1StringView role, const HttpExchange &exchange)
{
    return {findingFrom(input, role, finding::kRedirectUnexpected,
                        {{Argument::Location, QString::fromUtf8(exchange.header("location").left(300))}})};
}

/// A document that is not there, or not what it should be.
Findings missingKeys(const JudgeInput &input, QLatin1StringView role, const HttpExchange &exchange)
{
    const Severity severity = isRestricted(exchange) ? Severity::Warning : Severity::Error;
    return {findingFrom(input, role, finding::kGatewayJwksEmpty, severity, argumentsOfAnswer(exchange))};
}

/// Connected, and the document never came whole. GitLab's other answers are judged on their own.
Findings lostOnTheWay(const JudgeInput &input, QLatin1StringView role)
{
    const HttpExchange *exchange = input.exchange(role);
    const bool isLost =
        exchange && exchange->failure &&
        (exchange->failure.stage == NetworkStage::Request || exchange->failure.stage == NetworkStage::Response);
    if (!isLost) {
        return {};
    }
    const bool isSlow = exchange->failure.kind == NetworkFailureKind::TimedOut;
    const QString words = isSlow ? u"%1 does not come within the time limit, and the gateway waits ten seconds for it"_s
                                 : u"the connection ends before %1 has come"_s;
    // How long the way from here takes is no matter of the gateway's.
    const Severity severity = input.vantage == Vantage::Gateway ? Severity::Error : Severity::Warning;
    return {findingFrom(input, role, finding::kGatewayJwksEmpty, severity,
                        {{Argument::Detail, words.arg(exchange->url.path())}})};
}

} // namespace

bool answersAsGitlab(const HttpExchange &exchange)
{
    if (isDiscoveryDocument(exchange)) {
        return true;
    }
    const auto object = bodyObject(exchange);
    if (exchange.status == 200) {
        return object && object->value("version"_L1).isString() && object->contains("revision"_L1);
    }
    return exchange.status < 500 && fingerprintOf(exchange).kind == ServerKind::GitLab;
}

Findings judgeGitlabAnswers(const JudgeInput &input)
{
    if (Findings onTheWay = judgeAnswerArrived(input); !onTheWay.isEmpty()) {
        return onTheWay;
    }
    const HttpExchange *exchange = input.exchange(role::kExchange);
    if (!hasAnswer(input, role::kExchange) || answersAsGitlab(*exchange) || isAnswerOfForwardProxy(*exchange)) {
        return {};
    }
    if (Findings redirects = judgeRedirect(input); !redirects.isEmpty()) {
        return redirects;
    }
    const HttpExchange *oidc = input.exchange(role::kOidc);
    const bool isGitlabElsewhere = oidc && answersAsGitlab(*oidc);
    if (isGitlabElsewhere && exchange->status < 500) {
        return {}; // the API is closed to strangers, by GitLab or by something before it
    }
    return {findingFrom(input, role::kExchange, finding::kGitlabUnhealthy, argumentsOfAnswer(*exchange))};
}

Findings judgeGitlabOidc(const JudgeInput &input)
{
    const HttpExchange *exchange = input.exchange(role::kOidc);
    if (!hasAnswer(input, role::kOidc)) {
        return lostOnTheWay(input, role::kOidc);
    }
    if (isRedirect(*exchange)) {
        return redirected(input, role::kOidc, *exchange);
    }
    if (!isDiscoveryDocument(*exchange)) {
        return missingKeys(input, role::kOidc, *exchange);
    }
    const QUrl keys(bodyObject(*exchange)->value("jwks_uri"_L1).toString());
    if (isThisMachine(keys.host()) && !isThisMachine(exchange->url.host())) {
        Arguments arguments = argumentsOfAnswer(*exchange);
        arguments.set(Argument::Detail,
                      u"its OpenID configuration names %1 for its keys, which is the gateway itself"_s.arg(
                          keys.toString().left(300)));
        return {findingFrom(input, role::kOidc, finding::kGatewayJwksEmpty, arguments)};
    }
    const QString issuer = bodyObject(*exchange)->value("issuer"_L1).toString();
    const UrlForm form = readUrl(issuer);
    if (!form.isValid()) {
        return {
            findingFrom(input, role::kOidc, finding::kGitlabUnhealthy, Severity::Warning,
                        {{Argument::Detail, u"the issuer %1 of its OpenID configuration is no URL"_s.arg(issuer)}})};
    }
    // Another scheme or port is what a load balancer in front makes of it; another host concerns the keys' address too.
    if (form.url.host().compare(exchange->url.host(), Qt::CaseInsensitive) == 0) {
        return {};
    }
    return {findingFrom(input, role::kOidc, finding::kGitlabUnhealthy, Severity::Warning,
                        {{Argument::Suggestion, issuer},
                         {Argument::Detail, u"its external URL says %1, which is another host"_s.arg(issuer)}})};
}

Findings judgeGitlabJwks(const JudgeInput &input)
{
    const HttpExchange *exchange = input.exchange(role::kJwks);
    if (!hasAnswer(input, role::kJwks)) {
        return lostOnTheWay(input, role::kJwks);
    }
    if (isRedirect(*exchange)) {
        return redirected(input, role::kJwks, *exchange);
    }
    const auto object = exchange->status == 200 ? bodyObject(*exchange) : std::nullopt;
    const bool hasKeys = object && !object->value("keys"_L1).toArray().isEmpty();
    return hasKeys ? Findings{} : missingKeys(input, role::kJwks, *exchange);
}

} // namespace duodoctor
