#include "generate/front_plan.h"

#include "generate/comment_text.h"
#include "generate/gateway_image.h"
#include "judge/url_form.h"

using namespace Qt::StringLiterals;

namespace duodoctor
{

namespace
{

constexpr GitLabVersion kFirstWithPlatform{18, 4, 0};
constexpr GitLabVersion kFirstOnRequest{18, 0, 0};
constexpr int kHttpsPort = 443;
constexpr auto kAddressKey = "ai_gateway.agent_platform.address"_L1;

QString asciiHost(const QUrl &url)
{
    return url.host(QUrl::FullyEncoded);
}

} // namespace

bool knowsAgentPlatform(const std::optional<GitLabVersion> &version)
{
    return !version || *version >= kFirstWithPlatform;
}

bool runsAgentPlatform(const Deployment &deployment)
{
    const std::optional<GitLabVersion> version = versionOf(deployment);
    return knowsAgentPlatform(version) || (deployment.aiGateway.agentPlatform && *version >= kFirstOnRequest);
}

bool usesAgentPlatform(const Deployment &deployment)
{
    return deployment.aiGateway.agentPlatform && runsAgentPlatform(deployment);
}

QString checkedUrl(const QString &text, const QString &key, GenerationProblem &problem)
{
    const UrlForm form = readUrl(text);
    if (form.problem == UrlProblem::Empty) {
        problem = {key, u"it is needed and missing; add it to the file."_s};
    } else if (!form.isValid()) {
        problem = {key, u"this is no usable URL (%1); write for example https://gitlab.example.com."_s.arg(
                            wordsFor(form.problem))};
    } else if (!form.url.userInfo().isEmpty() || !QUrl(text).userInfo().isEmpty()) {
        problem = {key, u"it holds a user or a password, which no configuration may show; leave them out."_s};
    } else if (form.url.hasQuery() || form.url.hasFragment()) {
        problem = {key, u"it has a part behind ? or #; write the address alone."_s};
    } else if (hasControlCharacters(text)) {
        problem = {key, u"it holds a character that cannot be printed; type it again."_s};
    }
    QString checked = problem.isEmpty() ? text.trimmed() : QString{};
    while (checked.endsWith(u'/')) {
        checked.chop(1);
    }
    return checked;
}

std::optional<Front> httpFront(const Deployment &deployment, GenerationProblem &problem)
{
    const QString checked = checkedUrl(deployment.aiGateway.url, u"ai_gateway.url"_s, problem);
    if (checked.isEmpty()) {
        return std::nullopt;
    }
    const QUrl url = readUrl(checked).url;
    if (url.path().size() > 1) {
        problem = {
            u"ai_gateway.url"_s,
            u"it has the path %1, and what is generated answers at the root of its host; leave the path out."_s.arg(
                url.path())};
        return std::nullopt;
    }
    return Front{asciiHost(url), effectivePort(url), url.scheme().toLower() == "https"_L1, kHttpServicePort};
}

std::optional<Front> grpcFront(const Deployment &deployment, GenerationProblem &problem)
{
    if (!deployment.aiGateway.agentPlatform) {
        problem = {kAddressKey,
                   u"it is needed and missing; add ai_gateway.agent_platform with the HOST:PORT that GitLab "
                   "is given."_s};
        return std::nullopt;
    }
    if (!runsAgentPlatform(deployment)) {
        problem = {u"gitlab.version"_s,
                   u"GitLab %1 has no Agent Platform, which came with 18.4; nothing is to be set up for it."_s.arg(
                       versionOf(deployment)->toString())};
        return std::nullopt;
    }
    const AgentPlatform &platform = *deployment.aiGateway.agentPlatform;
    const QString address = platform.address.trimmed();
    // Behind a proxy on the usual port the address has no port.
    const bool hasPort = address.contains(u':');
    const auto parts = readHostAndPort(hasPort ? address : u"%1:%2"_s.arg(address).arg(kHttpsPort));
    const UrlForm form =
        parts ? readUrl(u"http://"_s + bracketed(parts->host)) : UrlForm{UrlProblem::Malformed, {}, {}};
    if (!form.isValid()) {
        problem = {kAddressKey, u"this is no address; write HOST:PORT without a scheme, such as "
                                "aigw.example.com:50052."_s};
        return std::nullopt;
    }
    return Front{asciiHost(form.url), parts->port, platform.tls, kGrpcServicePort};
}

QString bracketed(const QString &host)
{
    return host.contains(u':') && !host.startsWith(u'[') ? u'[' + host + u']' : host;
}

} // namespace duodoctor
