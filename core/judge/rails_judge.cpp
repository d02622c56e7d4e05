#include "judge/rails_judge.h"

#include "judge/exchange_facts.h"
#include "judge/finding_ids.h"
#include "judge/gitlab_record.h"
#include "judge/rails_facts.h"

#include <algorithm>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

bool isAnsweredEmpty(const std::optional<QString> &answer)
{
    return answer && answer->isEmpty();
}

bool isAnsweredWithText(const std::optional<QString> &answer)
{
    return answer && !answer->isEmpty();
}

/// The URL in force; the older answers name only the places that it comes from.
std::optional<QString> urlInForce(const RailsAnswers &rails)
{
    if (rails.gatewayUrl) {
        return rails.gatewayUrl;
    }
    if (isAnsweredWithText(rails.gatewayUrlDatabase)) {
        return rails.gatewayUrlDatabase;
    }
    if (isAnsweredWithText(rails.gatewayUrlEnvironment)) {
        return rails.gatewayUrlEnvironment;
    }
    // An empty setting with an unknown variable may still be filled by the variable.
    return rails.gatewayUrlDatabase && rails.gatewayUrlEnvironment ? rails.gatewayUrlDatabase : std::nullopt;
}

/// Before 17.9 the variable is the only place there is.
bool isVariableLegacy(const JudgeInput &input, const RailsAnswers &rails)
{
    const auto own = GitLabVersion::parse(rails.version.value_or(QString{}));
    const auto version = own ? own : input.deployment->gitlab.version;
    return !version || *version >= GitLabVersion{17, 9, {}};
}

/// A setting that is not named is empty where this GitLab's own version keeps it in that place: not before 17.9, and
/// elsewhere from 19.2.
bool isSettingAsked(const RailsAnswers &rails)
{
    const auto version = GitLabVersion::parse(rails.version.value_or(QString{}));
    return rails.gatewayUrlDatabase ||
           (version && *version >= GitLabVersion{17, 9, {}} && *version < GitLabVersion{19, 2, {}});
}

QString licenseDetail(const RailsAnswers &rails)
{
    if (isAnsweredEmpty(rails.licensePlan)) {
        return u"there is no licence"_s;
    }
    const QString plan = rails.licensePlan.value_or(QString{});
    if (rails.licenseIsExpired.value_or(false)) {
        const QString expires = rails.licenseExpires.value_or(QString{});
        return expires.isEmpty() ? u"it has expired"_s : u"it expired on %1"_s.arg(expires);
    }
    return plan.isEmpty() ? QString{} : u"the plan is %1"_s.arg(plan);
}

bool isLicenseWrong(const RailsAnswers &rails)
{
    return isAnsweredEmpty(rails.licensePlan) || rails.licenseIsExpired.value_or(false) ||
           !rails.licenseHasCodeSuggestions.value_or(true);
}

bool isTlsSpoken(const HttpExchange &exchange)
{
    return exchange.tls && !exchange.tls->protocol.isEmpty();
}

/// Whether the Agent Platform's port speaks TLS, by what was seen of it; none when that is not known.
std::optional<bool> agentPlatformSpeaksTls(const JudgeInput &input)
{
    for (const QLatin1StringView role : {role::kGrpc, role::kGrpcOther}) {
        const EvidencePtr evidence = input.find(role);
        const GrpcHealth *health = evidence ? evidence->grpcHealth() : nullptr;
        if (!health) {
            continue;
        }
        const bool isSecure = health->exchange.url.scheme() == "https"_L1;
        if (isSecure && isTlsSpoken(health->exchange)) {
            return true;
        }
        if (isSecure && health->exchange.failure.kind == NetworkFailureKind::NotTls) {
            return false;
        }
        if (!isSecure && health->grpcStatus) {
            return false;
        }
    }
    return std::nullopt;
}

/// True for features that belong together under the name that the answer was given for.
bool isCodeSuggestions(const QString &feature)
{
    return feature == "code_generations"_L1 || feature == "code_completions"_L1 || feature == "code_suggestions"_L1;
}

} // namespace

const RailsAnswers *railsAnswersOf(const JudgeInput &input)
{
    const EvidencePtr evidence = input.find(role::kRails);
    return evidence ? evidence->as<RailsAnswers>() : nullptr;
}

Finding fromRails(const JudgeInput &input, FindingId id, Arguments arguments)
{
    return findingFrom(input, role::kRails, id, std::move(arguments));
}

Findings judgeGatewayUrlSetting(const JudgeInput &input)
{
    const RailsAnswers *rails = railsAnswersOf(input);
    const auto url = rails ? urlInForce(*rails) : std::nullopt;
    if (!url) {
        return {};
    }
    if (url->trimmed().isEmpty()) {
        return {fromRails(input, finding::kGatewayUrlNotSet)};
    }
    Findings findings = judgeConfiguredGatewayUrl(input, role::kRails, url->trimmed());
    const bool isFromVariable = !isAnsweredWithText(rails->gatewayUrlDatabase) &&
                                isAnsweredWithText(rails->gatewayUrlEnvironment) &&
                                *url == *rails->gatewayUrlEnvironment && isSettingAsked(*rails);
    if (isFromVariable && isVariableLegacy(input, *rails)) {
        findings << fromRails(input, finding::kGitlabLegacyGatewayEnv,
                              {{Argument::Url, *rails->gatewayUrlEnvironment}});
    }
    return findings;
}

Findings judgeLicense(const JudgeInput &input)
{
    const RailsAnswers *rails = railsAnswersOf(input);
    if (!rails || !isLicenseWrong(*rails)) {
        return {};
    }
    Arguments arguments{{Argument::Feature, u"code suggestions"_s}};
    if (const QString detail = licenseDetail(*rails); !detail.isEmpty()) {
        arguments.set(Argument::Detail, detail);
    }
    return {fromRails(input, finding::kLicenseLacksDuo, arguments)};
}

Findings judgeSeat(const JudgeInput &input)
{
    const RailsAnswers *rails = railsAnswersOf(input);
    if (!rails || isLicenseWrong(*rails)) {
        return {}; // the licence is the cause
    }
    const QString user = isAnsweredWithText(rails->user) ? *rails->user : input.deployment->gitlab.user;
    const QString name = user.isEmpty() ? u"the user"_s : user;
    if (rails->userExists == false) {
        return {
            fromRails(input, finding::kSeatNotAssigned, {{Argument::Detail, u"GitLab knows no user %1"_s.arg(name)}})};
    }
    if (rails->userCanAccess == false) {
        return {fromRails(input, finding::kSeatNotAssigned,
                          {{Argument::Detail, u"can?(:access_code_suggestions) is false for %1"_s.arg(name)}})};
    }
    if (rails->userAllowedToUse == false) {
        return {fromRails(input, finding::kSeatNotAssigned,
                          {{Argument::Feature, u"self-hosted models"_s},
                           {Argument::Detail, u"allowed_to_use? is false for %1"_s.arg(name)}})};
    }
    return {};
}

Findings judgeFeatureSettings(const JudgeInput &input)
{
    const RailsAnswers *rails = railsAnswersOf(input);
    if (!rails) {
        return {};
    }
    QStringList wanted;
    for (const Model &model : input.deployment->models) {
        wanted << model.features;
    }
    wanted.removeDuplicates();
    if (!rails->features) {
        const bool isAsked = wanted.isEmpty() || std::ranges::any_of(wanted, isCodeSuggestions);
        return rails->codeSuggestionsSelfHosted == false && isAsked
                   ? Findings{fromRails(input, finding::kGitlabFeatureNotSelfHosted,
                                        {{Argument::Feature, u"code suggestions"_s}})}
                   : Findings{};
    }
    if (rails->features->isEmpty()) {
        return {fromRails(input, finding::kGitlabFeatureNotSelfHosted,
                          {{Argument::Detail, u"no feature names a model"_s}})};
    }
    Findings findings;
    for (const QString &feature : wanted) {
        const auto set = std::ranges::find(*rails->features, feature, &ConfiguredFeature::feature);
        const bool isKnown = set != rails->features->end();
        if (isKnown && set->provider == "self_hosted"_L1) {
            continue;
        }
        findings << fromRails(
            input, finding::kGitlabFeatureNotSelfHosted,
            {{Argument::Feature, feature},
             {Argument::Detail, isKnown ? u"it is set to %1"_s.arg(set->provider) : u"it is not set"_s}});
    }
    return findings;
}

Findings judgeVerboseLogging(const JudgeInput &input)
{
    const RailsAnswers *rails = railsAnswersOf(input);
    const bool isKnown = rails && (rails->verboseSetting || rails->verboseFlag);
    if (!isKnown || rails->verboseSetting.value_or(false) || rails->verboseFlag.value_or(false)) {
        return {};
    }
    return {fromRails(input, finding::kGitlabVerboseLoggingOff)};
}

Findings judgeSelfSigning(const JudgeInput &input)
{
    const RailsAnswers *rails = railsAnswersOf(input);
    return rails && rails->selfSignsTokens == true ? Findings{fromRails(input, finding::kGitlabSelfSignsTokens)}
                                                   : Findings{};
}

Findings judgeAgentPlatformSetting(const JudgeInput &input)
{
    const RailsAnswers *rails = railsAnswersOf(input);
    if (!rails) {
        return {};
    }
    Findings findings;
    const QString url = rails->agentPlatformUrl.value_or(QString{});
    if (const qsizetype scheme = url.indexOf("://"_L1); scheme >= 0) {
        QString rest = url.sliced(scheme + 3);
        while (rest.endsWith(u'/')) {
            rest.chop(1);
        }
        findings << fromRails(input, finding::kAgentPlatformUrlScheme,
                              {{Argument::Url, url}, {Argument::Suggestion, rest}});
    }
    const auto speaksTls = agentPlatformSpeaksTls(input);
    if (rails->agentPlatformSecure && !url.isEmpty() && speaksTls && *speaksTls != *rails->agentPlatformSecure) {
        const QString detail = *speaksTls ? u"GitLab uses plain text and the service speaks TLS"_s
                                          : u"GitLab uses TLS and the service speaks plain text"_s;
        findings << fromRails(input, finding::kGitlabAgentPlatformSecureFlag, {{Argument::Detail, detail}});
        for (const QLatin1StringView role : {role::kGrpc, role::kGrpcOther}) {
            if (const EvidencePtr seen = input.find(role)) {
                findings.last().evidence << seen;
            }
        }
    }
    return findings;
}

Findings judgeGitlabVersion(const JudgeInput &input)
{
    const RailsAnswers *rails = railsAnswersOf(input);
    if (!rails || !rails->version) {
        return {};
    }
    QString image = input.deployment->aiGateway.image;
    const EvidencePtr container = input.find(role::kContainer);
    const auto *listing = container ? container->as<ContainerListing>() : nullptr;
    if (listing && listing->containers.size() == 1 && !listing->containers.first().image.isEmpty()) {
        image = listing->containers.first().image; // what runs counts
    }
    return judgeNamedVersion(input, role::kRails, *rails->version, image);
}

Findings judgeRailsAnswers(const JudgeInput &input)
{
    Findings findings;
    findings << judgeGatewayUrlSetting(input) << judgeGatewayFromRails(input) << judgeLicense(input) << judgeSeat(input)
             << judgeFeatureSettings(input) << judgeVerboseLogging(input) << judgeSelfSigning(input)
             << judgeAgentPlatformSetting(input) << judgeGitlabVersion(input) << judgeFullRequest(input);
    const RailsAnswers *rails = railsAnswersOf(input);
    if (rails && rails->models && rails->models->isEmpty()) {
        return findings << fromRails(input, finding::kGitlabNoModelsConfigured);
    }
    for (const Model &model : input.deployment->models) {
        JudgeInput asked = input;
        asked.subject = model.name;
        for (Finding finding : judgeConfiguredModels(asked) + judgeModelFromRails(asked)) {
            finding.subject = model.name;
            findings << finding;
        }
    }
    return findings;
}

} // namespace duodoctor
