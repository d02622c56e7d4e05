#include "check/hand_answer.h"

#include "check/check_definition.h"
#include "check/check_judgement.h"
#include "check/check_plan.h"

#include <QSet>

#include <algorithm>

namespace duodoctor
{

namespace
{

/// Whether Rails was asked what this check asks: one snippet of a console answers one question, and not the others.
bool saysSomethingOf(CheckId check, const RailsAnswers &rails)
{
    using Purpose = RailsRequestOutcome::Purpose;
    const auto asked = [&](std::initializer_list<Purpose> purposes) {
        return std::ranges::any_of(rails.requests, [&](const RailsRequestOutcome &request) {
            return std::ranges::find(purposes, request.purpose) != purposes.end();
        });
    };
    const std::pair<const char *, bool> told[]{
        {"gitlab-version", rails.version.has_value()},
        {"license", rails.licensePlan || rails.licenseIsExpired || rails.licenseHasCodeSuggestions},
        {"seat", rails.userExists || rails.userCanAccess || rails.userAllowedToUse},
        {"gateway-url-setting", rails.gatewayUrl || rails.gatewayUrlDatabase || rails.gatewayUrlEnvironment},
        {"configured-models", rails.models.has_value()},
        {"feature-settings", rails.features || rails.codeSuggestionsSelfHosted},
        {"verbose-logging", rails.verboseSetting || rails.verboseFlag},
        {"self-signing", rails.selfSignsTokens.has_value()},
        {"agent-platform-setting", rails.agentPlatformUrl || rails.agentPlatformSecure},
        {"gateway-from-rails", asked({Purpose::ConfiguredGateway, Purpose::DeploymentGateway})},
        {"model-from-rails", asked({Purpose::ModelEndpoint})},
        {"full-request", asked({Purpose::Completion, Purpose::ModelTest})},
    };
    const auto known = std::ranges::find_if(told, [&](const auto &row) { return check == CheckId{row.first}; });
    return known == std::end(told) || known->second;
}

/// True when evidence of this kind is what such a request would bring.
struct AnswersRequest {
    const Evidence &evidence;

    bool operator()(const HttpRequest &request) const
    {
        const HttpExchange *exchange = evidence.httpExchange();
        if (!exchange || evidence.grpcHealth()) {
            return false;
        }
        // A body or a status alone does not say where it came from.
        const QString path = exchange->url.path();
        return exchange->url.isEmpty() || path == request.url.path() || (path.isEmpty() && request.url.path() == u"/");
    }
    bool operator()(const WebSocketRequest &) const { return evidence.httpExchange() && !evidence.grpcHealth(); }
    bool operator()(const GrpcHealthRequest &) const { return evidence.grpcHealth() != nullptr; }
    bool operator()(const CertificateFileRequest &) const { return evidence.certificateFile() != nullptr; }
    bool operator()(const ClientTrustRequest &) const { return evidence.certificateFile() != nullptr; }
    bool operator()(const RailsRequest &) const { return evidence.as<RailsAnswers>() != nullptr; }
    bool operator()(const RakeRequest &) const { return evidence.as<RakeReport>() != nullptr; }
    bool operator()(const LogRequest &) const { return evidence.as<ServiceLog>() != nullptr; }
    bool operator()(const EnvironmentRequest &) const { return evidence.as<EnvironmentListing>() != nullptr; }
    bool operator()(const TroubleshootRequest &) const { return evidence.as<TroubleshootReport>() != nullptr; }
    bool operator()(const FolderAccessRequest &) const { return evidence.as<FolderAccess>() != nullptr; }
    bool operator()(const ContainerRequest &) const
    {
        return evidence.as<ContainerListing>() || evidence.as<ClusterState>();
    }
};

/// An exchange that was written down without its URL gets the one that was asked for.
EvidencePtr completed(const EvidencePtr &evidence, const ProbeRequest &request, Vantage vantage)
{
    auto copy = std::make_shared<Evidence>(*evidence);
    copy->vantage = vantage;
    const auto *http = std::get_if<HttpRequest>(&request);
    if (auto *exchange = std::get_if<HttpExchange>(&copy->payload); exchange && http && exchange->url.isEmpty()) {
        exchange->url = http->url;
        exchange->method = http->method;
        exchange->streamRequested = http->stream;
    }
    return copy;
}

/// The evidence for each role of a check; empty when its first look is not answered.
QHash<QLatin1StringView, EvidencePtr> rolesAnswered(const ProbePlan &plan, Vantage vantage,
                                                    const QList<EvidencePtr> &evidence)
{
    QHash<QLatin1StringView, EvidencePtr> roles;
    QSet<const Evidence *> used;
    for (const NamedRequest &named : plan.requests) {
        if (named.from && *named.from != vantage) {
            continue; // the other place's view is not what was pasted
        }
        const auto fits = std::ranges::find_if(evidence, [&](const EvidencePtr &piece) {
            return !used.contains(piece.get()) && std::visit(AnswersRequest{*piece}, named.request);
        });
        if (fits != evidence.end()) {
            used.insert(fits->get());
            roles.insert(named.role, completed(*fits, named.request, vantage));
        }
    }
    const bool hasFirst = !plan.requests.isEmpty() && roles.contains(plan.requests.constFirst().role);
    return hasFirst ? roles : QHash<QLatin1StringView, EvidencePtr>{};
}

/// The stage that a check asks about; past it, the check has passed.
NetworkStage stageOf(ExchangePhase phase)
{
    switch (phase) {
    case ExchangePhase::Dns:
        return NetworkStage::Resolve;
    case ExchangePhase::Connect:
        return NetworkStage::Connect;
    case ExchangePhase::Tls:
        return NetworkStage::Tls;
    case ExchangePhase::None:
    case ExchangePhase::Whole:
        break;
    }
    return NetworkStage::Done;
}

/// What a text says of the check although the check's judge, which looks at handshakes and answers, sees nothing in it:
/// a client's own verdict. Nothing when the text says nothing of this check: it got no further than before.
std::optional<Findings> foreignVerdict(const CheckDefinition &definition, const EvidencePtr &evidence,
                                       const ReadingContext &context)
{
    const HttpExchange *exchange = evidence->httpExchange();
    if (!exchange || !exchange->failure || exchange->failure.stage > stageOf(definition.phase)) {
        return Findings{};
    }
    Findings findings = readEvidence(evidence, context).findings;
    findings.removeIf([&](const Finding &finding) { return !definition.findings.contains(finding.id); });
    return findings.isEmpty() ? std::nullopt : std::optional{findings};
}

std::optional<CheckResult> answer(const CheckDefinition &definition, const CheckKey &key,
                                  const QList<EvidencePtr> &evidence, const ReadingContext &context)
{
    const ProbePlan plan = definition.plan({context.deployment, key.vantage, key.subject, true});
    const auto roles = rolesAnswered(plan, key.vantage, evidence);
    if (plan.skip != SkipReason::None || roles.isEmpty()) {
        return std::nullopt;
    }
    JudgeInput input{context.deployment, key.vantage, key.subject, context.now, roles, context.systemTrust};
    CheckResult result;
    result.key = key;
    for (const NamedRequest &named : plan.requests) {
        if (const EvidencePtr piece = roles.value(named.role)) {
            result.evidence << piece;
        }
    }
    result.findings = judgedFindings(definition, input);
    const auto *rails = roles.value(plan.requests.constFirst().role)->as<RailsAnswers>();
    if (result.findings.isEmpty() && rails && !saysSomethingOf(key.check, *rails)) {
        return std::nullopt;
    }
    if (result.findings.isEmpty()) {
        const auto verdict = foreignVerdict(definition, roles.value(plan.requests.constFirst().role), context);
        if (!verdict) {
            return std::nullopt;
        }
        result.findings = *verdict;
    }
    result.status = statusOf(result.findings);
    return result;
}

} // namespace

QList<CheckResult> answersByHand(const CheckKey &asked, const QList<EvidencePtr> &evidence,
                                 const ReadingContext &context)
{
    const CheckDefinition *definition = checkDefinition(asked.check);
    if (!definition) {
        return {};
    }
    const std::optional<CheckResult> first = answer(*definition, asked, evidence, context);
    if (!first) {
        return {};
    }
    QList<CheckResult> results{*first};
    for (const CheckDefinition &other : checkCatalogue()) {
        if (!other.vantages.contains(asked.vantage)) {
            continue;
        }
        for (const QString &subject : subjectsOf(other.subject, *context.deployment)) {
            const CheckKey key{other.id, asked.vantage, subject};
            // Only what is about the same thing: a model's answer says nothing of another model.
            const bool isRelated = subject == asked.subject || subject.isEmpty() || asked.subject.isEmpty();
            if (key == asked || !isRelated) {
                continue;
            }
            if (const std::optional<CheckResult> also = answer(other, key, first->evidence, context)) {
                results << *also;
            }
        }
    }
    return results;
}

} // namespace duodoctor
