#include "diagnosis/consequences.h"

#include "judge/finding_ids.h"
#include "judge/finding_vocabulary.h"

#include <QList>

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

/// What two findings must share for the one to explain the other.
enum class Shared { Nothing, Host, HostAndPort, Subject, Proxy };

struct Rule {
    QList<FindingId> causes;
    QList<FindingId> effects;
    Shared shared;
};

const QList<Rule> &rules()
{
    using namespace finding;
    static const QList<FindingId> hostIsAway{kDnsNotFound, kConnectRefused, kConnectTimeout, kNetworkUnreachable};
    static const QList<FindingId> badTrustFile{kPemUnreadable, kPemWrongFormat, kPemEmpty, kCaBundlePathMissing};
    static const QList<Rule> table{
        // A trust file that cannot be read lacks every authority.
        {badTrustFile,
         {kTlsUntrustedCa, kTlsSelfSigned, kTlsIncompleteChain, kTlsDevelopmentCa, kTlsGatewayBundleLacksCa,
          kTlsGitlabLacksCa},
         Shared::Nothing},
        // The host of the gateway is away: its other ports are away too.
        {hostIsAway, {kAgentPlatformUnreachable, kGatewayMetricsUnreachable}, Shared::Host},
        // A proxy that is away or refuses hides everything behind it.
        {{kProxyUnreachable, kProxyAuthRequired, kProxyInterceptsInternal},
         {kAgentPlatformUnreachable, kGatewayMetricsUnreachable, kConnectTimeout, kConnectionClosed,
          kGatewayNotAiGateway, kGitlabUnhealthy, kGatewayBehindBrokenProxy, kModelServerError},
         Shared::Proxy},
        // Interception explains that nobody knows the issuer.
        {{kTlsIntercepted}, {kTlsUntrustedCa, kTlsIncompleteChain, kTlsSelfSigned}, Shared::HostAndPort},
        {{kTlsUntrustedCa, kTlsSelfSigned, kTlsIncompleteChain, kTlsIntercepted},
         {kTlsGatewayBundleLacksCa, kTlsGitlabLacksCa},
         Shared::HostAndPort},
        // A wrong endpoint explains what it answers.
        {{kModelEndpointMissingV1, kModelEndpointWrongPath},
         {kModelNotServed, kModelKeyRejected, kModelKeyMissing, kModelResponseMalformed, kModelServerError},
         Shared::Subject},
        {{kModelNotServed, kModelKeyRejected, kModelKeyMissing, kModelLoading, kModelOverloaded},
         {kModelServerError, kModelResponseMalformed, kModelTimeout, kGatewayStreamingBroken},
         Shared::Subject},
        {{kUrlWrongPort, kHttpOnTlsPort, kUrlHasPath},
         {kGatewayNotAiGateway, kGatewayUnhealthy, kConnectionClosed, kGitlabUnhealthy},
         Shared::Subject},
    };
    return table;
}

bool doShare(const Finding &a, const Finding &b, Shared shared)
{
    const auto same = [&](Argument argument) {
        return !a.arguments.value(argument).isEmpty() && a.arguments.value(argument) == b.arguments.value(argument);
    };
    switch (shared) {
    case Shared::Nothing:
        return true;
    case Shared::Host:
        return same(Argument::Host);
    case Shared::HostAndPort:
        return same(Argument::Host) && same(Argument::Port);
    case Shared::Subject:
        return a.subject == b.subject;
    case Shared::Proxy:
        return same(Argument::Proxy);
    }
    return false;
}

} // namespace

bool isConsequence(const Finding &effect, const Finding &cause)
{
    if (effect.id == cause.id) {
        return false;
    }
    return std::ranges::any_of(rules(), [&](const Rule &rule) {
        return rule.causes.contains(cause.id) && rule.effects.contains(effect.id) &&
               doShare(effect, cause, rule.shared);
    });
}

QString locusOf(const Finding &finding)
{
    const Arguments &arguments = finding.arguments;
    if (arguments.contains(Argument::Proxy)) {
        return u"proxy "_s + arguments.value(Argument::Proxy);
    }
    const FindingDefinition *definition = findingDefinition(finding.id);
    const bool isOfConnection = definition && (definition->group == "network"_L1 || definition->group == "tls"_L1);
    if (isOfConnection && arguments.contains(Argument::Host)) {
        // A name that does not resolve is one cause, whatever the port.
        const QString port = finding.id == finding::kDnsNotFound ? QString{} : arguments.value(Argument::Port);
        return arguments.value(Argument::Host) + u':' + port;
    }
    return finding.subject + u'|' + arguments.value(Argument::Path);
}

} // namespace duodoctor
