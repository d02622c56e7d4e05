#include "check/reading_parts.h"
#include "judge/exchange_facts.h"
#include "judge/finding_ids.h"
#include "judge/gateway_judge.h"
#include "judge/gitlab_judge.h"
#include "judge/metrics_judge.h"
#include "judge/model_answer.h"
#include "judge/model_completion_judge.h"
#include "judge/model_list_judge.h"
#include "judge/network_judge.h"
#include "judge/server_fingerprint.h"
#include "judge/tls_judge.h"
#include "judge/url_form.h"
#include "judge/websocket_judge.h"

#include <QRegularExpression>

#include <algorithm>

namespace duodoctor::reading
{

using namespace Qt::StringLiterals;

namespace
{

/// Whose answer an exchange asks for, by its path.
enum class Asked {
    Unknown,
    GatewayHealth,
    GatewayRoot,
    GatewayApi,
    Models,
    Completion,
    GitLab,
    GitLabHealth,
    WebSocket,
    Oidc,
    Jwks,
    Metrics
};

Asked askedBy(const HttpExchange &exchange)
{
    const QString path = exchange.url.path();
    if (path.endsWith("/monitoring/healthz"_L1)) {
        return Asked::GatewayHealth;
    }
    if (path.endsWith("/models"_L1) || path.endsWith("/api/tags"_L1)) {
        return Asked::Models;
    }
    if (path.endsWith("/chat/completions"_L1) || path.endsWith("/completions"_L1)) {
        return path.contains("/code/"_L1) || path.contains("code_suggestions"_L1) ? Asked::GatewayApi
                                                                                  : Asked::Completion;
    }
    if (path.contains("/.well-known/openid-configuration"_L1)) {
        return Asked::Oidc;
    }
    if (path.endsWith("/oauth/discovery/keys"_L1)) {
        return Asked::Jwks;
    }
    if (path.endsWith("/duo_workflows/ws"_L1) || path.endsWith("/-/cable"_L1)) {
        return Asked::WebSocket;
    }
    if (path.endsWith("/-/health"_L1) || path.endsWith("/-/readiness"_L1) || path.endsWith("/-/liveness"_L1)) {
        return Asked::GitLabHealth;
    }
    if (path.contains("/api/v4/"_L1) || path.startsWith("/-/"_L1)) {
        return Asked::GitLab;
    }
    if (path.endsWith("/metrics"_L1)) {
        return Asked::Metrics;
    }
    static const QRegularExpression api(uR"(/v[1-4]/(?:chat|code|prompts|models/definitions)\b)"_s);
    if (api.match(path).hasMatch()) {
        return Asked::GatewayApi;
    }
    const bool isPlace = !exchange.url.host().isEmpty() && (path.isEmpty() || path == "/"_L1);
    return isPlace ? Asked::GatewayRoot : Asked::Unknown;
}

QString exchangeUrl(const EvidencePtr &evidence)
{
    return evidence->httpExchange()->url.toString();
}

/// How far the request got. The same steps as for every live exchange.
Findings judgeWay(const JudgeInput &input, const EvidencePtr &evidence)
{
    Findings findings = judgeNameResolution(input);
    findings += judgeConnection(input);
    findings += judgeTlsHandshake(input);
    findings += judgeForeignVerdict(input, evidence);
    return findings.isEmpty() ? judgeAnswerArrived(input) : findings;
}

/// The root says who answers there only when it is the gateway, or nobody can be.
Findings judgeRoot(const JudgeInput &input, const EvidencePtr &evidence)
{
    const HttpExchange &exchange = *evidence->httpExchange();
    if (isGatewayAuthRefusal(exchange)) {
        return {};
    }
    return judgeBareAnswer(input, evidence);
}

/// These paths are open to a list of addresses only; to all others GitLab says 404 (facts/endpoints section 3).
Findings judgeGitlabHealth(const JudgeInput &input, const EvidencePtr &evidence)
{
    constexpr int kServerError = 500;
    return evidence->httpExchange()->status < kServerError ? Findings{} : judgeGitlabAnswers(input);
}

/// A plain request to the WebSocket's path proves nothing: only one that asked for the upgrade does.
Findings judgeUpgrade(const JudgeInput &input, const EvidencePtr &evidence)
{
    const auto &headers = evidence->httpExchange()->requestHeaders;
    if (std::ranges::none_of(headers, [](const auto &header) { return header.first == "upgrade"; })) {
        return {};
    }
    JudgeInput own = input;
    own.evidence.insert(role::kWebSocket, evidence);
    return judgeWebSocket(own);
}

Findings judgeByPath(const JudgeInput &input, const EvidencePtr &evidence)
{
    switch (askedBy(*evidence->httpExchange())) {
    case Asked::GatewayHealth:
        return judgeGatewayHealth(input);
    case Asked::GatewayRoot:
        return judgeRoot(input, evidence);
    case Asked::Models:
        return judgeModelAnswer(input, evidence, role::kModels);
    case Asked::Completion:
        return judgeModelAnswer(input, evidence, role::kCompletion);
    case Asked::GitLab:
        return judgeGitlabAnswers(input);
    case Asked::GitLabHealth:
        return judgeGitlabHealth(input, evidence);
    case Asked::WebSocket:
        return judgeUpgrade(input, evidence);
    case Asked::Oidc: {
        JudgeInput own = input;
        own.evidence.insert(role::kOidc, evidence);
        return judgeGitlabOidc(own);
    }
    case Asked::Jwks: {
        JudgeInput own = input;
        own.evidence.insert(role::kJwks, evidence);
        return judgeGitlabJwks(own);
    }
    case Asked::Metrics: {
        JudgeInput own = input;
        own.subject = exchangeUrl(evidence);
        return judgeMetrics(own);
    }
    case Asked::GatewayApi:
    case Asked::Unknown:
        break;
    }
    return judgeBareAnswer(input, evidence);
}

/// What the text shows of itself, where the deployment says nothing of it.
Deployment deploymentFor(const Deployment &known, const HttpExchange &exchange)
{
    Deployment deployment = known;
    const QUrl base = exchange.url.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
    const QString text = base.toString();
    switch (askedBy(exchange)) {
    case Asked::GitLab:
    case Asked::GitLabHealth:
    case Asked::WebSocket:
    case Asked::Oidc:
    case Asked::Jwks:
        if (deployment.gitlab.url.isEmpty()) {
            deployment.gitlab.url = text;
        }
        break;
    case Asked::GatewayHealth:
    case Asked::GatewayRoot:
    case Asked::GatewayApi:
        if (deployment.aiGateway.url.isEmpty()) {
            deployment.aiGateway.url = text;
        }
        break;
    default:
        break;
    }
    return deployment;
}

} // namespace

Findings judgeExchange(const JudgeInput &input, const EvidencePtr &evidence)
{
    const HttpExchange &exchange = *evidence->httpExchange();
    const Deployment deployment = deploymentFor(*input.deployment, exchange);
    JudgeInput own = input;
    own.deployment = &deployment;
    own.evidence.insert(role::kExchange, evidence);
    if (evidence->kind == EvidenceKind::Metrics) {
        return {};
    }
    if (Findings onTheWay = judgeWay(own, evidence); !onTheWay.isEmpty()) {
        return onTheWay;
    }
    if (exchange.status == 0) {
        return {};
    }
    constexpr int kLowestError = 400;
    if (exchange.bodyTruncated && exchange.status < kLowestError) {
        return {}; // the end was not copied; what is there is good
    }
    const bool isBare = exchange.url.host().isEmpty();
    if (evidence->kind == EvidenceKind::ModelsList) {
        return judgeModelAnswer(own, evidence, role::kModels);
    }
    if (evidence->kind == EvidenceKind::ChatCompletion) {
        return judgeModelAnswer(own, evidence, role::kCompletion);
    }
    // The health path needs no token and is always there, so the gateway itself never answers these.
    const bool isRefused = exchange.status == 401 || exchange.status == 403 || exchange.status == 404;
    const bool isWhole = isRedirect(exchange) && !exchange.header("location").isEmpty();
    const bool isUpgrade = askedBy(exchange) == Asked::WebSocket;
    const bool isStatusAlone =
        exchange.body.isEmpty() && !isWhole && !isUpgrade && !(isRefused && askedBy(exchange) == Asked::GatewayHealth);
    return isBare || isStatusAlone ? judgeBareAnswer(own, evidence) : judgeByPath(own, evidence);
}

} // namespace duodoctor::reading
