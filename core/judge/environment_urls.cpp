#include "judge/environment_view.h"
#include "judge/finding_ids.h"
#include "judge/url_form.h"

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

Finding invalidProvider(const QString &name, const QString &text, const UrlForm &form)
{
    Arguments arguments{{Argument::Detail, name + ": "_L1 + wordsFor(form.problem)}};
    if (!text.isEmpty()) {
        arguments.set(Argument::Url, text.trimmed());
    }
    return makeFinding(finding::kGatewayOidcProviderUrlInvalid, arguments);
}

bool isSamePlace(const QUrl &a, const QUrl &b)
{
    return a.scheme() == b.scheme() && isSameAuthority(a, b) && a.path() == b.path();
}

/// `<your_gitlab_domain>` and its like, copied from an example.
bool hasPlaceholder(const QString &text)
{
    const qsizetype open = text.indexOf(u'<');
    return open >= 0 && text.indexOf(u'>', open) > open + 1 && text.at(open + 1).isLetter();
}

Findings judgePlaceholders(const EnvironmentView &view)
{
    Findings findings;
    for (const QString &name : {u"AIGW_GITLAB_URL"_s, u"AIGW_GITLAB_API_URL"_s, u"DUO_WORKFLOW_AUTH__OIDC_GITLAB_URL"_s,
                                u"AIGW_CUSTOMER_PORTAL_URL"_s, u"DUO_WORKFLOW_AUTH__OIDC_CUSTOMER_PORTAL_URL"_s}) {
        if (view.has(name) && hasPlaceholder(view.value(name))) {
            findings << makeFinding(finding::kConfigPlaceholderLeft,
                                    {{Argument::Detail, name + u'=' + view.value(name).left(200)}});
        }
    }
    return findings.isEmpty() ? findings : Findings{findings.first()};
}

/// Looks at a URL of GitLab in the variable: its form, localhost, another place than the deployment's.
Findings judgeGitlabVariable(const EnvironmentView &view, const QString &name)
{
    // In a file, quotes are the file's; in a process they are part of the value.
    const QString text = view.listing.isFile ? view.value(name) : *view.raw(name);
    const UrlForm form = readUrl(text);
    if (!form.isValid()) {
        return hasPlaceholder(text) ? Findings{} : Findings{invalidProvider(name, text, form)};
    }
    if (isThisMachine(form.url.host()) && !view.isHostNetwork) {
        return {makeFinding(finding::kUrlLocalhost, {{Argument::Url, text},
                                                     {Argument::Host, form.url.host()},
                                                     {Argument::Service, u"GitLab in %1"_s.arg(name)}})};
    }
    const UrlForm gitlab = readUrl(view.deployment.gitlab.url);
    if (!gitlab.isValid() || isSamePlace(form.url, gitlab.url)) {
        return {};
    }
    return {makeFinding(finding::kGatewayGitlabUrlWrong,
                        {{Argument::Url, text}, {Argument::Suggestion, gitlab.url.toString()}})};
}

Findings judgeGitlabUrlVariable(const EnvironmentView &view)
{
    const QString name = u"AIGW_GITLAB_URL"_s;
    if (view.lacks(name) || (view.has(name) && view.value(name).isEmpty())) {
        const bool isMisspelt = view.has(u"AIGW__GITLAB_URL"_s) || view.has(u"AIGW_GITLAB__URL"_s);
        Arguments arguments;
        if (view.has(name)) {
            arguments.set(Argument::Detail, u"it is empty"_s);
        } else if (isMisspelt) {
            arguments.set(Argument::Detail, u"a name with two underscores is set, and ignored"_s);
        }
        return {makeFinding(finding::kGatewayGitlabUrlMissing, arguments)};
    }
    return view.has(name) ? judgeGitlabVariable(view, name) : Findings{};
}

Findings judgeApiUrl(const EnvironmentView &view)
{
    const QString name = u"AIGW_GITLAB_API_URL"_s;
    const UrlForm gitlab = readUrl(view.deployment.gitlab.url);
    Arguments arguments;
    if (gitlab.isValid()) {
        arguments.set(Argument::Suggestion, gitlab.url.toString() + "/api/v4/"_L1);
    }
    if (!view.has(name)) {
        arguments.set(Argument::Detail, u"it is not set, which means gitlab.com"_s);
        return view.lacks(name) ? Findings{makeFinding(finding::kGatewayGitlabApiUrlWrong, arguments)} : Findings{};
    }
    const QString text = view.listing.isFile ? view.value(name) : *view.raw(name);
    if (hasPlaceholder(text)) {
        return {};
    }
    const UrlForm form = readUrl(text);
    QString detail;
    if (!form.isValid()) {
        detail = wordsFor(form.problem);
    } else if (!form.url.path().endsWith("/api/v4"_L1)) {
        detail = u"/api/v4/ is missing at its end"_s;
    } else if (gitlab.isValid() && !isSamePlace(form.url, withPath(gitlab.url, u"/api/v4"_s))) {
        detail = u"it is the API of another GitLab"_s;
    }
    if (detail.isEmpty()) {
        return {};
    }
    arguments.set(Argument::Detail, detail);
    if (!text.trimmed().isEmpty()) {
        arguments.set(Argument::Url, text.trimmed());
    }
    return {makeFinding(finding::kGatewayGitlabApiUrlWrong, arguments)};
}

bool isGitlabsPortal(const QString &text)
{
    return readUrl(text).url.host().compare("customers.gitlab.com"_L1, Qt::CaseInsensitive) == 0;
}

Findings judgePortalForm(const EnvironmentView &view, const QString &name)
{
    const QString text = view.listing.isFile ? view.value(name) : *view.raw(name);
    const UrlForm form = readUrl(text);
    if (form.isValid() || hasPlaceholder(text)) {
        return {};
    }
    Finding finding = invalidProvider(name, text, form);
    // Up to 18.9 the documentation told offline deployments to leave the service's own one empty.
    const bool isOldAdvice = form.problem == UrlProblem::Empty && name.startsWith("DUO_WORKFLOW_"_L1) &&
                             (!view.isAtLeast(18, 10, true) || !view.deployment.aiGateway.agentPlatform);
    finding.severity = isOldAdvice ? Severity::Warning : finding.severity;
    return {finding};
}

Findings judgePortal(const EnvironmentView &view)
{
    const QString gateway = u"AIGW_CUSTOMER_PORTAL_URL"_s;
    const QString platform = u"DUO_WORKFLOW_AUTH__OIDC_CUSTOMER_PORTAL_URL"_s;
    Findings findings;
    QStringList waiting;
    for (const QString &name : {gateway, platform}) {
        if (view.has(name)) {
            findings << judgePortalForm(view, name);
        }
        const bool isUsed = name == gateway || view.deployment.aiGateway.agentPlatform.has_value();
        const bool isPortal = view.has(name) ? isGitlabsPortal(view.value(name)) : view.lacks(name);
        if (isUsed && isPortal) {
            waiting << name;
        }
    }
    if (view.deployment.offline && !waiting.isEmpty()) {
        findings << makeFinding(finding::kGatewayCustomerPortalDelay,
                                {{Argument::Detail, waiting.join(" and "_L1) + " leads to customers.gitlab.com"_L1}});
    }
    return findings;
}

} // namespace

Findings judgeEnvironmentUrls(const EnvironmentView &view)
{
    Findings findings = judgePlaceholders(view) + judgeGitlabUrlVariable(view) + judgeApiUrl(view) + judgePortal(view);
    const QString own = u"DUO_WORKFLOW_AUTH__OIDC_GITLAB_URL"_s;
    if (view.has(own)) {
        findings << judgeGitlabVariable(view, own);
    }
    return findings;
}

} // namespace duodoctor
