#include "check/catalogue.h"
#include "check/catalogue_findings.h"
#include "check/model_requests.h"
#include "judge/evidence_role.h"
#include "judge/model_completion_judge.h"
#include "judge/model_endpoint_judge.h"
#include "judge/model_identifier.h"
#include "judge/model_list_judge.h"
#include "judge/model_support_judge.h"
#include "judge/network_judge.h"
#include "judge/place_trust_judge.h"
#include "judge/tls_judge.h"
#include "judge/url_form.h"

namespace duodoctor::catalogue
{

using namespace Qt::StringLiterals;

namespace
{

void add(ProbePlan &plan, QLatin1StringView role, const std::optional<HttpRequest> &request)
{
    if (request) {
        plan.requests << NamedRequest{role, *request};
    }
}

/// Why nothing can be asked of this model's server; None when it can.
SkipReason reasonNotToAsk(const PlanContext &context)
{
    const Model *model = context.model();
    if (!model) {
        return SkipReason::NotConfigured;
    }
    if (isCloudProvider(readIdentifier(model->identifier).provider) || isCloudProvider(model->provider.toLower())) {
        return SkipReason::NotApplicable;
    }
    return model->endpoint.isEmpty() ? SkipReason::NotConfigured : SkipReason::None;
}

SkipReason reasonNotToAskOpenAi(const PlanContext &context)
{
    const SkipReason reason = reasonNotToAsk(context);
    return reason == SkipReason::None && !usesOpenAiEndpoint(*context.model()) ? SkipReason::NotApplicable : reason;
}

ProbePlan planNothing(const PlanContext &context)
{
    return context.model() ? ProbePlan{} : skipped(SkipReason::NotConfigured);
}

ProbePlan planMain(const PlanContext &context)
{
    ProbePlan plan = skipped(reasonNotToAsk(context));
    if (plan.skip == SkipReason::None) {
        add(plan, role::kExchange, modelrequests::main(*context.model()));
    }
    return plan;
}

ProbePlan planModelTls(const PlanContext &context)
{
    ProbePlan plan = planMain(context);
    const bool isPlain = plan.skip == SkipReason::None && readUrl(context.model()->endpoint).url.scheme() == "http"_L1;
    return isPlain ? skipped(SkipReason::NotApplicable) : plan;
}

ProbePlan planModelCertificate(const PlanContext &context)
{
    return withCaBundle(planModelTls(context), *context.deployment);
}

ProbePlan planModelCertificateForGateway(const PlanContext &context)
{
    return withTrustFile(planModelTls(context), role::kGatewayBundle, *context.deployment,
                         context.deployment->trust.gatewayBundle);
}

/// The gateway calls the model with httpx.
ProbePlan planCertificateForHttpx(const PlanContext &context)
{
    return withClientTrust(planModelTls(context), role::kHttpxBundle, ClientTrustRequest::Client::PythonHttpx);
}

void addCompletion(ProbePlan &plan, const PlanContext &context)
{
    if (plan.skip == SkipReason::None && context.completionAllowed) {
        add(plan, role::kCompletion, modelrequests::completion(*context.model()));
    }
}

ProbePlan planModelHealth(const PlanContext &context)
{
    ProbePlan plan = skipped(reasonNotToAsk(context));
    if (plan.skip != SkipReason::None) {
        return plan;
    }
    add(plan, role::kHealth, modelrequests::health(*context.model()));
    if (plan.requests.isEmpty()) {
        return skipped(SkipReason::NotApplicable);
    }
    addCompletion(plan, context); // a chat that works outdoes a health page that a proxy may guard
    return plan;
}

ProbePlan planIdentifier(const PlanContext &context)
{
    ProbePlan plan = planNothing(context);
    if (plan.skip == SkipReason::None && reasonNotToAskOpenAi(context) == SkipReason::None) {
        add(plan, role::kModels, modelrequests::main(*context.model()));
    }
    return plan;
}

ProbePlan planList(const PlanContext &context)
{
    ProbePlan plan = skipped(reasonNotToAskOpenAi(context));
    if (plan.skip == SkipReason::None) {
        add(plan, role::kModels, modelrequests::main(*context.model()));
        add(plan, role::kModelsOther, modelrequests::otherList(*context.model()));
        addCompletion(plan, context);
    }
    return plan;
}

ProbePlan planServed(const PlanContext &context)
{
    ProbePlan plan = skipped(reasonNotToAskOpenAi(context));
    if (plan.skip == SkipReason::None) {
        add(plan, role::kModels, modelrequests::main(*context.model()));
        addCompletion(plan, context);
    }
    return plan;
}

ProbePlan planCompletion(const PlanContext &context)
{
    if (!context.completionAllowed) {
        return skipped(SkipReason::CompletionDisabled);
    }
    ProbePlan plan = skipped(reasonNotToAskOpenAi(context));
    if (plan.skip == SkipReason::None && requestedName(*context.model()).isEmpty()) {
        return skipped(SkipReason::NotConfigured);
    }
    addCompletion(plan, context);
    return plan;
}

} // namespace

QList<CheckDefinition> modelRows()
{
    using namespace finding;
    const CheckId endpoint{"model-endpoint"};
    const CheckId identifier{"model-identifier"};
    const CheckId name{"model-name"};
    const CheckId connection{"model-connection"};
    const CheckId tls{"model-tls"};
    const CheckId certificate{"model-certificate"};
    const CheckId httpx{"model-certificate-httpx"}; // the gateway's view of the certificate
    const CheckId container{"gateway-container"};
    const QList<Vantage> fromGatewayToo{Vantage::Workstation, Vantage::Gateway};
    const CheckId list{"model-list"};
    const CheckId served{"model-served"};
    const CheckId key{"model-key"};
    const CheckId completion{"model-completion"};
    const auto kind = SubjectKind::Model;
    const QList<FindingId> states{kModelLoading, kModelOverloaded, kModelServerError};
    // A key goes over a trusted connection only, so nothing that needs one is known before the certificate is.
    const QList<CheckId> way{endpoint, name, connection, tls, certificate, httpx};
    return {
        {endpoint,
         "The model's endpoint is well formed",
         kind,
         {},
         planNothing,
         judgeModelEndpoint,
         {kUrlInvalid, kModelLocalhostInContainer, kModelEndpointWrongPath}},
        {CheckId{"model-support"},
         "The model is supported for its features",
         kind,
         {},
         planNothing,
         judgeModelSupport,
         {kModelUnsupported, kModelFeatureUnsupported}},
        {name,
         "The model server's name resolves",
         kind,
         {endpoint, container},
         planMain,
         judgeNameResolution,
         {kDnsNotFound},
         ExchangePhase::Dns,
         fromGatewayToo},
        {connection,
         "The model server accepts connections",
         kind,
         {name},
         planMain,
         judgeConnection,
         connectionFindings(),
         ExchangePhase::Connect,
         fromGatewayToo},
        {tls,
         "The model server agrees on TLS",
         kind,
         {connection},
         planModelTls,
         judgeTlsHandshake,
         handshakeFindings(),
         ExchangePhase::Tls,
         fromGatewayToo},
        {certificate,
         "The model server's certificate is trusted here",
         kind,
         {connection, tls},
         planModelCertificate,
         judgeServedChain,
         chainFindings()},
        {CheckId{"model-certificate-gateway"},
         "The gateway's CA bundle trusts the model server's certificate",
         kind,
         {connection, tls},
         planModelCertificateForGateway,
         judgeChainForGatewayBundle,
         chainFindings() + QList{kTlsGatewayBundleLacksCa}},
        {httpx,
         "The gateway's model client trusts the model server's certificate",
         kind,
         {connection, tls},
         planCertificateForHttpx,
         judgeChainForHttpx,
         chainFindings() + QList{kTlsGatewayBundleLacksCa},
         ExchangePhase::Whole,
         {Vantage::Gateway}},
        {CheckId{"model-health"},
         "The model server is up and has its model",
         kind,
         {endpoint, name, connection, tls},
         planModelHealth,
         judgeModelHealth,
         states,
         ExchangePhase::Whole,
         fromGatewayToo},
        {list, "The endpoint lists models", kind, way, planList, judgeModelList,
         states + arrivalFindings() +
             QList{kModelEndpointMissingV1, kModelEndpointWrongPath, kModelResponseMalformed, kRedirectUnexpected},
         ExchangePhase::Whole, fromGatewayToo},
        {identifier,
         "The model identifier has the right provider",
         kind,
         {endpoint},
         planIdentifier,
         judgeModelIdentifier,
         {kModelIdentifierPrefix}},
        {key,
         "The model server accepts the key",
         kind,
         way + QList{list},
         planServed,
         judgeModelKey,
         {kModelKeyMissing, kModelKeyRejected, kModelProviderCredentials},
         ExchangePhase::Whole,
         fromGatewayToo},
        {served,
         "The model is served under the expected name",
         kind,
         way + QList{list, identifier, key},
         planServed,
         judgeModelServed,
         {kModelNotServed, kModelContextTooShort},
         ExchangePhase::Whole,
         fromGatewayToo},
        {completion, "The model completes a chat", kind, way + QList{list, served, key}, planCompletion,
         judgeCompletion,
         states + QList{kModelTimeout, kConnectionClosed, kModelResponseMalformed, kModelChatTemplateMissing,
                        kModelContextTooShort, kModelParameterUnsupported, kModelToolCallingDisabled,
                        kModelEndpointWrongPath, kRedirectUnexpected},
         ExchangePhase::Whole, fromGatewayToo},
        {CheckId{"model-streaming"},
         "The answer arrives in pieces",
         kind,
         {completion},
         planCompletion,
         judgeStreaming,
         {kGatewayStreamingBroken, kConfigProxyBuffering},
         ExchangePhase::Whole,
         fromGatewayToo},
        {CheckId{"model-speed"},
         "The model answers soon enough",
         kind,
         {completion},
         planCompletion,
         judgeModelSpeed,
         {kModelSlow},
         ExchangePhase::Whole,
         fromGatewayToo},
    };
}

} // namespace duodoctor::catalogue
