#include "check/reading_parts.h"
#include "judge/error_text.h"
#include "judge/exchange_facts.h"
#include "judge/finding_ids.h"
#include "judge/gateway_judge.h"
#include "judge/model_answer.h"
#include "judge/model_completion_judge.h"
#include "judge/model_list_judge.h"
#include "judge/server_fingerprint.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace duodoctor::reading
{

using namespace Qt::StringLiterals;

namespace
{

struct BodyMeaning {
    QLatin1StringView words;
    std::optional<FindingId> finding; ///< none: a healthy answer, or one that proves nothing
};

/// What a body means whoever was asked. The first row whose words occur counts.
/// Source: facts/endpoints 1.2, 1.3 and 6.
const std::array kBodies{
    BodyMeaning{"No authorization header presented"_L1, std::nullopt},
    BodyMeaning{"Invalid authorization header"_L1, finding::kGatewayTokenMalformed},
    BodyMeaning{"Invalid authentication token type"_L1, finding::kAuthUnauthorized},
    BodyMeaning{"Forbidden by auth provider"_L1, finding::kAuthUnauthorized},
    BodyMeaning{"Header mismatch '"_L1, finding::kAuthUnauthorized},
    BodyMeaning{"insufficient_credits"_L1, finding::kAuthForbidden},
    BodyMeaning{"not_entitled"_L1, finding::kAuthForbidden},
    BodyMeaning{"Unauthorized to "_L1, finding::kAuthForbidden},
    BodyMeaning{"Duo Core no longer authorized"_L1, finding::kAuthForbidden},
    BodyMeaning{"Invalid version constraint"_L1, finding::kGatewayVersionMismatch},
    BodyMeaning{"Failed to generate JWT"_L1, finding::kGatewaySigningKeyMissing},
    BodyMeaning{"Inference failed"_L1, finding::kModelServerError},
    BodyMeaning{"Too many requests. Please try again later"_L1, finding::kModelOverloaded},
    BodyMeaning{"plain HTTP request was sent to HTTPS port"_L1, finding::kHttpOnTlsPort},
    BodyMeaning{"HTTP request to an HTTPS server"_L1, finding::kHttpOnTlsPort},
    BodyMeaning{"default backend - 404"_L1, finding::kIngressNotRouting},
    BodyMeaning{"502 Bad Gateway"_L1, finding::kGatewayBehindBrokenProxy},
    BodyMeaning{"503 Service"_L1, finding::kGatewayBehindBrokenProxy},
    BodyMeaning{"504 Gateway Time"_L1, finding::kGatewayBehindBrokenProxy},
    BodyMeaning{"no healthy upstream"_L1, finding::kGatewayBehindBrokenProxy},
    BodyMeaning{"upstream connect error"_L1, finding::kGatewayBehindBrokenProxy},
};

/// `421 {"detail":"404: Not Found"}`: the gateway tells of the model's server.
std::optional<FindingId> modelCodeIn(const QString &body)
{
    static const QRegularExpression code(uR"("detail"\s*:\s*"(\d{3}): )"_s);
    const auto match = code.match(body.left(400));
    switch (match.hasMatch() ? match.captured(1).toInt() : 0) {
    case 0:
        return std::nullopt;
    case 401:
    case 403:
        return finding::kModelKeyRejected;
    case 404:
        return finding::kModelNotServed;
    case 408:
        return finding::kModelTimeout;
    case 429:
        return finding::kModelOverloaded;
    default:
        return finding::kModelServerError;
    }
}

std::optional<FindingId> statusMeaning(int status)
{
    switch (status) {
    case 502:
    case 503:
    case 504:
        return finding::kGatewayBehindBrokenProxy;
    case 407:
        return finding::kProxyAuthRequired;
    case 403:
        return finding::kAuthForbidden;
    case 500:
        return finding::kGatewayUnhealthy;
    default:
        return std::nullopt;
    }
}

/// Whether a status alone may come from anybody: 403 and 500 mean what they mean only when the gateway gave them, and
/// nothing tells who was asked.
bool isAnybodys(const HttpExchange &exchange)
{
    constexpr int kForbidden = 403;
    constexpr int kServerError = 500;
    return exchange.url.host().isEmpty() && (exchange.status == kForbidden || exchange.status == kServerError);
}

Findings found(const JudgeInput &input, FindingId id)
{
    const HttpExchange &exchange = *input.exchange(role::kExchange);
    return {findingFrom(input, role::kExchange, id, {{Argument::Detail, wordsOfPeer(exchange)}})};
}

/// A model of which only the URL is known.
Model modelFor(const HttpExchange &exchange)
{
    Model model;
    model.name = exchange.url.host().isEmpty() ? u"model"_s : exchange.url.host();
    static const QRegularExpression tail(uR"(/(?:models|chat/completions|completions|api/tags)$)"_s);
    QString url = exchange.url.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment).toString();
    model.endpoint = url.remove(tail);
    return model;
}

/// An unknown path of a server that speaks OpenAI elsewhere: what stands before the API's own path decides.
Findings judgeUnknownPath(const JudgeInput &input, const HttpExchange &exchange)
{
    const QString path = exchange.url.path();
    static const QRegularExpression doubled(uR"(/v1/(?:.*/)?v1(?:/|$)|/completions/.*completions$)"_s);
    if (doubled.match(path).hasMatch()) {
        return found(input, finding::kModelEndpointWrongPath);
    }
    static const QRegularExpression versioned(uR"(/v\d(?:/|$)|/openai/)"_s);
    if (exchange.url.host().isEmpty() || versioned.match(path).hasMatch()) {
        return {};
    }
    return found(input, finding::kModelEndpointMissingV1);
}

/// What a list says by itself, whatever name is wanted.
Findings judgeListAlone(const JudgeInput &input, const HttpExchange &exchange)
{
    const auto models = readModelList(exchange);
    if (!models) {
        return {};
    }
    const Model &model = input.deployment->models.constFirst();
    Arguments arguments{{Argument::Model, model.name}, {Argument::Service, u"model \"%1\""_s.arg(model.name)}};
    if (models->isEmpty()) {
        arguments.set(Argument::ServedNames, u"none"_s);
        return {findingFrom(input, role::kExchange, finding::kModelNotServed, arguments)};
    }
    // The gateway takes this word away and asks for the rest (facts/sizing_models section 4).
    for (const ListedModel &listed : *models) {
        if (listed.id.startsWith("custom_openai/"_L1)) {
            arguments.set(Argument::Identifier, listed.id);
            arguments.set(Argument::ServedNames, listed.id);
            arguments.set(Argument::ExpectedName, listed.id.sliced(14));
            arguments.set(Argument::Suggestion, u"custom_openai/"_s + listed.id);
            arguments.set(Argument::Detail, u"the name that is served begins with the provider's"_s);
            Finding finding = findingFrom(input, role::kExchange, finding::kModelIdentifierPrefix, arguments);
            finding.severity = Severity::Warning;
            return {finding};
        }
    }
    return {};
}

} // namespace

Findings judgeModelAnswer(const JudgeInput &input, const EvidencePtr &evidence, QLatin1StringView role)
{
    const HttpExchange &exchange = *evidence->httpExchange();
    Deployment deployment = *input.deployment;
    JudgeInput own = input;
    own.deployment = &deployment;
    own.evidence.insert(role::kExchange, evidence);
    own.evidence.insert(role, evidence);
    const bool isOnlyModel = deployment.models.size() == 1;
    if (!isOnlyModel) {
        deployment.models = {modelFor(exchange)};
    }
    own.subject = deployment.models.constFirst().name;
    const bool isList = role == role::kModels;
    if (classifyModelAnswer(exchange) == ModelAnswer::NoSuchPath) {
        return judgeUnknownPath(own, exchange);
    }
    Findings findings = judgeModelKey(own);
    if (isList && !isOnlyModel) {
        // Whether a certain name is served nobody can tell.
        findings += findings.isEmpty() ? judgeListAlone(own, exchange) : Findings{};
        return findings.isEmpty() ? judgeModelHealth(own) : findings;
    }
    findings += judgeModelServed(own);
    if (!isList && findings.isEmpty()) {
        findings += judgeCompletion(own);
    }
    return findings;
}

Findings judgeBareAnswer(const JudgeInput &input, const EvidencePtr &evidence)
{
    const HttpExchange &exchange = *evidence->httpExchange();
    JudgeInput own = input;
    own.evidence.insert(role::kExchange, evidence);
    const QString body = bodyText(exchange);
    for (const BodyMeaning &row : kBodies) {
        if (body.contains(row.words, Qt::CaseInsensitive)) {
            return row.finding ? found(own, *row.finding) : Findings{};
        }
    }
    static const QRegularExpression prompt(uR"(Prompt '[^']{1,200}' (?:not found|is not supported))"_s);
    if (prompt.match(body.left(2000)).hasMatch()) {
        return found(own, finding::kGatewayVersionMismatch);
    }
    if (fingerprintOf(exchange).kind == ServerKind::DefaultPage) {
        return found(own, finding::kGatewayNotAiGateway);
    }
    if (const auto code = modelCodeIn(body)) {
        return found(own, *code);
    }
    if (body.trimmed().isEmpty()) {
        const auto meaning = statusMeaning(exchange.status);
        Findings findings = meaning ? found(own, *meaning) : Findings{};
        if (!findings.isEmpty() && isAnybodys(exchange)) {
            findings.first().severity = Severity::Warning;
        }
        return findings;
    }
    if (exchange.status >= 400 || body.contains("\"type\":\"error\""_L1) || body.contains("\"type\": \"error\""_L1)) {
        if (classifyModelAnswer(exchange) == ModelAnswer::Unauthorized && body.contains("\"Unauthorized\""_L1)) {
            return judgeModelAnswer(input, evidence, role::kCompletion);
        }
        if (const auto meaning = meaningOfError(body, ErrorWriter::Gateway)) {
            return {findingFrom(own, role::kExchange, meaning->finding, meaning->arguments)};
        }
    }
    return {};
}

} // namespace duodoctor::reading
