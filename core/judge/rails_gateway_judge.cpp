#include "deployment/proxy_selection.h"
#include "judge/exchange_facts.h"
#include "judge/finding_ids.h"
#include "judge/rails_facts.h"
#include "judge/rails_judge.h"
#include "judge/rails_requests.h"
#include "judge/ruby_error.h"
#include "judge/service_names.h"
#include "judge/url_form.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

using Purpose = RailsRequestOutcome::Purpose;

QString urlOf(const JudgeInput &input, const RailsRequestOutcome &request)
{
    return request.url.isEmpty() ? input.deployment->aiGateway.url : request.url;
}

FindingId findingOfHealth(const RailsRequestOutcome &request)
{
    const bool isHtml = request.body.trimmed().startsWith(u'<');
    switch (request.status) {
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
        return finding::kRedirectUnexpected;
    case 407:
        return finding::kProxyAuthRequired;
    case 502:
    case 503:
    case 504:
        return finding::kGatewayBehindBrokenProxy;
    case 400:
        return request.body.contains("sent to HTTPS port"_L1) ? finding::kHttpOnTlsPort : finding::kGatewayNotAiGateway;
    default:
        break;
    }
    return request.status >= 500 && !isHtml ? finding::kGatewayUnhealthy : finding::kGatewayNotAiGateway;
}

/// The proxy that the variables of Rails name for this request, `host:port`; empty: it goes directly.
QString proxyOf(const JudgeInput &input, const RailsRequestOutcome &request)
{
    const RailsAnswers *rails = railsAnswersOf(input);
    QHash<QString, QString> variables;
    for (const QString &variable : rails->proxyVariables.value_or(QStringList{})) {
        variables.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    }
    const QUrl url(request.url);
    // Ruby asks no proxy for what lies on its own host.
    const auto proxy = isThisMachine(url.host()) ? std::nullopt : proxyFor(url, ProxySettings{}, variables);
    return proxy ? proxy->url.authority() : QString{};
}

/// What a proxy says itself when it cannot or must not fetch something within the house.
bool isRefusalOfProxy(const RailsRequestOutcome &request)
{
    const bool isHtml = request.body.trimmed().startsWith(u'<');
    return isHtml && (request.status == 403 || request.status == 404 || request.status >= 500);
}

bool isGatewayRequest(const RailsRequestOutcome &request)
{
    return request.purpose == Purpose::ConfiguredGateway || request.purpose == Purpose::DeploymentGateway;
}

/// The same address, asked as GitLab's own client does, with local requests allowed.
bool worksWithoutFilter(const RailsAnswers &rails, const RailsRequestOutcome &blocked)
{
    return std::ranges::any_of(rails.requests, [&](const RailsRequestOutcome &request) {
        return request.purpose == blocked.purpose && !request.throughGitlabHttp && request.status == 200;
    });
}

} // namespace

Arguments placeOfRailsRequest(const JudgeInput &input, const RailsRequestOutcome &request)
{
    const QString text = urlOf(input, request);
    Arguments arguments{{Argument::Service, service::kGateway}, {Argument::Url, text}};
    const UrlForm form = readUrl(text);
    if (form.isValid()) {
        arguments.set(Argument::Host, form.url.host());
        arguments.set(Argument::Port, effectivePort(form.url));
    }
    if (request.status != 0) {
        arguments.set(Argument::Status, request.status);
    }
    if (const QString words = request.body.simplified().left(300); !words.isEmpty()) {
        arguments.set(Argument::Detail, words);
    }
    if (request.elapsed.count() > 0) {
        arguments.set(Argument::Elapsed, wordsForDuration(request.elapsed));
    }
    return arguments;
}

Findings judgeRailsError(const JudgeInput &input, const RailsRequestOutcome &request)
{
    const QString text = urlOf(input, request);
    const UrlForm form = readUrl(text);
    auto error = findingOfRubyError(request.errorClass, request.errorMessage, form.isValid() ? form.url : QUrl(text),
                                    service::kGateway);
    if (!error) {
        return {};
    }
    error->evidence = {input.find(role::kRails)};
    return {*error};
}

Findings judgeGatewayAnswer(const JudgeInput &input, const RailsRequestOutcome &request)
{
    const bool isForeign = request.body.trimmed().startsWith(u'<');
    if (request.status == 200 && !isForeign) {
        return {};
    }
    Arguments arguments = placeOfRailsRequest(input, request);
    if (const QString proxy = proxyOf(input, request); !proxy.isEmpty() && isRefusalOfProxy(request)) {
        arguments.set(Argument::Proxy, proxy);
        arguments.set(Argument::Server, u"a proxy"_s);
        return {fromRails(input, finding::kProxyInterceptsInternal, arguments)};
    }
    const FindingId id = findingOfHealth(request);
    arguments.set(Argument::Server,
                  id == finding::kGatewayBehindBrokenProxy ? u"a reverse proxy"_s : u"another server"_s);
    arguments.set(Argument::Location, u"another address"_s);
    arguments.set(Argument::Proxy, u"that GitLab uses"_s);
    return {fromRails(input, id, arguments)};
}

Findings judgeGatewayFromRails(const JudgeInput &input)
{
    const RailsAnswers *rails = railsAnswersOf(input);
    if (!rails) {
        return {};
    }
    Findings findings;
    for (const RailsRequestOutcome &request : rails->requests) {
        if (!isGatewayRequest(request)) {
            continue;
        }
        Findings found = request.status == 0 ? judgeRailsError(input, request) : judgeGatewayAnswer(input, request);
        if (request.isBlockedByFilter && worksWithoutFilter(*rails, request)) {
            for (Finding &finding : found) { // GitLab's AI client passes the filter; saving the URL does not
                finding.severity = std::min(finding.severity, Severity::Warning);
            }
        }
        for (const Finding &finding : found) {
            const bool isKnown = std::ranges::any_of(findings, [&](const Finding &f) {
                return f.id == finding.id &&
                       f.arguments.value(Argument::Host) == finding.arguments.value(Argument::Host);
            });
            if (!isKnown) {
                findings << finding;
            }
        }
    }
    return findings;
}

} // namespace duodoctor
