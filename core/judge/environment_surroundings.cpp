#include "deployment/proxy_selection.h"
#include "judge/environment_view.h"
#include "judge/finding_ids.h"
#include "judge/model_identifier.h"
#include "judge/url_form.h"

#include <QRegularExpression>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// Names and addresses that no proxy to the internet knows.
bool isInternal(const QString &host)
{
    static const QRegularExpression address(uR"(^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)[\d.]+$)"_s);
    static const QRegularExpression name(
        uR"(\.(local|lan|internal|intranet|intra|corp|home|private|localdomain|svc|cluster\.local|test)$)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return address.match(host).hasMatch() || name.match(host).hasMatch() ||
           (!host.contains(u'.') && !host.contains(u':'));
}

QHash<QString, QString> proxyVariables(const EnvironmentView &view)
{
    QHash<QString, QString> variables;
    for (auto it = view.listing.values.cbegin(); it != view.listing.values.cend(); ++it) {
        if (it.key().endsWith("_proxy"_L1, Qt::CaseInsensitive)) {
            variables.insert(it.key(), view.value(it.key()));
        }
    }
    // Python reads both spellings.
    if (variables.contains(u"HTTP_PROXY"_s) && !variables.contains(u"http_proxy"_s)) {
        variables.insert(u"http_proxy"_s, variables.value(u"HTTP_PROXY"_s));
    }
    return variables;
}

Findings judgeProxies(const EnvironmentView &view)
{
    const QHash<QString, QString> variables = proxyVariables(view);
    const bool isExceptionKnown =
        view.isWhole() || variables.contains(u"NO_PROXY"_s) || variables.contains(u"no_proxy"_s);
    if (variables.isEmpty() || !isExceptionKnown) {
        return {};
    }
    QStringList urls{view.deployment.gitlab.url};
    for (const Model &model : view.deployment.models) {
        urls << model.endpoint;
    }
    Findings findings;
    QStringList seen;
    for (const QString &text : std::as_const(urls)) {
        const UrlForm form = readUrl(text);
        if (!form.isValid() || !isInternal(form.url.host()) || seen.contains(form.url.host())) {
            continue;
        }
        const auto choice = proxyFor(form.url, ProxySettings{}, variables);
        if (!choice) {
            continue;
        }
        seen << form.url.host();
        // Not proven: the proxy may lead there, too.
        findings << makeFinding(finding::kProxyInterceptsInternal, Severity::Warning,
                                {{Argument::Host, form.url.host()},
                                 {Argument::Url, text},
                                 {Argument::Proxy, choice->url.authority()},
                                 {Argument::ProxySource, choice->source},
                                 {Argument::Detail, u"the gateway's NO_PROXY lacks it"_s}});
    }
    return findings;
}

Findings judgeBundles(const EnvironmentView &view)
{
    const QString requests = u"REQUESTS_CA_BUNDLE"_s;
    const QString httpx = u"SSL_CERT_FILE"_s;
    const bool isKnown = view.isWhole() || (view.has(requests) && view.has(httpx));
    const bool isOwnTrust = !view.deployment.trust.gatewayBundle.isEmpty() || !view.deployment.trust.caBundle.isEmpty();
    if (!isKnown || view.value(requests) == view.value(httpx) || !isOwnTrust) {
        return {};
    }
    return {makeFinding(finding::kTlsGatewayBundleLacksCa, Severity::Info,
                        {{Argument::Detail, u"REQUESTS_CA_BUNDLE and SSL_CERT_FILE differ: one serves GitLab's keys, "
                                            "the other the models"_s},
                         {Argument::Store, u"the gateway's certificate bundle"_s}})};
}

bool hasAny(const EnvironmentView &view, const QStringList &names)
{
    return std::any_of(names.cbegin(), names.cend(), [&view](const QString &name) {
        return view.has(name) && !(view.raw(name) && view.value(name).isEmpty());
    });
}

/// What Bedrock's credentials lack, in words; empty when nothing is plain to see.
QString bedrockProblem(const EnvironmentView &view)
{
    const bool hasId = hasAny(view, {u"AWS_ACCESS_KEY_ID"_s});
    const bool hasSecret = hasAny(view, {u"AWS_SECRET_ACCESS_KEY"_s});
    if (hasId != hasSecret) {
        return hasId ? u"AWS_SECRET_ACCESS_KEY is not set"_s : u"AWS_ACCESS_KEY_ID is not set"_s;
    }
    const bool hasOther =
        hasAny(view, {u"AWS_BEARER_TOKEN_BEDROCK"_s, u"AWS_WEB_IDENTITY_TOKEN_FILE"_s, u"AWS_ROLE_ARN"_s,
                      u"AWS_CONTAINER_CREDENTIALS_FULL_URI"_s, u"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"_s,
                      u"AWS_PROFILE"_s, u"AWS_SHARED_CREDENTIALS_FILE"_s});
    if (!hasId && !hasOther) {
        return u"no AWS credentials are set"_s;
    }
    const bool hasRegion = hasAny(view, {u"AWS_REGION"_s, u"AWS_REGION_NAME"_s, u"AWS_DEFAULT_REGION"_s});
    return hasRegion ? QString{} : u"AWS_REGION is not set"_s;
}

/// What Vertex AI's settings lack, in words; empty when they are all there.
QString vertexProblem(const EnvironmentView &view)
{
    const QList<QStringList> needed{{u"GOOGLE_APPLICATION_CREDENTIALS"_s, u"VERTEXAI_CREDENTIALS"_s},
                                    {u"VERTEXAI_PROJECT"_s, u"VERTEX_PROJECT"_s},
                                    {u"VERTEXAI_LOCATION"_s, u"VERTEX_LOCATION"_s}};
    QStringList missing;
    for (const QStringList &names : needed) {
        if (!hasAny(view, names)) {
            missing << names.first();
        }
    }
    return missing.isEmpty() ? QString{} : missing.join(", "_L1) + " not set"_L1;
}

QString credentialProblem(const EnvironmentView &view, const QString &provider)
{
    if (provider == "bedrock"_L1) {
        return bedrockProblem(view);
    }
    return provider == "vertex_ai"_L1 ? vertexProblem(view) : QString{};
}

Findings judgeCloudCredentials(const EnvironmentView &view)
{
    if (!view.isWhole()) {
        return {};
    }
    Findings findings;
    for (const Model &model : view.deployment.models) {
        const QString problem = credentialProblem(view, readIdentifier(model.identifier).provider);
        if (problem.isEmpty()) {
            continue;
        }
        // A role or an identity of the machine needs no variable; half a pair works nowhere.
        const bool isHalf = problem.startsWith("AWS_ACCESS_KEY"_L1) || problem.startsWith("AWS_SECRET"_L1);
        findings << makeFinding(finding::kModelProviderCredentials, isHalf ? Severity::Error : Severity::Warning,
                                {{Argument::Model, model.name}, {Argument::Detail, problem}});
        findings.last().subject = model.name;
    }
    return findings;
}

} // namespace

Findings judgeSurroundings(const EnvironmentView &view)
{
    return judgeProxies(view) + judgeBundles(view) + judgeCloudCredentials(view);
}

} // namespace duodoctor
