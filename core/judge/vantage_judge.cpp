#include "judge/vantage_judge.h"

#include "certificate/certificate.h"
#include "certificate/der_reader.h"
#include "judge/evidence_role.h"
#include "judge/exchange_facts.h"
#include "judge/finding_ids.h"
#include "judge/network_judge.h"
#include "judge/server_fingerprint.h"

#include <array>

namespace duodoctor
{

using namespace Qt::StringLiterals;

namespace
{

using Kind = NetworkFailureKind;

constexpr std::array kElsewhereRoles{role::kElsewhere, role::kElsewhere2};

/// True when the host itself gave an answer, whatever it says.
bool answered(const HttpExchange &exchange)
{
    return exchange.status != 0 && exchange.proxyStatus < 300 && exchange.status != 407 &&
           !isAnswerOfForwardProxy(exchange);
}

/// No answer, for a reason that lies on the way and neither in TLS nor in the request.
bool isCutOff(const HttpExchange &exchange)
{
    switch (exchange.failure.kind) {
    case Kind::NameNotFound:
    case Kind::NameServerSilent:
    case Kind::Refused:
    case Kind::TimedOut:
    case Kind::NetworkUnreachable:
    case Kind::ClosedByPeer:
    case Kind::ProxyAuthRequired:
    case Kind::ProxyRefusedTunnel:
        return true;
    default:
        return !exchange.failure && exchange.status != 0 && !answered(exchange);
    }
}

bool isConnectionFailure(Kind kind)
{
    return kind == Kind::NameNotFound || kind == Kind::NameServerSilent || kind == Kind::Refused ||
           kind == Kind::TimedOut || kind == Kind::NetworkUnreachable;
}

QString wordsFor(const HttpExchange &exchange)
{
    // Who connects to a proxy hears of the proxy, never of the host behind it.
    if (!exchange.proxy.isEmpty() && isConnectionFailure(exchange.failure.kind)) {
        return u"the proxy on the way gives no answer"_s;
    }
    switch (exchange.failure.kind) {
    case Kind::NameNotFound:
        return u"the name does not resolve"_s;
    case Kind::NameServerSilent:
        return u"no name server answers"_s;
    case Kind::Refused:
        return u"nothing listens on the port"_s;
    case Kind::TimedOut:
        return u"no answer within the time limit"_s;
    case Kind::NetworkUnreachable:
        return u"there is no route to the host"_s;
    case Kind::ClosedByPeer:
        return u"the connection was closed"_s;
    default:
        return u"a proxy refuses"_s;
    }
}

QString wordsFor(Vantage vantage)
{
    switch (vantage) {
    case Vantage::GitLab:
        return u"GitLab's host"_s;
    case Vantage::Gateway:
        return u"inside the gateway"_s;
    case Vantage::Workstation:
        break;
    }
    return u"this workstation"_s;
}

/// The role of another vantage's exchange for which `holds` is true; empty when there is none.
template <typename Predicate>
QLatin1StringView elsewhere(const JudgeInput &input, Predicate holds)
{
    for (const QLatin1StringView role : kElsewhereRoles) {
        const HttpExchange *exchange = input.exchange(role);
        if (exchange && holds(*exchange)) {
            return role;
        }
    }
    return {};
}

/// A finding that stands on both places' evidence.
Finding compared(const JudgeInput &input, QLatin1StringView other, FindingId id, Severity severity,
                 const Arguments &arguments)
{
    Finding finding = findingFrom(input, role::kExchange, id, severity, arguments);
    if (const EvidencePtr evidence = input.find(other)) {
        finding.evidence << evidence;
    }
    return finding;
}

CertificatePtr leafOf(const HttpExchange &exchange)
{
    if (!exchange.tls || exchange.tls->chainDer.isEmpty()) {
        return nullptr;
    }
    const QByteArray &der = exchange.tls->chainDer.first();
    return Certificate::parse(bytesOf({der.constData(), static_cast<size_t>(der.size())}));
}

bool isSameHostAndPort(const HttpExchange &a, const HttpExchange &b)
{
    return a.authority().compare(b.authority(), Qt::CaseInsensitive) == 0;
}

/// Another key of another issuer. A renewed certificate has the same issuer; several servers behind one name as well.
bool isOtherParty(const Certificate &a, const Certificate &b)
{
    const bool isSameKey = !a.extensions.subjectKeyId.empty() && a.extensions.subjectKeyId == b.extensions.subjectKeyId;
    return !a.isSameAs(b) && !(a.issuer == b.issuer) && !isSameKey;
}

/// Two addresses behind one name: two servers, each with its certificate, are as likely as somebody in between.
bool isSplitName(const HttpExchange &a, const HttpExchange &b)
{
    return a.proxy.isEmpty() && b.proxy.isEmpty() && !a.connectedTo.isEmpty() && !b.connectedTo.isEmpty() &&
           a.connectedTo != b.connectedTo;
}

/// Who answers, coarse enough that two errors of one server are the same.
ServerKind kindOf(const HttpExchange &exchange)
{
    const ServerKind kind = fingerprintOf(exchange).kind;
    switch (kind) {
    case ServerKind::FastApi:
    case ServerKind::OpenAiCompatible:
    case ServerKind::WebServer:
    case ServerKind::ReverseProxy: // the same server may stand behind it, and the checks of the answer say so
        return ServerKind::Unknown;
    default:
        return kind;
    }
}

} // namespace

Findings judgeReachability(const JudgeInput &input)
{
    const HttpExchange *here = input.exchange(role::kExchange);
    if (!here || !isCutOff(*here)) {
        return {};
    }
    const QLatin1StringView other = elsewhere(input, [](const HttpExchange &exchange) { return answered(exchange); });
    const bool isGitlabFromGateway = input.vantage == Vantage::Gateway && !input.model();
    if (other.isEmpty() && !isGitlabFromGateway) {
        return {};
    }
    Arguments arguments{{Argument::Detail, wordsFor(*here)}};
    if (const Model *model = input.model()) {
        arguments.set(Argument::Model, model->name);
    }
    if (const EvidencePtr evidence = input.find(other)) {
        arguments.set(Argument::Client, wordsFor(evidence->vantage));
    }
    FindingId id = finding::kReachableHereOnly;
    if (input.vantage == Vantage::Gateway) {
        id = input.model() ? finding::kModelUnreachableFromGateway : finding::kGatewayCannotReachGitlab;
    }
    return {compared(input, other, id, Severity::Error, arguments)};
}

Findings judgeSameCertificate(const JudgeInput &input)
{
    const HttpExchange *here = input.exchange(role::kExchange);
    const CertificatePtr leaf = here ? leafOf(*here) : nullptr;
    if (!leaf) {
        return {};
    }
    const QLatin1StringView other = elsewhere(input, [&](const HttpExchange &exchange) {
        const CertificatePtr foreign = leafOf(exchange);
        return foreign && isSameHostAndPort(*here, exchange) && isOtherParty(*leaf, *foreign);
    });
    if (other.isEmpty()) {
        return {};
    }
    const CertificatePtr foreign = leafOf(*input.exchange(other));
    Arguments arguments{{Argument::Subject, QString::fromStdString(leaf->displayName())},
                        {Argument::Issuer, QString::fromStdString(leaf->issuer.text)},
                        {Argument::Fingerprint, QString::fromStdString(leaf->fingerprint())},
                        {Argument::Client, wordsFor(input.find(other)->vantage)}};
    arguments.set(Argument::Detail, u"%1 shows one of %2"_s.arg(wordsFor(input.find(other)->vantage),
                                                                QString::fromStdString(foreign->issuer.text)));
    const Severity severity = isSplitName(*here, *input.exchange(other)) ? Severity::Warning : Severity::Error;
    return {compared(input, other, finding::kTlsIntercepted, severity, arguments)};
}

Findings judgeSameAnswer(const JudgeInput &input)
{
    const HttpExchange *here = input.exchange(role::kExchange);
    const ServerKind kind = here && here->status != 0 ? kindOf(*here) : ServerKind::Unknown;
    if (kind == ServerKind::Unknown || !answered(*here)) {
        return {};
    }
    const QLatin1StringView other = elsewhere(input, [&](const HttpExchange &exchange) {
        const ServerKind foreign = answered(exchange) ? kindOf(exchange) : ServerKind::Unknown;
        return foreign != ServerKind::Unknown && foreign != kind && isSameHostAndPort(*here, exchange);
    });
    if (other.isEmpty()) {
        return {};
    }
    Arguments arguments{{Argument::Server, fingerprintOf(*here).name}};
    arguments.set(Argument::Detail, u"from %1 it is %2"_s.arg(wordsFor(input.find(other)->vantage),
                                                              fingerprintOf(*input.exchange(other)).name));
    return {compared(input, other, finding::kGatewayNotAiGateway, Severity::Error, arguments)};
}

} // namespace duodoctor
