#include "diagnosis/consequences.h"

#include "diagnosis/check_traits.h"
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

/// Which checks' findings a side of a rule is about.
enum class About {
    Anything,
    Gateway,           ///< the gateway and its ports, from anywhere, and what others say who called it
    GatewayOutside,    ///< the same, not from inside its container
    GatewayFromGitlab, ///< the same, seen from GitLab
    GitlabAtGateway,   ///< GitLab as the gateway sees it
    GitlabElsewhere,   ///< GitLab as anybody else sees it
    ModelAtGateway,    ///< a model as the gateway sees it, and what others say who used it
    Inside,            ///< the gateway's own health, asked inside its container
    Reported           ///< what somebody else's request met
};

enum class Condition { None, HealthyInside };

struct Rule {
    QList<FindingId> causes;
    QList<FindingId> effects;
    Shared shared = Shared::Nothing;
    About cause = About::Anything;
    About effect = About::Anything;
    Condition condition = Condition::None;
};

bool isGatewayKind(const CheckKey &check)
{
    const auto kind = subjectKindOf(check.check);
    return kind == SubjectKind::AiGateway || kind == SubjectKind::AgentPlatform || kind == SubjectKind::MetricsUrl;
}

bool isAbout(const SeenFinding &seen, About about)
{
    const CheckKey &check = seen.check;
    const auto kind = subjectKindOf(check.check);
    const bool isReported = isReporter(check.check);
    const bool isInside = check.vantage == Vantage::Gateway;
    switch (about) {
    case About::Anything:
        return true;
    case About::Gateway:
        return isGatewayKind(check) || isReported;
    case About::GatewayOutside:
        return !isInside && (isGatewayKind(check) || isReported);
    case About::GatewayFromGitlab:
        return check.vantage == Vantage::GitLab && (isGatewayKind(check) || isReported);
    case About::GitlabAtGateway:
        return isInside && kind == SubjectKind::GitLab;
    case About::GitlabElsewhere:
        return !isInside && kind == SubjectKind::GitLab && !isReported;
    case About::ModelAtGateway:
        return isReported || (isInside && kind == SubjectKind::Model);
    case About::Inside:
        return check.check == CheckId{"gateway-healthz-inside"};
    case About::Reported:
        return isReported;
    }
    return false;
}

// Sets of findings that several rules name.

const QList<FindingId> &hostIsAway()
{
    using namespace finding;
    static const QList<FindingId> ids{kDnsNotFound, kConnectRefused, kConnectTimeout, kNetworkUnreachable};
    return ids;
}

const QList<FindingId> &noAnswer()
{
    using namespace finding;
    static const QList<FindingId> ids = hostIsAway() + QList{kConnectionClosed, kResponseTimeout, kProxyUnreachable,
                                                             kProxyAuthRequired, kProxyInterceptsInternal};
    return ids;
}

const QList<FindingId> &untrusted()
{
    using namespace finding;
    static const QList<FindingId> ids{kTlsUntrustedCa,   kTlsSelfSigned,           kTlsIncompleteChain,
                                      kTlsDevelopmentCa, kTlsGatewayBundleLacksCa, kTlsGitlabLacksCa};
    return ids;
}

/// What one sees of a gateway that is not there.
const QList<FindingId> &gatewayIsAway()
{
    using namespace finding;
    static const QList<FindingId> ids =
        QList{kConnectRefused,           kConnectTimeout,    kConnectionClosed,    kResponseTimeout,
              kAgentPlatformUnreachable, kGatewayUnhealthy,  kIngressNotRouting,   kGatewayMetricsUnreachable,
              kAgentPlatformNotServing,  kReachableHereOnly, kGatewayNotAiGateway, kGatewayBehindBrokenProxy};
    return ids;
}

/// What follows when the gateway has no keys of GitLab.
const QList<FindingId> &withoutKeys()
{
    using namespace finding;
    static const QList<FindingId> ids{kGatewayJwksEmpty, kGatewayJwtSignature, kAuthUnauthorized};
    return ids;
}

/// A model's faults that leave open why.
const QList<FindingId> &modelFails()
{
    using namespace finding;
    static const QList<FindingId> ids{kModelServerError, kModelResponseMalformed, kModelTimeout,
                                      kGatewayStreamingBroken};
    return ids;
}

QList<Rule> rulesOfTrustAndWay()
{
    using namespace finding;
    const QList<FindingId> badTrustFile{kPemUnreadable, kPemWrongFormat, kPemEmpty, kCaBundlePathMissing};
    return {
        // A trust file that cannot be read lacks every authority.
        {badTrustFile, untrusted()},
        {{kCaBundlePathMissing}, withoutKeys() + QList{kGatewayCannotReachGitlab, kGatewayJwkUnreadable}},
        {{kCaBundlePathMissing},
         modelFails() + QList{kModelUnreachableFromGateway},
         Shared::Nothing,
         About::Anything,
         About::ModelAtGateway},
        // The host of the gateway is away: its other ports are away too.
        {hostIsAway(), {kAgentPlatformUnreachable, kGatewayMetricsUnreachable}, Shared::Host},
        // A proxy that is away or refuses hides everything behind it.
        {{kProxyUnreachable, kProxyAuthRequired, kProxyInterceptsInternal},
         {kAgentPlatformUnreachable, kGatewayMetricsUnreachable, kConnectTimeout, kConnectionClosed,
          kGatewayNotAiGateway, kGitlabUnhealthy, kGatewayBehindBrokenProxy, kModelServerError},
         Shared::Proxy},
        // Interception explains that nobody knows the issuer.
        {{kTlsIntercepted},
         {kTlsUntrustedCa, kTlsIncompleteChain, kTlsSelfSigned, kTlsGatewayBundleLacksCa, kTlsGitlabLacksCa},
         Shared::HostAndPort},
        {{kTlsUntrustedCa, kTlsSelfSigned, kTlsIncompleteChain},
         {kTlsGatewayBundleLacksCa, kTlsGitlabLacksCa},
         Shared::HostAndPort},
        {{kTlsGatewayBundleLacksCa, kTlsGitlabLacksCa}, untrusted(), Shared::Nothing, About::Anything, About::Reported},
        {{kUrlWrongPort, kHttpOnTlsPort, kUrlHasPath},
         {kGatewayNotAiGateway, kGatewayUnhealthy, kConnectionClosed, kGitlabUnhealthy},
         Shared::Subject},
    };
}

QList<Rule> rulesOfContainer()
{
    using namespace finding;
    const QList<FindingId> whyNotRunning{kPodImagePull, kPodCrashLoop, kGatewayPortConflict, kGatewayPlatformMismatch};
    const QList<FindingId> down = whyNotRunning + QList{kGatewayNotRunning, kPodNotReady};
    const QList<FindingId> notWritable{kGatewayTmpReadOnly, kGatewayHfHomeNotWritable};
    return {
        {whyNotRunning, {kGatewayNotRunning, kPodNotReady}},
        {down, gatewayIsAway(), Shared::Nothing, About::Anything, About::Gateway},
        {{kIngressNotRouting},
         {kGatewayBehindBrokenProxy, kGatewayNotAiGateway},
         Shared::Nothing,
         About::Anything,
         About::GatewayOutside},
        {{kGatewayPortNotPublished},
         {kConnectRefused, kConnectTimeout, kConnectionClosed, kAgentPlatformUnreachable, kGatewayMetricsUnreachable,
          kGatewayBehindBrokenProxy, kReachableHereOnly},
         Shared::Nothing,
         About::Anything,
         About::GatewayOutside,
         Condition::HealthyInside},
        // A process that does not answer itself answers nobody.
        {noAnswer() + QList{kGatewayUnhealthy}, gatewayIsAway(), Shared::Nothing, About::Inside, About::GatewayOutside},
        {notWritable, {kGatewayUnhealthy, kPodCrashLoop, kGatewayNotRunning, kPodNotReady}},
        {notWritable, noAnswer(), Shared::Nothing, About::Anything, About::Inside},
        {{kGatewaySigningKeyMissing, kGatewayJwkUnreadable},
         {kAgentPlatformUnreachable, kAgentPlatformNotServing, kAuthUnauthorized}},
    };
}

QList<Rule> rulesOfRights()
{
    using namespace finding;
    const QList<FindingId> fromGateway{kDnsNotFound,
                                       kConnectRefused,
                                       kConnectTimeout,
                                       kConnectionClosed,
                                       kResponseTimeout,
                                       kNetworkUnreachable,
                                       kGatewayUnhealthy,
                                       kGatewayNotAiGateway,
                                       kGatewayBehindBrokenProxy,
                                       kUrlInvalid,
                                       kUrlLocalhost,
                                       kUrlHasPath,
                                       kRedirectUnexpected,
                                       kTlsNotTls};
    return {
        {{kGatewayGitlabUrlMissing, kGatewayGitlabUrlWrong, kGatewayOidcProviderUrlInvalid},
         withoutKeys() + QList{kGatewayCannotReachGitlab}},
        {{kGatewayCannotReachGitlab}, withoutKeys()},
        {{kGatewayCannotReachGitlab}, noAnswer(), Shared::Nothing, About::Anything, About::GitlabAtGateway},
        {hostIsAway() + QList{kGitlabUnhealthy}, {kGatewayCannotReachGitlab}, Shared::Nothing, About::GitlabElsewhere},
        {noAnswer() + untrusted(), withoutKeys() + QList{kGatewayCannotReachGitlab}, Shared::Nothing,
         About::GitlabAtGateway, About::Reported},
        {untrusted(), {kGatewayCannotReachGitlab}, Shared::Nothing, About::GitlabAtGateway},
        {{kGatewayJwksEmpty}, {kGatewayJwtSignature, kAuthUnauthorized}},
        {{kGatewayJwtSignature, kGatewayTokenMalformed}, {kAuthUnauthorized}},
        {{kLicenseLacksDuo}, {kSeatNotAssigned, kAuthForbidden, kAuthUnauthorized, kFeatureNotInUnitPrimitives}},
        {{kSeatNotAssigned}, {kAuthForbidden, kAuthUnauthorized}},
        {{kFeatureNotInUnitPrimitives}, {kAuthForbidden}},
        {{kGatewayUrlNotSet, kGatewayUrlMismatch}, fromGateway, Shared::Nothing, About::Anything, About::Reported},
        {{kGatewayUrlNotSet}, {kGatewayUrlMismatch}},
        {{kGitlabBlocksLocalRequests}, fromGateway, Shared::Nothing, About::Anything, About::Reported},
        {{kGitlabNoModelsConfigured}, {kGitlabFeatureNotSelfHosted}},
        {{kReachableHereOnly},
         noAnswer() + QList{kAgentPlatformUnreachable},
         Shared::Nothing,
         About::Anything,
         About::GatewayFromGitlab},
    };
}

QList<Rule> rulesOfModels()
{
    using namespace finding;
    const QList<FindingId> named{kModelEndpointMissingV1,
                                 kModelEndpointWrongPath,
                                 kModelNotServed,
                                 kModelIdentifierPrefix,
                                 kModelKeyRejected,
                                 kModelKeyMissing,
                                 kModelProviderCredentials,
                                 kModelUnreachableFromGateway,
                                 kModelLocalhostInContainer,
                                 kModelChatTemplateMissing,
                                 kModelLoading,
                                 kModelOverloaded,
                                 kModelContextTooShort,
                                 kModelToolCallingDisabled,
                                 kModelParameterUnsupported};
    return {
        // A wrong endpoint explains what it answers.
        {{kModelEndpointMissingV1, kModelEndpointWrongPath},
         {kModelNotServed, kModelKeyRejected, kModelKeyMissing, kModelResponseMalformed, kModelServerError},
         Shared::Subject},
        {{kModelNotServed, kModelKeyRejected, kModelKeyMissing, kModelLoading, kModelOverloaded},
         modelFails(),
         Shared::Subject},
        {{kModelLocalhostInContainer}, noAnswer() + QList{kModelUnreachableFromGateway}, Shared::Subject},
        {{kModelUnreachableFromGateway},
         noAnswer() + modelFails(),
         Shared::Subject,
         About::Anything,
         About::ModelAtGateway},
        {{kModelUnreachableFromGateway}, noAnswer(), Shared::Nothing, About::Anything, About::Reported},
        {noAnswer() + untrusted(), modelFails(), Shared::Nothing, About::ModelAtGateway, About::Reported},
        // Those who only pass on what they met name neither model nor reason.
        {named, modelFails(), Shared::Nothing, About::Anything, About::Reported},
    };
}

const QList<Rule> &rules()
{
    static const QList<Rule> table = rulesOfTrustAndWay() + rulesOfContainer() + rulesOfRights() + rulesOfModels();
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

bool applies(const Rule &rule, const SeenFinding &effect, const SeenFinding &cause, const ConsequenceContext &context)
{
    const bool isPair = rule.causes.contains(cause.finding.id) && rule.effects.contains(effect.finding.id);
    const bool holds = rule.condition == Condition::None || !context.isUnhealthyInside;
    return isPair && holds && doShare(effect.finding, cause.finding, rule.shared) && isAbout(cause, rule.cause) &&
           isAbout(effect, rule.effect);
}

/// The model that a finding names, by its subject or by an argument.
QString subjectOf(const Finding &finding)
{
    return finding.subject.isEmpty() ? finding.arguments.value(Argument::Model) : finding.subject;
}

} // namespace

bool isConsequence(const SeenFinding &effect, const SeenFinding &cause, const ConsequenceContext &context)
{
    if (effect.finding.id == cause.finding.id) {
        return false;
    }
    return std::ranges::any_of(rules(), [&](const Rule &rule) { return applies(rule, effect, cause, context); });
}

QString locusOf(const Finding &finding)
{
    const Arguments &arguments = finding.arguments;
    if (arguments.contains(Argument::Proxy)) {
        return u"proxy "_s + arguments.value(Argument::Proxy);
    }
    if (isAboutPath(finding.id) && arguments.contains(Argument::Host)) {
        // A name that does not resolve is one cause, whatever the port.
        const QString port = finding.id == finding::kDnsNotFound ? QString{} : arguments.value(Argument::Port);
        return arguments.value(Argument::Host) + u':' + port;
    }
    return subjectOf(finding) + u'|' + arguments.value(Argument::Path);
}

bool isWithoutPlace(const Finding &finding)
{
    const FindingDefinition *definition = findingDefinition(finding.id);
    if (!definition || finding.arguments.contains(Argument::Proxy)) {
        return false;
    }
    if (isAboutPath(finding.id)) {
        return !finding.arguments.contains(Argument::Host);
    }
    return definition->group == "model"_L1 ? subjectOf(finding).isEmpty() : finding.subject.isEmpty();
}

} // namespace duodoctor
