#include "diagnosis/consequence_rules.h"

#include "judge/finding_ids.h"

namespace duodoctor
{

const QList<FindingId> &proxyRefuses()
{
    using namespace finding;
    static const QList<FindingId> ids{kProxyUnreachable, kProxyAuthRequired, kProxyInterceptsInternal};
    return ids;
}

namespace
{

using Rule = ConsequenceRule;

// Sets of findings that several rules name.

const QList<FindingId> &hostIsAway()
{
    using namespace finding;
    static const QList<FindingId> ids{kDnsNotFound, kConnectRefused, kConnectTimeout, kNetworkUnreachable};
    return ids;
}

const QList<FindingId> &noDirectAnswer()
{
    using namespace finding;
    static const QList<FindingId> ids = hostIsAway() + QList{kConnectionClosed, kResponseTimeout};
    return ids;
}

const QList<FindingId> &noAnswer()
{
    static const QList<FindingId> ids = noDirectAnswer() + proxyRefuses();
    return ids;
}

/// A certificate that no list of authorities could mend.
const QList<FindingId> &badCertificate()
{
    using namespace finding;
    static const QList<FindingId> ids{kTlsExpired,
                                      kTlsNotYetValid,
                                      kTlsIntermediateExpired,
                                      kTlsRootExpired,
                                      kTlsHostnameMismatch,
                                      kTlsWeakSignature,
                                      kTlsWeakKey,
                                      kTlsNotACa,
                                      kTlsPathLength,
                                      kTlsCommonNameOnly,
                                      kTlsWrongUsage,
                                      kTlsNameConstraint,
                                      kTlsInvalidCertificate,
                                      kTlsIncompleteChain};
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
        {proxyRefuses(),
         {kAgentPlatformUnreachable, kGatewayMetricsUnreachable, kConnectTimeout, kConnectionClosed,
          kGatewayNotAiGateway, kGitlabUnhealthy, kGatewayBehindBrokenProxy, kModelServerError, kAgentPlatformNoHttp2},
         Shared::Proxy},
        // One that nobody can use does so for every target, whatever the exceptions say.
        {{kProxyUnreachable, kProxyAuthRequired}, {kProxyInterceptsInternal}, Shared::Proxy},
        // Comparisons and scripts notice only that there is no answer, or take the proxy's for the gateway's.
        {proxyRefuses(),
         withoutKeys() + modelFails() +
             QList{kGatewayCannotReachGitlab, kModelUnreachableFromGateway, kGatewayUnhealthy, kGatewayNotRunning},
         Shared::Nothing, About::AtGateway, About::AtGateway},
        {proxyRefuses(), withoutKeys() + modelFails(), Shared::Nothing, About::AtGateway, About::Reported},
        {proxyRefuses(),
         {kReachableHereOnly, kAgentPlatformUnreachable, kAgentPlatformNoHttp2, kGatewayUnhealthy,
          kGatewayBehindBrokenProxy},
         Shared::Nothing,
         About::AtGitlab,
         About::AtGitlab},
        // Interception explains that nobody knows the issuer.
        {{kTlsIntercepted},
         {kTlsUntrustedCa, kTlsIncompleteChain, kTlsSelfSigned, kTlsGatewayBundleLacksCa, kTlsGitlabLacksCa},
         Shared::HostAndPort},
        {{kTlsUntrustedCa, kTlsSelfSigned, kTlsIncompleteChain},
         {kTlsGatewayBundleLacksCa, kTlsGitlabLacksCa},
         Shared::HostAndPort},
        {{kTlsGatewayBundleLacksCa, kTlsGitlabLacksCa}, untrusted(), Shared::Nothing, About::Anything, About::Reported},
        // A program that only says "not trusted" of a certificate that is bad in itself.
        {badCertificate(),
         {kTlsGatewayBundleLacksCa, kTlsGitlabLacksCa, kTlsUntrustedCa},
         Shared::Host,
         About::Anything,
         About::Reported},
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
        // An example's words in an address: what a program says of that address only follows.
        {{kConfigPlaceholderLeft},
         withoutKeys() + modelFails() + noAnswer() +
             QList{kGatewayGitlabUrlWrong, kGatewayOidcProviderUrlInvalid, kGatewayCannotReachGitlab, kUrlInvalid},
         Shared::Nothing,
         About::AtGateway,
         About::Reported},
        {{kGatewayGitlabUrlMissing, kGatewayGitlabUrlWrong, kGatewayOidcProviderUrlInvalid},
         withoutKeys() + QList{kGatewayCannotReachGitlab}},
        {{kGatewayCannotReachGitlab}, withoutKeys()},
        {{kGatewayCannotReachGitlab}, noDirectAnswer(), Shared::Nothing, About::Anything, About::GitlabAtGateway},
        // The self test names the same way in its own words.
        {{kGatewayCannotReachGitlab, kGatewayGitlabUrlWrong, kGatewayGitlabUrlMissing, kGatewayOidcProviderUrlInvalid},
         noAnswer() + untrusted() + QList{kUrlInvalid},
         Shared::Nothing,
         About::Anything,
         About::ReportedByGateway},
        {{kGatewayGitlabUrlWrong}, noAnswer() + untrusted(), Shared::Nothing, About::Anything, About::GitlabAtGateway},
        // Without keys the gateway answers every request of GitLab's with an internal error.
        {{kGatewayGitlabUrlMissing, kGatewayGitlabUrlWrong, kGatewayOidcProviderUrlInvalid, kGatewayCannotReachGitlab,
          kGatewayJwksEmpty, kGatewayJwtSignature, kGatewayJwkUnreadable, kGatewayCustomModelsDisabled,
          kCaBundlePathMissing},
         modelFails(),
         Shared::Nothing,
         About::Anything,
         About::Reported},
        {noAnswer() + untrusted() + badCertificate(), modelFails(), Shared::Nothing, About::GitlabAtGateway,
         About::Reported},
        {hostIsAway() + QList{kGitlabUnhealthy}, {kGatewayCannotReachGitlab}, Shared::Nothing, About::GitlabElsewhere},
        {noAnswer() + untrusted() + badCertificate(), withoutKeys() + QList{kGatewayCannotReachGitlab}, Shared::Nothing,
         About::GitlabAtGateway, About::Reported},
        {untrusted() + badCertificate(), {kGatewayCannotReachGitlab}, Shared::Nothing, About::GitlabAtGateway},
        {{kGatewayJwksEmpty}, {kGatewayJwtSignature, kAuthUnauthorized}},
        {{kGatewayJwtSignature, kGatewayTokenMalformed}, {kAuthUnauthorized}},
        {{kLicenseLacksDuo}, {kSeatNotAssigned, kAuthForbidden, kAuthUnauthorized, kFeatureNotInUnitPrimitives}},
        {{kSeatNotAssigned}, {kAuthForbidden, kAuthUnauthorized}},
        {{kFeatureNotInUnitPrimitives}, {kAuthForbidden}},
        {{kGatewayUrlNotSet, kGatewayUrlMismatch}, fromGateway, Shared::Nothing, About::Anything, About::Reported},
        {{kGatewayUrlNotSet}, {kGatewayUrlMismatch}},
        // A deployment that names itself is compared with GitLab's settings in vain.
        {{kUrlLocalhost, kUrlInvalid}, {kGatewayUrlMismatch, kReachableHereOnly}, Shared::Nothing, About::GatewayUrl},
        {{kAgentPlatformUrlScheme, kGitlabAgentPlatformSecureFlag, kAgentPlatformTlsMismatch},
         {kAgentPlatformUnreachable},
         Shared::Nothing,
         About::Anything,
         About::Reported},
        {{kGitlabBlocksLocalRequests}, fromGateway, Shared::Nothing, About::Anything, About::Reported},
        {{kGitlabNoModelsConfigured}, {kGitlabFeatureNotSelfHosted}},
        {{kReachableHereOnly},
         noDirectAnswer() + QList{kAgentPlatformUnreachable},
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
        // What stands before the first slash is taken away: the name that is asked for is then another.
        {{kModelIdentifierPrefix}, {kModelNotServed}, Shared::Subject},
        // A wrong endpoint explains what it answers.
        {{kModelEndpointMissingV1, kModelEndpointWrongPath},
         {kModelNotServed, kModelKeyRejected, kModelKeyMissing, kModelResponseMalformed, kModelServerError},
         Shared::Subject},
        {{kModelNotServed, kModelKeyRejected, kModelKeyMissing, kModelLoading, kModelOverloaded},
         modelFails(),
         Shared::Subject},
        {{kModelLocalhostInContainer}, noAnswer() + QList{kModelUnreachableFromGateway}, Shared::Subject},
        {{kModelUnreachableFromGateway},
         noDirectAnswer() + modelFails(),
         Shared::Subject,
         About::Anything,
         About::ModelAtGateway},
        {{kModelUnreachableFromGateway}, noDirectAnswer(), Shared::Nothing, About::Anything, About::Reported},
        {noAnswer() + untrusted() + badCertificate(), modelFails(), Shared::Nothing, About::ModelAtGateway,
         About::Reported},
        // Those who only pass on what they met name neither model nor reason.
        {named, modelFails(), Shared::Nothing, About::Anything, About::Reported},
    };
}

} // namespace

const QList<ConsequenceRule> &consequenceRules()
{
    static const QList<Rule> table = rulesOfTrustAndWay() + rulesOfContainer() + rulesOfRights() + rulesOfModels();
    return table;
}

} // namespace duodoctor
