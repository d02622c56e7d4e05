#include "judge/url_judge.h"

#include "judge/exchange_facts.h"
#include "judge/finding_ids.h"
#include "judge/gateway_judge.h"
#include "judge/gitlab_judge.h"
#include "judge/server_fingerprint.h"
#include "judge/url_form.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

Arguments argumentsOfText(const QString &text, const QString &service)
{
    return {{Argument::Url, text}, {Argument::Service, service}};
}

Finding invalidUrl(const QString &text, const UrlForm &form, const QString &service)
{
    Arguments arguments = argumentsOfText(text, service);
    arguments.set(Argument::Detail, wordsFor(form.problem));
    if (!form.suggestion.isEmpty()) {
        arguments.set(Argument::Suggestion, form.suggestion);
    }
    return makeFinding(finding::kUrlInvalid, arguments);
}

Finding localhostUrl(const QString &text, const QString &host, const QString &service)
{
    Arguments arguments = argumentsOfText(text, service);
    arguments.set(Argument::Host, host);
    return makeFinding(finding::kUrlLocalhost, arguments);
}

/// What stands behind host and port and does not belong there; empty for a plain address.
QString surplusOf(const QUrl &url)
{
    QString surplus = url.path();
    if (url.hasQuery()) {
        surplus += u'?' + url.query();
    }
    if (url.hasFragment()) {
        surplus += u'#' + url.fragment();
    }
    return surplus;
}

Finding urlWithPath(const QString &text, const QUrl &url, const QString &service)
{
    Arguments arguments = argumentsOfText(text, service);
    arguments.set(Argument::Path, surplusOf(url));
    arguments.set(Argument::Suggestion,
                  url.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment).toString());
    return makeFinding(finding::kUrlHasPath, arguments);
}

/// The service of the deployment that this port belongs to, in words; empty when none is known.
QString ownerOfPort(const Deployment &deployment, const QUrl &url)
{
    if (deployment.aiGateway.agentPlatform) {
        const auto address = readHostAndPort(deployment.aiGateway.agentPlatform->address);
        if (address && address->port == effectivePort(url) &&
            address->host.compare(url.host(), Qt::CaseInsensitive) == 0) {
            return u"the Agent Platform service (gRPC)"_s;
        }
    }
    for (const QString &text : deployment.aiGateway.metrics) {
        const UrlForm metrics = readUrl(text);
        if (metrics.isValid() && isSameAuthority(metrics.url, url)) {
            return u"the metrics endpoint"_s;
        }
    }
    return {};
}

/// True when something answered there, and it is not a healthy gateway. One reverse proxy may serve gateway and gRPC at
/// the same port, so equal ports alone prove nothing.
bool isAnsweredByAnother(const HttpExchange *exchange)
{
    if (!exchange) {
        return true;
    }
    const bool isAnswered =
        exchange->status != 0 || exchange->failure.kind == NetworkFailureKind::NotHttp ||
        exchange->failure.kind == NetworkFailureKind::NotTls ||
        (exchange->failure.kind == NetworkFailureKind::ClosedByPeer && !exchange->connectedTo.isEmpty());
    const ServerKind kind = fingerprintOf(*exchange).kind;
    const bool isFromBetween = kind == ServerKind::ForwardProxy || kind == ServerKind::ReverseProxy ||
                               exchange->failure.kind == NetworkFailureKind::ProxyAuthRequired;
    return isAnswered && !isHealthyGatewayAnswer(*exchange) && !isFromBetween;
}

} // namespace

Findings judgeGatewayUrl(const JudgeInput &input)
{
    const QString service = u"the AI Gateway"_s;
    const QString &text = input.deployment->aiGateway.url;
    const UrlForm form = readUrl(text);
    if (!form.isValid()) {
        return {invalidUrl(text, form, service)};
    }
    const EvidencePtr evidence = input.find(role::kExchange);
    const HttpExchange *exchange = input.exchange(role::kExchange);
    Findings findings;
    if (isThisMachine(form.url.host())) {
        findings << localhostUrl(text, form.url.host(), service);
    }
    const QString owner = ownerOfPort(*input.deployment, form.url);
    if (!owner.isEmpty() && isAnsweredByAnother(exchange)) {
        Arguments arguments = argumentsOfText(text, service);
        arguments.set(Argument::Server, owner);
        arguments.set(Argument::Host, form.url.host());
        arguments.set(Argument::Port, effectivePort(form.url));
        findings << makeFinding(finding::kUrlWrongPort, arguments);
        if (evidence) {
            findings.last().evidence << evidence;
        }
    }
    if (!surplusOf(form.url).isEmpty()) {
        Finding finding = urlWithPath(text, form.url, service);
        const bool isMounted =
            exchange && isHealthyGatewayAnswer(*exchange) && !form.url.hasQuery() && !form.url.hasFragment();
        if (isMounted) {
            finding.severity = Severity::Info; // a reverse proxy serves the gateway below this path
        }
        findings << finding;
    }
    return findings;
}

Findings judgeGitlabUrl(const JudgeInput &input)
{
    const QString service = u"GitLab"_s;
    const QString &text = input.deployment->gitlab.url;
    const UrlForm form = readUrl(text);
    if (!form.isValid()) {
        return {invalidUrl(text, form, service)};
    }
    Findings findings;
    if (isThisMachine(form.url.host())) {
        findings << localhostUrl(text, form.url.host(), service);
    }
    if (!surplusOf(form.url).isEmpty()) {
        const HttpExchange *exchange = input.exchange(role::kExchange);
        const bool isRelativeRoot =
            exchange && answersAsGitlab(*exchange) && !form.url.hasQuery() && !form.url.hasFragment();
        if (!isRelativeRoot) {
            findings << urlWithPath(text, form.url, service);
        }
    }
    return findings;
}

Findings judgeAgentPlatformAddress(const JudgeInput &input)
{
    if (!input.deployment->aiGateway.agentPlatform) {
        return {};
    }
    const QString service = u"the Agent Platform service"_s;
    const QString &text = input.deployment->aiGateway.agentPlatform->address;
    const qsizetype scheme = text.indexOf("://"_L1);
    if (scheme >= 0) {
        Arguments arguments = argumentsOfText(text, service);
        QString rest = text.sliced(scheme + 3);
        const qsizetype slash = rest.indexOf(u'/');
        rest.truncate(slash < 0 ? rest.size() : slash);
        if (readHostAndPort(rest)) {
            arguments.set(Argument::Suggestion, rest);
        }
        return {makeFinding(finding::kAgentPlatformUrlScheme, arguments)};
    }
    const auto address = readHostAndPort(text);
    if (!address) {
        Arguments arguments = argumentsOfText(text, service);
        arguments.set(Argument::Detail, u"it is not host:port"_s);
        if (readHostAndPort(text + ":50052"_L1)) {
            arguments.set(Argument::Suggestion, text + ":50052"_L1);
        }
        return {makeFinding(finding::kUrlInvalid, arguments)};
    }
    if (isThisMachine(address->host)) {
        return {localhostUrl(text, address->host, service)};
    }
    return {};
}

} // namespace duodoctor
